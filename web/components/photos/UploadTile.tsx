import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { words } from '../../words.ts'
import type { Upload } from './uploads.ts'

/** A photo on its way: how far it is, or why it failed and what to do. */
export function UploadTile({ upload, onRetry, onDrop }: { upload: Upload; onRetry: () => void; onDrop: () => void }) {
  const t = useText()
  const { file, preview, part, failure, final } = upload
  return (
    <li className={failure ? 'photo photo-failed' : 'photo'}>
      {file.type.startsWith('image/') && <img src={preview} alt="" />}
      {failure ? (
        <div className="photo-failure" role="alert">
          <p>{t(failure)}</p>
          {!final && (
            <button type="button" onClick={onRetry}>
              {t(words.retry)}
            </button>
          )}
        </div>
      ) : (
        <progress value={part} max={1} aria-label={t(text(`${file.name}上传进度`, `Upload of ${file.name}`))} />
      )}
      <button
        type="button"
        className="photo-remove"
        aria-label={t(text(`取消上传${file.name}`, `Cancel ${file.name}`))}
        onClick={onDrop}
      >
        ×
      </button>
    </li>
  )
}
