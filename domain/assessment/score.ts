import { apportioned, scaled } from '../points.ts'
import {
  type Band,
  type Deduction,
  type Dimension,
  deductions,
  type SheetItem,
  type Thresholds,
  type Veto,
} from './sheet.ts'
import { itemsOf, scoreSheets, type SheetVersion } from './sheets.ts'

/** One line of a unit's score: points for or against an item, and where they come from. Integers of 0.01. */
export type ScoreLine = {
  item: string
  points: number
  reason: string
  /** The case that the points come from, for what was drawn by itself. */
  caseId?: string
  deduction?: Deduction
  /** Photos that hand-given points rest on. */
  evidence?: string[]
  /** A correction after an appeal: it stands beside the lines that it corrects. */
  corrects?: true
}

export type Sheet = {
  version: SheetVersion
  /** Items that this unit has nothing of (不涉及项), each with its reason. */
  notApplicable: { item: string; reason: string }[]
  lines: ScoreLine[]
  /** Points for praise and spreading of experience, each with its document (§3.4). */
  bonuses: { points: number; reason: string; documentNo: string }[]
  vetoes: { veto: Veto; documentNo: string }[]
}

export type Score = {
  /** Points of each applicable item, never below nothing and never above full. */
  byItem: Record<string, number>
  byDimension: Partial<Record<Dimension, number>>
  earned: number
  applicable: number
  /** earned ÷ applicable × 100, half up. */
  converted: number
  /** What the bonuses come to, at most 5 points. */
  bonus: number
  total: number
  band: Band
}

const MOST_BONUS = 500
const HUNDRED = 10_000

const applicableOf = ({ version, notApplicable }: Pick<Sheet, 'version' | 'notApplicable'>): SheetItem[] =>
  itemsOf(version).filter(({ code }) => !notApplicable.some(({ item }) => item === code))

const sumOf = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

/**
 * The score from its lines alone (handbook §3.4): what is not applicable is left out and the rest converted to a
 * hundred; bonus at most 5, total at most 100; a veto fails it. Throws RangeError when nothing is applicable.
 */
export function scoreOf(sheet: Sheet): Score {
  const items = applicableOf(sheet)
  const byItem: Score['byItem'] = {}
  const byDimension: Score['byDimension'] = {}
  for (const { code, dimension, full, begins } of items) {
    const lines = sumOf(sheet.lines.flatMap(({ item, points }) => (item === code ? [points] : [])))
    const points = Math.min(Math.max(begins === 'FULL' ? full + lines : lines, 0), full)
    byItem[code] = points
    byDimension[dimension] = (byDimension[dimension] ?? 0) + points
  }
  const earned = sumOf(Object.values(byItem))
  const applicable = sumOf(items.map(({ full }) => full))
  const converted = scaled(earned, HUNDRED, applicable)
  const bonus = Math.min(Math.max(sumOf(sheet.bonuses.map(({ points }) => points)), 0), MOST_BONUS)
  const total = Math.min(converted + bonus, HUNDRED)
  const band = bandOf(total, sheet.vetoes.length > 0, scoreSheets[sheet.version].bands)
  return { byItem, byDimension, earned, applicable, converted, bonus, total, band }
}

/** By the sheet's thresholds (§3.4: ≥90, ≥80, ≥70); a veto fails. Whether quotas narrow it is for people to decide. */
const bandOf = (total: number, vetoed: boolean, { EXCELLENT, GOOD, PASSED }: Thresholds): Band =>
  vetoed || total < PASSED ? 'FAILED' : total >= EXCELLENT ? 'EXCELLENT' : total >= GOOD ? 'GOOD' : 'PASSED'

/**
 * What each applicable item comes to once the rest is converted to a hundred: its weight and its points. By the
 * largest remainder, so that the weights add up to 100.00 and the points to the converted score, exactly.
 */
export function convertedItems(sheet: Sheet): Record<string, { weight: number; points: number }> {
  const items = applicableOf(sheet)
  const { byItem, converted } = scoreOf(sheet)
  const weights = apportioned(
    HUNDRED,
    items.map(({ full }) => full),
  )
  const points = apportioned(
    converted,
    items.map(({ code }) => byItem[code] ?? 0),
  )
  return Object.fromEntries(items.map(({ code }, at) => [code, { weight: weights[at] ?? 0, points: points[at] ?? 0 }]))
}

/** A year's score: first half 40 %, second 60 % (§3.4), half up. */
export const yearScore = (firstHalf: number, secondHalf: number, firstWeight = 40): number =>
  scaled(firstHalf * firstWeight + secondHalf * (100 - firstWeight), 1, 100)

/** What a case takes off the daily inspection, by what happened in it. */
export const deductionLine = (deduction: Deduction, caseId: string | undefined, reason: string): ScoreLine => ({
  item: 'B1',
  points: deductions[deduction].points,
  reason,
  ...(caseId === undefined ? {} : { caseId }),
  deduction,
})
