import type { InputHTMLAttributes } from 'react'
import { photoTypes } from '../../../domain/photos.ts'
import type { Text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'

const CAMERA = 'M4 8h4l1.5-2.5h5L16 8h4v11H4zM12 10.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6z'
const PLUS = 'M12 5v14M5 12h14'

/** A tile that opens the files or, with `capture`, the camera; the input lies over it, unseen. */
export function PhotoPicker({
  label,
  capture = false,
  described,
  onPick,
}: {
  label: Text
  capture?: boolean
  /** The attributes of the control that the field's label points at. */
  described?: InputHTMLAttributes<HTMLInputElement>
  onPick: (files: readonly File[]) => void
}) {
  const t = useText()
  return (
    <label className={capture ? 'photo-add photo-camera' : 'photo-add'}>
      <input
        {...described}
        aria-label={described ? undefined : t(label)}
        type="file"
        accept={photoTypes.join(',')}
        multiple={!capture}
        capture={capture ? 'environment' : undefined}
        onChange={(event) => {
          onPick([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={capture ? CAMERA : PLUS} />
      </svg>
      <span>{t(label)}</span>
    </label>
  )
}
