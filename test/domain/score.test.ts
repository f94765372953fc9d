import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ScoreLine, scoreOf, type Sheet, yearScore } from '../../domain/assessment/score.ts'
import { type Dimension, dimensionKeys } from '../../domain/assessment/sheet.ts'
import { pointsText, scaled, toPoints } from '../../domain/points.ts'
import county from '../../db/sample/county.json' with { type: 'json' }

const earned = (points: Partial<Record<Dimension, number>>): ScoreLine[] =>
  Object.entries(points).map(([dimension, typed]) => ({
    dimension: dimension as Dimension,
    // B begins full and loses.
    points: toPoints(typed) - (dimension === 'B' ? 3_000 : 0),
    reason: '算例',
  }))

/** The worked examples of the handbook (§3.4). */
const worked: Record<string, { points: Partial<Record<Dimension, number>>; notApplicable?: Dimension[] }> = {
  D10: { points: { A: 39, B: 29.5, D: 8, E: 5, G: 2 }, notApplicable: ['C', 'F'] },
  D13: { points: { A: 38, B: 28.5, C: 10, D: 8, E: 4.5, F: 4.8, G: 2 } },
  T01: { points: { A: 35.5, B: 27, C: 9, D: 8, E: 4.8, F: 4.2, G: 2 } },
  D21: { points: { A: 36.5, B: 25, C: 8.5, D: 7.5, E: 5, F: 4.6, G: 2 } },
  D25: { points: { A: 34, B: 16.5, C: 8, D: 7, E: 4.5, F: 4, G: 2 } },
  D20: { points: { A: 33, B: 14, C: 7, D: 7, E: 4, F: 4.2, G: 1.5 } },
}
const bandOfUnit: Record<string, string> = { D25: 'PASSED', D20: 'PASSED' }

test.each(county.assessment_demo)('the worked score of $unit comes out to the hundredth', (expected) => {
  const { points, notApplicable = [] } = worked[expected.unit] ?? { points: {} }
  const score = scoreOf({ notApplicable, lines: earned(points), bonus: toPoints(expected.bonus), vetoes: [] })
  expect(pointsText(score.earned)).toBe(expected.raw.toFixed(2))
  expect(score.applicable).toBe(expected.applicable * 100)
  expect(pointsText(score.converted)).toBe(expected.scaled.toFixed(2))
  expect(pointsText(score.total)).toBe(expected.total.toFixed(2))
  expect(score.band).toBe(bandOfUnit[expected.unit] ?? 'EXCELLENT')
})

const line = fc.record({
  dimension: fc.constantFrom(...dimensionKeys),
  points: fc.integer({ min: -5_000, max: 5_000 }),
  reason: fc.constant('任意'),
})
const sheet: fc.Arbitrary<Sheet> = fc.record({
  notApplicable: fc.subarray(dimensionKeys, { maxLength: 6 }),
  lines: fc.array(line, { maxLength: 60 }),
  bonus: fc.integer({ min: 0, max: 500 }),
  vetoes: fc.constant([]),
})

test('a score follows from its lines alone, whatever their order, and stays between nothing and a hundred', () => {
  fc.assert(
    fc.property(sheet, (some) => {
      const score = scoreOf(some)
      expect(scoreOf({ ...some, lines: [...some.lines].reverse() })).toEqual(score)
      expect(score.total).toBeGreaterThanOrEqual(0)
      expect(score.total).toBeLessThanOrEqual(10_000)
      expect(Number.isInteger(score.total)).toBe(true)
      expect(score.earned).toBe(Object.values(score.byDimension).reduce((sum, points) => sum + points, 0))
      const veto = scoreOf({ ...some, vetoes: [{ veto: 'DEFIED', documentNo: '云创〔2026〕1号' }] })
      expect(veto.band).toBe('FAILED')
      expect(veto.total).toBe(score.total)
    }),
  )
})

test('halves go up, and a year is two fifths and three fifths', () => {
  expect(scaled(1, 1, 2)).toBe(1)
  expect(scaled(-1, 1, 2)).toBe(0)
  expect(scaled(-3, 1, 2)).toBe(-1)
  expect(scaled(-2, 1, 3)).toBe(-1)
  expect(yearScore(8_000, 9_000)).toBe(8_600)
})
