import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { assessmentId, halfOf, spanOf } from '../../domain/assessment/half.ts'
import { convertedItems, type ScoreLine, scoreOf, type Sheet, yearScore } from '../../domain/assessment/score.ts'
import { type Dimension, dimensionKeys, dimensions } from '../../domain/assessment/sheet.ts'
import { itemsOf, newestSheet, scoreSheets, type SheetVersion } from '../../domain/assessment/sheets.ts'
import { apportioned, pointsText, scaled, toPoints } from '../../domain/points.ts'
import county from '../../db/sample/county.json' with { type: 'json' }

const versions = Object.keys(scoreSheets) as SheetVersion[]
const codesOf = (dimension: Dimension) => itemsOf(newestSheet).filter((item) => item.dimension === dimension)
const bonuses = (typed: number) =>
  typed === 0 ? [] : [{ points: toPoints(typed), reason: '上级通报表扬', documentNo: '市创〔2026〕3号' }]
const anySheet = (change: Partial<Sheet> = {}): Sheet => ({
  version: newestSheet,
  notApplicable: [],
  lines: [],
  bonuses: [],
  vetoes: [],
  ...change,
})

/** Lines that make each dimension come to these points, its items filled one after the other. */
const earned = (points: Partial<Record<Dimension, number>>): ScoreLine[] =>
  Object.entries(points).flatMap(([dimension, typed]) => {
    let left = toPoints(typed)
    return codesOf(dimension as Dimension).map(({ code, full, begins }) => {
      const share = Math.min(left, full)
      left -= share
      return { item: code, points: begins === 'FULL' ? share - full : share, reason: '算例' }
    })
  })

const without = (...left: Dimension[]) =>
  left.flatMap((dimension) => codesOf(dimension).map(({ code }) => ({ item: code, reason: '不涉及' })))

/** The worked examples of the handbook (§3.4). */
const worked: Record<string, { points: Partial<Record<Dimension, number>>; left?: Dimension[]; band?: string }> = {
  D10: { points: { A: 39, B: 29.5, D: 8, E: 5, G: 2 }, left: ['C', 'F'] },
  D13: { points: { A: 38, B: 28.5, C: 10, D: 8, E: 4.5, F: 4.8, G: 2 } },
  T01: { points: { A: 35.5, B: 27, C: 9, D: 8, E: 4.8, F: 4.2, G: 2 } },
  D21: { points: { A: 36.5, B: 25, C: 8.5, D: 7.5, E: 5, F: 4.6, G: 2 } },
  D25: { points: { A: 34, B: 16.5, C: 8, D: 7, E: 4.5, F: 4, G: 2 }, band: 'PASSED' },
  D20: { points: { A: 33, B: 14, C: 7, D: 7, E: 4, F: 4.2, G: 1.5 }, band: 'PASSED' },
}

test.each(county.assessment_demo)('the worked score of $unit comes out to the hundredth', (expected) => {
  const { points, left = [], band = 'EXCELLENT' } = worked[expected.unit] ?? { points: {} }
  const sheet = anySheet({ notApplicable: without(...left), lines: earned(points), bonuses: bonuses(expected.bonus) })
  const score = scoreOf(sheet)
  expect(pointsText(score.earned)).toBe(expected.raw.toFixed(2))
  expect(score.applicable).toBe(expected.applicable * 100)
  expect(pointsText(score.converted)).toBe(expected.scaled.toFixed(2))
  expect(pointsText(score.total)).toBe(expected.total.toFixed(2))
  expect(score.band).toBe(band)
  const veto = { veto: 'FALSE_DATA' as const, documentNo: '云创指〔2026〕8号' }
  expect(scoreOf({ ...sheet, vetoes: [veto] })).toEqual({ ...score, band: 'FAILED' })
})

test.each(versions)('sheet %s is a hundred points, in the dimensions that the handbook gives', (version) => {
  const items = itemsOf(version)
  expect(new Set(items.map(({ code }) => code)).size).toBe(items.length)
  for (const key of dimensionKeys)
    expect(items.reduce((sum, item) => (item.dimension === key ? sum + item.full : sum), 0)).toBe(dimensions[key].full)
  expect(items.reduce((sum, { full }) => sum + full, 0)).toBe(10_000)
})

