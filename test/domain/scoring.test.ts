import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { figuresOf, type HandledComplaint, letterLines } from '../../domain/assessment/figures.ts'
import { scoreOf, type Sheet } from '../../domain/assessment/score.ts'
import {
  appealFaults,
  correctionsOf,
  fullMarks,
  itemFaults,
  rulingFaults,
  sheetOf,
} from '../../domain/assessment/scoring.ts'
import { handItems, newestSheet } from '../../domain/assessment/sheets.ts'
import type { SheetScoring } from '../../domain/assessment-forms.ts'
import { scaled } from '../../domain/points.ts'

/** What cases and people say of a unit, turned into lines of its score. */

const empty: Sheet = { version: newestSheet, notApplicable: [], lines: [], bonuses: [], vetoes: [] }

const complaint = (caseId: string, change: Partial<HandledComplaint> = {}): HandledComplaint => ({
  caseId,
  title: caseId,
  late: false,
  twice: false,
  satisfied: true,
  ...change,
})

test('daily figures: each point has its case, and what was not handled is not scored', () => {
  const none = figuresOf(newestSheet, [], [], [])
  expect(none.lines).toEqual([])
  expect(none.notApplicable.map(({ item }) => item)).toEqual(['F1', 'F2', 'F3'])
  expect(none.byHand).toContain('A1')

  const figures = figuresOf(
    newestSheet,
    [
      { caseId: 'DB-1', what: 'FIRST_NOTICE', times: 1, title: '后巷垃圾' },
      { caseId: 'WT-1', what: 'CHECK_FAILED', times: 2, title: '占道' },
    ],
    [{ caseId: 'ZR-1', content: '改造市场', points: 60, mustDo: true, rate: 100 }],
    [
      complaint('JB-1', { late: true }),
      complaint('JB-2', { satisfied: false, twice: true }),
      complaint('JB-3', { satisfied: null }),
    ],
  )
  expect(figures.byHand).not.toContain('A1')
  expect(figures.lines.map(({ item, points, caseId }) => [item, points, caseId])).toEqual([
    ['B1', -100, 'DB-1'],
    ['B1', -50, 'WT-1'],
    ['B1', -50, 'WT-1'],
    ['A1', 4000, 'ZR-1'],
    ['F1', -67, 'JB-1'],
    ['F2', -100, 'JB-2'],
    ['F3', -33, 'JB-2'],
  ])
  const { byItem } = scoreOf({ ...empty, lines: figures.lines })
  expect(byItem).toMatchObject({ A1: 4000, B1: 2800, F1: 133, F2: 100, F3: 67 })
})

test('a task that must be done and is not counts nothing; the tasks add up exactly', () => {
  const tasks = [
    { caseId: 'ZR-1', content: '一', points: 33, mustDo: true, rate: 50 },
    { caseId: 'ZR-1', content: '二', points: 33, mustDo: false, rate: 50 },
    { caseId: 'ZR-1', content: '三', points: 34, mustDo: true, rate: 100 },
  ]
  const lines = letterLines(newestSheet, tasks)
  expect(lines.map(({ points }) => points)).toEqual([0, 660, 1360])
  fc.assert(
    fc.property(
      fc.array(fc.record({ points: fc.integer({ min: 1, max: 100 }), rate: fc.nat(100), mustDo: fc.boolean() }), {
        minLength: 1,
      }),
      (some) => {
        const all = some.reduce((sum, { points }) => sum + points, 0)
        const done = some.reduce((sum, { points, rate, mustDo }) => sum + points * (mustDo && rate < 100 ? 0 : rate), 0)
        const told = letterLines(
          newestSheet,
          some.map((task) => ({ ...task, caseId: 'ZR-1', content: '任务' })),
        )
        expect(told.reduce((sum, { points }) => sum + points, 0)).toBe(scaled(done, 4000, all * 100))
      },
    ),
  )
})

const photo = { id: '0b9f6c0e-7a55-4c39-9a43-0a3b1f1d2c3e', sha256: 'a'.repeat(64) }
const asked = handItems(newestSheet)
const scoring = (change: Partial<SheetScoring> = {}): SheetScoring => ({
  items: fullMarks(newestSheet, asked).map((row) => ({ ...row, photos: [photo] })),
  others: [],
  bonuses: [],
  vetoes: [],
  remark: '',
  ...change,
})

test('scoring: every item once, within its points, with evidence for what is taken off', () => {
  const at = (code: string) => asked.indexOf(code)
  const faults = (change: Record<string, object>, evidence = true) =>
    itemFaults(
      newestSheet,
      asked,
      scoring().items.map((row) => ({ ...row, ...change[row.code] })),
      evidence,
    ).map(({ path }) => path.join('.'))
  expect(faults({})).toEqual([])
  expect(itemFaults(newestSheet, asked, scoring().items.slice(1), true)[0]?.text.zh).toContain(asked[0])
  expect(faults({ D1: { points: 1.61 } })).toEqual([`items.${at('D1')}.points`])
  expect(faults({ D1: { points: 1, photos: [] } })).toEqual([`items.${at('D1')}.reason`, `items.${at('D1')}.photos`])
  expect(faults({ D1: { points: 1, photos: [] } }, false)).toEqual([])
  expect(faults({ E1: { photos: [] } })).toEqual([`items.${at('E1')}.photos`])
  expect(faults({ C1: { applies: 'NO', reason: '没有承建设施' } })).toEqual([])
  expect(faults({ D1: { applies: 'NO', reason: '不想要' } })).toEqual([`items.${at('D1')}.applies`])
  expect(faults({ D1: { code: 'B1' } })).toContain(`items.${at('D1')}.code`)
})

test('a sheet of a visit: by hand what is by hand; corrections stand beside', () => {
  const figures = figuresOf(newestSheet, [{ caseId: 'DB-1', what: 'TALK', times: 1, title: '约谈' }], [], [])
  const rows = fullMarks(newestSheet, figures.byHand).map((row) =>
    row.code.startsWith('C') ? { code: row.code, applies: 'NO' as const, reason: '没有承建设施' } : row,
  )
  const form = scoring({
    items: rows,
    others: [{ what: 'BULLETIN', facts: '三季度通报', documentNo: '云创通报〔2026〕2号' }],
    bonuses: [{ points: 1.5, reason: '率先销号难题', documentNo: '云创〔2026〕7号' }],
  })
  const sheet = sheetOf(newestSheet, figures, form)
  // 40 + (30 − 5 − 1) + 8 + 5 + 2 of 85, and 1.5 more.
  expect(scoreOf(sheet)).toMatchObject({ earned: 7_900, applicable: 8_500, converted: 9_294, bonus: 150, total: 9_444 })
  expect(
    appealFaults(sheet, { decision: 'APPEAL', items: [{ item: 'C1', grounds: '有设施', photos: [] }] }),
  ).toHaveLength(1)
  expect(appealFaults(sheet, { decision: 'APPEAL', items: [{ item: 'B1', grounds: '未约谈', photos: [] }] })).toEqual(
    [],
  )
  const ruling = { items: [{ item: 'B1', decision: 'CORRECT' as const, correction: 5, reason: '约谈已撤销' }] }
  expect(rulingFaults(['B1'], ruling)).toEqual([])
  expect(rulingFaults(['B1', 'D1'], ruling)).toHaveLength(1)
  const corrected = { ...sheet, lines: [...sheet.lines, ...correctionsOf(ruling)] }
  expect(corrected.lines.slice(0, sheet.lines.length)).toEqual(sheet.lines)
  expect(scoreOf(corrected).byItem.B1).toBe(2_900)
})
