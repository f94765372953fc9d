import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { coverageOf } from '../../api/coverage.ts'
import { connect, type Db } from '../../db/connect.ts'
import { coverageCases } from '../../db/coverage.ts'
import { articleCoverage, unseenUnits } from '../../domain/assessment/coverage.ts'
import { aTask, aUnit } from '../api/builders.ts'
import { startDatabase } from './database.ts'

/** By what the items of the standard's sheet were looked at in a half-year, and what nobody has looked at. */

const IN = '2026-09-10T10:00:00+08:00'
const asked = { year: 2026, half: 'H2' as const }
const reach = { scope: 'county' as const, unitId: 'OFFICE', userId: 'u', roles: [] }
let db: Db

async function kept(kind: string, id: string, unitId: string, openedAt = IN, outcome: string | null = null) {
  await db
    .insertInto('cases')
    .values({ id, kind, title: id, unit_id: unitId, content: '{}', opened_at: openedAt, outcome })
    .execute()
}

beforeAll(async () => {
  ;({ db } = connect((await startDatabase()).url, { max: 2 }))
  for (const unit of ['U1', 'U2', 'U3']) await aUnit(db, unit)
  await sql`update unit set merged_into = 'U2', subject = false where id = 'U3'`.execute(db)
  await kept('problem', 'P1', 'U1')
  await kept('problem', 'P2', 'U1')
  // Of the half-year before, and one that was none.
  await kept('problem', 'P3', 'U1', '2026-06-30T23:59:59+08:00')
  await kept('problem', 'P4', 'U1', IN, 'REJECTED')
  await kept('rectification', 'N1', 'U3')
  await kept('letter', 'L1', 'U1')
  await kept('unitAssessment', 'K1', 'U1')
  await kept('complaint', 'C1', 'U2')
  const due = ['2026-07-01', '2026-12-31', '2027-01-01', '2026-06-30']
  for (const [no, on] of due.entries())
    await sql`insert into letter_item (case_id, no, unit_id, year, content, points, must_do, due_on)
      values ('L1', ${no}, 'U1', 2026, '任务', 50, false, ${on})`.execute(db)
  const task = await aTask(db, 'C1', 'U2', { step: 'handle', unitId: 'U2' }, 1)
  await db.updateTable('task').set({ state: 'DONE', closed_at: IN }).where('id', '=', task).execute()
  const sheet = {
    lines: [
      { item: 'D1', points: 160, reason: '', evidence: ['e1'] },
      { item: 'B1', points: -50, reason: '', caseId: 'P1' },
    ],
    notApplicable: [{ item: 'C1', reason: '无设施' }],
  }
  await sql`insert into assessment_score (unit_id, year, half, case_id, sheet, score, total, band, vetoed, final)
    values ('U1', 2026, 'H2', 'K1', ${JSON.stringify(sheet)}, '{}', 9000, 'GOOD', false, true)`.execute(db)
})

test('each item with what has looked at it, in which units, and what nobody looked at', async () => {
  const { rows, units } = await coverageOf(db, asked, null)
  const row = (code: string) => rows.find(({ item }) => item === code)
  const none = { SCORED: 0, DAILY: 0, PROBLEMS: 0, NOTICES: 0, TASKS: 0, COMPLAINTS: 0 }
  expect(row('B1')).toMatchObject({ counts: { ...none, DAILY: 1, PROBLEMS: 2, NOTICES: 1 }, seen: ['U1', 'U2'] })
  expect(row('A1')).toMatchObject({ counts: { ...none, TASKS: 1 }, seen: ['U1'] })
  expect(row('D1')).toMatchObject({ counts: { ...none, SCORED: 1 }, seen: ['U1'] })
  expect(row('F1')?.counts.COMPLAINTS).toBe(1)
  // Nobody called back.
  expect(row('F2')?.counts.COMPLAINTS).toBe(0)
  expect(row('G1')).toMatchObject({ counts: none, seen: [], left: [] })
  expect(row('C1')).toMatchObject({ counts: none, left: ['U1'] })
  const ours = units.filter(({ id }) => id.startsWith('U'))
  const unseen = (code: string) => {
    const of = row(code)
    return of && unseenUnits(of, ours).map(({ id }) => id)
  }
  expect([unseen('B1'), unseen('D1'), unseen('C1'), unseen('G1')]).toEqual([[], ['U2'], ['U2'], ['U1', 'U2']])
  expect(articleCoverage('COUNTY-1', rows, '一（五）').cases).toBe(2)
  expect(articleCoverage('COUNTY-1', rows, '一（一）')).toEqual({ items: [], cases: 0 })
})

test('a figure leads to its cases, of one unit where it is chosen, and to none out of reach', async () => {
  const cell = { ...asked, item: 'B1', source: 'PROBLEMS' as const }
  const found = await coverageCases(db, cell, reach, 10)
  expect(found.items.map(({ caseId }) => caseId).sort()).toEqual(['P1', 'P2'])
  expect(await coverageCases(db, cell, reach, 1)).toMatchObject({ items: [{}], total: 2 })
  expect((await coverageCases(db, { ...cell, unitId: 'U2' }, reach, 10)).total).toBe(0)
  const head = { scope: 'unit' as const, unitId: 'U2', userId: 'h', roles: [] }
  expect((await coverageCases(db, cell, head, 10)).total).toBe(0)
  const own = await coverageOf(db, asked, 'U2')
  expect(own.units.map(({ id }) => id)).toEqual(['U2'])
  expect(own.rows.find(({ item }) => item === 'B1')?.counts).toMatchObject({ PROBLEMS: 0, NOTICES: 1 })
})
