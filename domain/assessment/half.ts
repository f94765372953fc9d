import { dateOf, instantOf } from '../calendar.ts'
import { type Text, text } from '../text.ts'

/** The half-years that are assessed, by Asia/Shanghai. */

export const halves = {
  H1: text('上半年', 'First half'),
  H2: text('下半年', 'Second half'),
} as const satisfies Record<string, Text>
export type Half = keyof typeof halves

/** The half-year in which an instant (ms) lies. */
export function halfOf(at: number): { year: number; half: Half } {
  const date = dateOf(at)
  return { year: Number(date.slice(0, 4)), half: Number(date.slice(5, 7)) <= 6 ? 'H1' : 'H2' }
}

/** The instants (ms) between which a half-year lies: `from` is its own, `to` is not. */
export const spanOf = (year: number, half: Half): { from: number; to: number } => ({
  from: instantOf(half === 'H1' ? `${year}-01-01` : `${year}-07-01`, 0),
  to: instantOf(half === 'H1' ? `${year}-07-01` : `${year + 1}-01-01`, 0),
})

/** The one case of a half-year. */
export const assessmentId = (year: number, half: Half): string => `KH-${year}-${half}`
