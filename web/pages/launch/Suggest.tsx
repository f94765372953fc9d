import { Button } from 'antd'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { type Suggestion, suggestions } from './suggestions.ts'

type Part = 'requirements' | 'bases'

/** Wordings to put into a field by a click. With a known category only its own; the others one at a time. */
export function Suggest({
  part,
  known,
  written,
  onPick,
}: {
  part: Part
  known: Suggestion | undefined
  written: unknown
  onPick: (wording: string) => void
}) {
  const t = useText()
  const offered = (known ? [known] : suggestions).flatMap((suggestion) =>
    suggestion[part].map((wording) => ({ wording, category: suggestion.category })),
  )
  const fresh = offered.filter(({ wording }) => !(typeof written === 'string' && written.includes(wording)))
  const unique = fresh.filter(({ wording }, at) => fresh.findIndex((other) => other.wording === wording) === at)
  if (unique.length === 0) return null
  const list = (
    <ul>
      {unique.map(({ wording, category }) => (
        <li key={wording}>
          <Button
            size="small"
            type="link"
            onClick={() => onPick(wording)}
            aria-label={t(text(`填入：${wording}`, `Insert: ${wording}`))}
          >
            {t(text('填入', 'Insert'))}
          </Button>
          <span>
            {!known && part === 'requirements' && <em>{category}</em>}
            {wording}
          </span>
        </li>
      ))}
    </ul>
  )
  const title =
    part === 'bases' ? text('参考依据', 'Bases to choose from') : text('参考要求', 'Wordings to choose from')
  return (
    <details className="suggest" open={known !== undefined}>
      <summary>{t(title)}</summary>
      {list}
    </details>
  )
}

/** Adds a wording to what is written already, as a further sentence. */
export const appended = (written: unknown, wording: string, separator: string): string => {
  const before = typeof written === 'string' ? written.trim() : ''
  return before ? `${before}${separator}${wording}` : wording
}
