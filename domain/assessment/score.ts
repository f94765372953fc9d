import { scaled } from '../points.ts'
import { type Band, type Deduction, type Dimension, deductions, dimensionKeys, dimensions, type Veto } from './sheet.ts'

/** One line of a unit's score: points for or against, and where they come from. Points are integers of 0.01. */
export type ScoreLine = {
  dimension: Dimension
  points: number
  reason: string
  /** The case that the points come from, for what was drawn by itself. */
  caseId?: string
  deduction?: Deduction
  /** Photos or documents that a hand-given deduction rests on. */
  evidence?: string[]
  /** A correction after an appeal: it stands beside the line that it corrects. */
  corrects?: number
}

export type Sheet = {
  /** Dimensions that this unit has nothing of (不涉及项). */
  notApplicable: Dimension[]
  lines: ScoreLine[]
  /** Up to 5 points for praise and spreading of experience (§3.4). */
  bonus: number
  vetoes: { veto: Veto; documentNo: string }[]
}

export type Score = {
  /** Points of each applicable dimension, never below nothing and never above full. */
  byDimension: Partial<Record<Dimension, number>>
  earned: number
  applicable: number
  /** earned ÷ applicable × 100, half up. */
  converted: number
  total: number
  band: Band
}

export const MOST_BONUS = 500
const HUNDRED = 10_000

/**
 * The score from its lines alone (handbook §3.4): what is not applicable is left out and the rest converted to a
 * hundred; bonus at most 5, total at most 100; a veto fails it. Throws RangeError when nothing is applicable.
 */
export function scoreOf(sheet: Sheet): Score {
  const byDimension: Score['byDimension'] = {}
  for (const key of dimensionKeys) {
    if (sheet.notApplicable.includes(key)) continue
    const sum = sheet.lines.reduce((total, line) => (line.dimension === key ? total + line.points : total), 0)
    // B begins full and loses; the others begin with nothing and earn.
    const begun = key === 'B' ? dimensions.B.full + sum : sum
    byDimension[key] = Math.min(Math.max(begun, 0), dimensions[key].full)
  }
  const keys = Object.keys(byDimension) as Dimension[]
  const earned = keys.reduce((total, key) => total + (byDimension[key] ?? 0), 0)
  const applicable = keys.reduce((total, key) => total + dimensions[key].full, 0)
  const converted = scaled(earned, HUNDRED, applicable)
  const total = Math.min(converted + Math.min(Math.max(sheet.bonus, 0), MOST_BONUS), HUNDRED)
  return { byDimension, earned, applicable, converted, total, band: bandOf(total, sheet.vetoes.length > 0) }
}

/** ≥90 excellent, ≥80 good, ≥70 passed; a veto fails (§3.4). Whether quotas narrow it is for people to decide. */
export const bandOf = (total: number, vetoed: boolean): Band =>
  vetoed || total < 7_000 ? 'FAILED' : total >= 9_000 ? 'EXCELLENT' : total >= 8_000 ? 'GOOD' : 'PASSED'

/** A year's score: first half 40 %, second 60 % (§3.4), half up. */
export const yearScore = (firstHalf: number, secondHalf: number, firstWeight = 40): number =>
  scaled(firstHalf * firstWeight + secondHalf * (100 - firstWeight), 1, 100)

/** What a case takes off dimension B, by what happened in it. */
export const deductionLine = (deduction: Deduction, caseId: string, reason: string): ScoreLine => ({
  dimension: 'B',
  points: deductions[deduction].points,
  reason,
  caseId,
  deduction,
})

/**
 * Dimension A from the tasks of a unit's letter (§3.4: completion × points), each line with its case; `rate` is per
 * cent. Together they are at most the dimension's full points.
 */
export function letterLines(items: { caseId: string; content: string; points: number; rate: number }[]): ScoreLine[] {
  const all = items.reduce((sum, { points }) => sum + points, 0)
  let told = 0
  let done = 0
  return items.map(({ caseId, content, points, rate }) => {
    // Each line is what the sum has grown by, so that roundings never add up.
    done += points * rate
    const upTo = scaled(done, dimensions.A.full, all * 100)
    const line = { dimension: 'A' as const, points: upTo - told, reason: `${content}：完成${rate}%`, caseId }
    told = upTo
    return line
  })
}