const codes = itemsOf(newestSheet).map(({ code }) => code)
const line = fc.record({
  item: fc.constantFrom(...codes),
  points: fc.integer({ min: -5_000, max: 5_000 }),
  reason: fc.constant('任意'),
})
const sheets: fc.Arbitrary<Sheet> = fc.record({
  version: fc.constant(newestSheet),
  notApplicable: fc
    .subarray(codes, { maxLength: codes.length - 1 })
    .map((left) => left.map((item) => ({ item, reason: '不涉及' }))),
  lines: fc.array(line, { maxLength: 60 }),
  bonuses: fc.array(fc.integer({ min: 1, max: 500 }).map((points) => ({ points, reason: '表扬', documentNo: '一号' }))),
  vetoes: fc.constant([]),
})

test('a score follows from its lines alone, whatever their order, and stays between nothing and a hundred', () => {
  fc.assert(
    fc.property(sheets, (some) => {
      const score = scoreOf(some)
      expect(scoreOf({ ...some, lines: [...some.lines].reverse() })).toEqual(score)
      expect(scoreOf(JSON.parse(JSON.stringify(some)) as Sheet)).toEqual(score)
      expect(score.total).toBeGreaterThanOrEqual(0)
      expect(score.total).toBeLessThanOrEqual(10_000)
      expect(Number.isInteger(score.total)).toBe(true)
      const sum = (of: Partial<Record<string, number>>) =>
        Object.values(of).reduce<number>((all, p) => all + (p ?? 0), 0)
      expect(sum(score.byItem)).toBe(score.earned)
      expect(sum(score.byDimension)).toBe(score.earned)
      const veto = scoreOf({ ...some, vetoes: [{ veto: 'DEFIED', documentNo: '云创〔2026〕1号' }] })
      expect(veto).toEqual({ ...score, band: 'FAILED' })
    }),
  )
})

test('what is not applicable is shared out over the rest exactly: weights add up to a hundred, points to the score', () => {
  fc.assert(
    fc.property(sheets, (some) => {
      const converted = Object.values(convertedItems(some))
      expect(converted.reduce((sum, { weight }) => sum + weight, 0)).toBe(10_000)
      expect(converted.reduce((sum, { points }) => sum + points, 0)).toBe(scoreOf(some).converted)
    }),
  )
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.array(fc.nat(5_000), { minLength: 1 }), (total, weights) => {
      const all = weights.reduce((sum, weight) => sum + weight, 0)
      const shares = apportioned(total, weights)
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(all === 0 ? 0 : total)
      // Nobody is as much as one hundredth away from the exact share.
      const away = shares.map((share, at) => (all === 0 ? 0 : Math.abs(share - (total * (weights[at] ?? 0)) / all)))
      expect(Math.max(...away)).toBeLessThan(1)
    }),
  )
  expect(apportioned(100, [1, 1, 1])).toEqual([34, 33, 33])
})

test('halves go up, and a year is two fifths and three fifths', () => {
  expect(scaled(1, 1, 2)).toBe(1)
  expect(scaled(-1, 1, 2)).toBe(0)
  expect(scaled(-3, 1, 2)).toBe(-1)
  expect(scaled(-2, 1, 3)).toBe(-1)
  expect(yearScore(8_000, 9_000)).toBe(8_600)
})

test('a half-year is told by the county’s clock and has one case', () => {
  expect(halfOf(Date.parse('2026-06-30T23:59:59+08:00'))).toEqual({ year: 2026, half: 'H1' })
  expect(halfOf(Date.parse('2026-07-01T00:00:00+08:00'))).toEqual({ year: 2026, half: 'H2' })
  expect(spanOf(2026, 'H2')).toEqual({
    from: Date.parse('2026-07-01T00:00:00+08:00'),
    to: Date.parse('2027-01-01T00:00:00+08:00'),
  })
  expect(assessmentId(2026, 'H1')).toBe('KH-2026-H1')
})
