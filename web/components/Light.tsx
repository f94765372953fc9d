import type { Light as LightColor } from '../../domain/views.ts'
import { type Text, text } from '../../domain/text.ts'
import { useText } from '../language.tsx'

export const lightNames: Record<LightColor, Text> = {
  GREEN: text('正常', 'On time'),
  YELLOW: text('临期', 'Due soon'),
  RED: text('超期', 'Overdue'),
}

/** Each light has its own shape, so that it is told apart without colour: disc, triangle, square with a bar. */
const shapes: Record<LightColor, string> = {
  GREEN: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2z',
  YELLOW: 'M8 1.5L15 14H1z',
  RED: 'M2 2h12v12H2zM4.5 7h7v2h-7z',
}

/**
 * The traffic light of a step: shape, colour and word. `word={false}` keeps the word for screen readers only; `name`
 * is the word where it is not a step's.
 */
export function Light({ light, word = true, name }: { light: LightColor; word?: boolean; name?: Text }) {
  const t = useText()
  return (
    <span className={`light light-${light.toLowerCase()}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={shapes[light]} fillRule="evenodd" />
      </svg>
      <span className={word ? undefined : 'unseen'}>{t(name ?? lightNames[light])}</span>
    </span>
  )
}
