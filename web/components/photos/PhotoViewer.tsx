import { useEffect, useRef, useState } from 'react'
import { type Text, text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { words } from '../../words.ts'

export type Frame = { url: string; label: Text; note?: string }

/** Photos as large as the screen, one slide of one or two frames at a time; arrow keys turn, Escape closes. */
export function PhotoViewer({
  slides,
  start,
  onClose,
}: {
  slides: readonly (readonly Frame[])[]
  start: number
  onClose: () => void
}) {
  const t = useText()
  const dialog = useRef<HTMLDialogElement>(null)
  const [at, setAt] = useState(start)
  const [zoomed, setZoomed] = useState(false)
  useEffect(() => dialog.current?.showModal(), [])
  const turn = (by: number) => {
    setZoomed(false)
    setAt((now) => (now + by + slides.length) % slides.length)
  }
  const frames = slides[at] ?? []
  return (
    <dialog
      ref={dialog}
      className="viewer"
      aria-label={t(text('查看照片', 'Photos'))}
      onClose={onClose}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') turn(1)
        if (event.key === 'ArrowLeft') turn(-1)
      }}
    >
      <div className="viewer-bar">
        <span>
          {at + 1} / {slides.length}
        </span>
        {slides.length > 1 && (
          <>
            <button type="button" onClick={() => turn(-1)}>
              {t(text('上一张', 'Previous'))}
            </button>
            <button type="button" onClick={() => turn(1)}>
              {t(text('下一张', 'Next'))}
            </button>
          </>
        )}
        <button type="button" aria-pressed={zoomed} onClick={() => setZoomed((before) => !before)}>
          {zoomed ? t(text('缩小', 'Fit')) : t(text('放大', 'Full size'))}
        </button>
        <button type="button" onClick={() => dialog.current?.close()}>
          {t(words.close)}
        </button>
      </div>
      <div className={zoomed ? 'viewer-frames viewer-zoomed' : 'viewer-frames'}>
        {frames.map((frame) => (
          <figure key={frame.url}>
            <img src={frame.url} alt={t(frame.label)} />
            <figcaption>
              {t(frame.label)}
              {frame.note && <small>{frame.note}</small>}
            </figcaption>
          </figure>
        ))}
      </div>
    </dialog>
  )
}
