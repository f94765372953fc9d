import { useEffect, useEffectEvent, useState } from 'react'
import type { Photo } from '../../../domain/fields.ts'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { type ControlProps, describe } from '../form/controls.tsx'
import { PhotoPicker } from './PhotoPicker.tsx'
import { PhotoViewer } from './PhotoViewer.tsx'
import { UploadTile } from './UploadTile.tsx'
import { photoUrl } from './upload.ts'
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
  const [previews, setPreviews] = useState<Record<string, string>>({})
  const [viewed, setViewed] = useState<number | null>(null)
  const max = spec.max ?? 6
  const { uploads, add, retry, drop } = useUploads()
  const sending = uploads.filter(({ failure }) => failure === null).length
  const room = max - photos.length - uploads.length
  const urlOf = (photo: Photo) => previews[photo.id] ?? photoUrl(photo.id)

  const takeIn = useEffectEvent(() => {
    const arrived = uploads.flatMap((upload) => (upload.photo ? [{ ...upload, photo: upload.photo }] : []))
    if (arrived.length === 0) return
    const held = new Set(photos.map((photo) => photo.id))
    setPreviews((before) => ({
      ...before,
      ...Object.fromEntries(arrived.map(({ photo, preview }) => [photo.id, preview])),
    }))
    onChange([...photos, ...arrived.map(({ photo }) => photo).filter((photo) => !held.has(photo.id))])
    for (const { key } of arrived) drop(key)
  })
  useEffect(() => {
    // Not as each upload ends: two may end between two renders, and the second would undo the first.
    // oxlint-disable-next-line react/set-state-in-effect
    if (uploads.some(({ photo }) => photo !== null)) takeIn()
  }, [uploads])

  const tell = useEffectEvent((count: number) => onBusy(count))
  useEffect(() => tell(sending), [sending])

  const pick = (files: readonly File[]) => add(files, room)
  const least = spec.min ? text(`至少 ${spec.min} 张，`, `at least ${spec.min}, `) : text('', '')
  return (
    <div className="photos">
      <ul className="photo-list">
        {photos.map((photo, index) => (
          <li key={photo.id} className="photo">
            <button
              type="button"
              className="photo-view"
              onClick={() => setViewed(index)}
              aria-label={t(text(`查看照片${index + 1}`, `View photo ${index + 1}`))}
            >
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
          <UploadTile
            key={upload.key}
            upload={upload}
            onRetry={() => retry(upload.key)}
            onDrop={() => drop(upload.key)}
          />
        ))}
        {room > 0 && !disabled && (
          <li className="photo-pickers">
            <PhotoPicker label={text('添加照片', 'Add photos')} described={describe(props)} onPick={pick} />
            <PhotoPicker label={text('拍照', 'Camera')} capture onPick={pick} />
          </li>
        )}
      </ul>
      <p className="photo-count" id={`${id}-count`}>
        {t(
          text(
            `已传 ${photos.length} 张，${least.zh}最多 ${max} 张`,
            `${photos.length} uploaded, ${least.en}at most ${max}`,
          ),
        )}
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
