import { useState } from 'react'
import type { Photo } from '../../../domain/fields.ts'
import { type Text, text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { useTimes } from '../../times.ts'
import { type Frame, PhotoViewer } from './PhotoViewer.tsx'
import { photoUrl } from './upload.ts'

export type Evidence = Record<string, { url: string; sha256: string; uploadedAt: string }>

const before = text('整改前', 'Before')
const after = text('整改后', 'After')

const useFrames = (evidence: Evidence) => {
  const times = useTimes()
  return (photo: Photo, label: Text): Frame => {
    const known = evidence[photo.id]
    return {
      url: known?.url ?? photoUrl(photo.id),
      label,
      note: `${known ? `${times.fullClock(known.uploadedAt)} · ` : ''}SHA-256 ${photo.sha256.slice(0, 8)}`,
    }
  }
}

function Thumb({ frame, onOpen }: { frame: Frame; onOpen: () => void }) {
  const t = useText()
  return (
    <figure className="thumb">
      <button
        type="button"
        onClick={onOpen}
        aria-label={t(text(`放大：${frame.label.zh}`, `Enlarge: ${frame.label.en}`))}
      >
        <img src={frame.url} alt={t(frame.label)} loading="lazy" />
      </button>
      <figcaption>
        {t(frame.label)}
        {frame.note && <small>{frame.note}</small>}
      </figcaption>
    </figure>
  )
}

/** Photos of one kind in a grid; each opens large. */
export function PhotoGrid({ photos, label, evidence }: { photos: readonly Photo[]; label: Text; evidence: Evidence }) {
  const frameOf = useFrames(evidence)
  const [open, setOpen] = useState<number | null>(null)
  const frames = photos.map((photo, index) =>
    frameOf(photo, text(`${label.zh}${index + 1}`, `${label.en} ${index + 1}`)),
  )
  return (
    <div className="thumbs">
      {frames.map((frame, index) => (
        <Thumb key={frame.url} frame={frame} onOpen={() => setOpen(index)} />
      ))}
      {open !== null && (
        <PhotoViewer slides={frames.map((frame) => [frame])} start={open} onClose={() => setOpen(null)} />
      )}
    </div>
  )
}

/** Before and after side by side, first with first; both open large next to each other. */
export function PhotoPair({
  befores,
  afters,
  evidence,
}: {
  befores: readonly Photo[]
  afters: readonly Photo[]
  evidence: Evidence
}) {
  const frameOf = useFrames(evidence)
  const t = useText()
  const [open, setOpen] = useState<number | null>(null)
  const rows = Array.from({ length: Math.max(befores.length, afters.length) }, (_, index) => {
    const [first, second] = [befores[index], afters[index]]
    const mark = (label: Text) => text(`${label.zh}${index + 1}`, `${label.en} ${index + 1}`)
    return [first && frameOf(first, mark(before)), second && frameOf(second, mark(after))] as const
  })
  return (
    <div className="pairs">
      {rows.map(([first, second], index) => (
        <div key={first?.url ?? second?.url} className="pair">
          {[first, second].map((frame, side) =>
            frame ? (
              <Thumb key={frame.url} frame={frame} onOpen={() => setOpen(index)} />
            ) : (
              <p key={side === 0 ? 'before' : 'after'} className="pair-none">
                {t(
                  side === 0
                    ? text('没有对应的整改前照片', 'No matching photo before')
                    : text('没有对应的整改后照片', 'No matching photo after'),
                )}
              </p>
            ),
          )}
        </div>
      ))}
      {open !== null && (
        <PhotoViewer
          slides={rows.map((frames) => frames.filter((frame) => frame !== undefined))}
          start={open}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  )
}
