import { useEffect, useRef, useState } from 'react'
import type { Photo } from '../../../domain/fields.ts'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { words } from '../../words.ts'
import { type ControlProps, describe } from '../form/controls.tsx'
import { PhotoViewer } from './PhotoViewer.tsx'
import { photoTypes, photoUrl } from './upload.ts'
import { useUploads } from './uploads.ts'

const photoName = (number: number) => text(`照片${number}`, `Photo ${number}`)

/**
 * Photos from the camera or from files: several at once, each with its progress, its own retry, a preview and
 * a way to remove it. Holds the stored photos only; `onBusy` tells how many are still on their way.
 */
export function PhotoField(props: ControlProps<Photo[]> & { onBusy: (uploads: number) => void }) {
  const t = useText()
  const { id, spec, value, onChange, disabled, onBusy } = props
  const photos = Array.isArray(value) ? value : []
  const latest = useRef(photos)
  latest.current = photos
  const previews = useRef(new Map<string, string>())
  const [viewed, setViewed] = useState<number | null>(null)
  const max = spec.max ?? 6
  const { uploads, add, retry, drop } = useUploads((photo, preview) => {
    if (latest.current.some((held) => held.id === photo.id)) return
    previews.current.set(photo.id, preview)
    latest.current = [...latest.current, photo]
    onChange(latest.current)
  })
  const sending = uploads.filter(({ failure }) => failure === null).length
  useEffect(() => onBusy(sending), [sending])
  const room = max - photos.length - uploads.length
  const urlOf = (photo: Photo) => previews.current.get(photo.id) ?? photoUrl(photo.id)

  const picker = (capture: boolean, label: string, main: boolean) => (
    <label className={capture ? 'photo-add photo-camera' : 'photo-add'}>
      <input
        {...(main ? describe(props) : { 'aria-label': label })}
        type="file"
        accept={photoTypes.join(',')}
        multiple={!capture}
        capture={capture ? 'environment' : undefined}
        disabled={disabled || room <= 0}
        onChange={(event) => {
          add([...(event.target.files ?? [])], room)
          event.target.value = ''
        }}
      />
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={capture ? 'M4 8h4l1.5-2.5h5L16 8h4v11H4zM12 10.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6z' : 'M12 5v14M5 12h14'} />
      </svg>
      <span>{label}</span>
    </label>
  )

  return (
    <div className="photos">
      <ul className="photo-list">
        {photos.map((photo, index) => (
          <li key={photo.id} className="photo">
            <button type="button" className="photo-view" onClick={() => setViewed(index)} aria-label={t(text(`查看照片${index + 1}`, `View photo ${index + 1}`))}>
              <img src={urlOf(photo)} alt={t(photoName(index + 1))} />
            </button>
            {!disabled && (
              <button
                type="button"
                className="photo-remove"
                aria-label={t(text(`删除照片${index + 1}`, `Remove photo ${index + 1}`))}
                onClick={() => onChange(photos.filter((held) => held.id !== photo.id))}
              >
                ×
              </button>
            )}
          </li>
        ))}
        {uploads.map((upload) => (
          <li key={upload.key} className={upload.failure ? 'photo photo-failed' : 'photo'}>
            {upload.file.type.startsWith('image/') && <img src={upload.preview} alt="" />}
            {upload.failure ? (
              <div className="photo-failure" role="alert">
                <p>{t(upload.failure)}</p>
                {!upload.final && (
                  <button type="button" onClick={() => retry(upload.key)}>
                    {t(words.retry)}
                  </button>
                )}
              </div>
            ) : (
              <progress value={upload.part} max={1} aria-label={t(text(`${upload.file.name}上传进度`, `Upload of ${upload.file.name}`))} />
            )}
            <button type="button" className="photo-remove" aria-label={t(text(`取消上传${upload.file.name}`, `Cancel ${upload.file.name}`))} onClick={() => drop(upload.key)}>
              ×
            </button>
          </li>
        ))}
        {room > 0 && !disabled && (
          <li className="photo-pickers">
            {picker(false, t(text('添加照片', 'Add photos')), true)}
            {picker(true, t(text('拍照', 'Camera')), false)}
          </li>
        )}
      </ul>
      <p className="photo-count" id={`${id}-count`}>
        {t(text(`已传 ${photos.length} 张，${spec.min ? `至少 ${spec.min} 张，` : ''}最多 ${max} 张`, `${photos.length} uploaded, ${spec.min ? `at least ${spec.min}, ` : ''}at most ${max}`))}
      </p>
      {viewed !== null && (
        <PhotoViewer
          slides={photos.map((photo, index) => [{ url: urlOf(photo), label: photoName(index + 1) }])}
          start={viewed}
          onClose={() => setViewed(null)}
        />
      )}
    </div>
  )
}
