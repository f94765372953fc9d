import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { handledComplaints, noticeFindings, problemFindings } from '../../db/assessment-figures.ts'
import { connect, type Db } from '../../db/connect.ts'
import { aTask, aUnit } from '../api/builders.ts'
import { startDatabase } from './database.ts'

/** What a half-year's cases say of a unit (handbook §3.4, table B and dimension F), read from the books. */

const IN = '2026-09-10T10:00:00+08:00'
const BEFORE = '2026-06-30T23:59:59+08:00'
let db: Db

beforeAll(async () => {
  ;({ db } = connect((await startDatabase()).url, { max: 2 }))
  await aUnit(db, 'U1')
  await aUnit(db, 'U2')
})

async function kept(kind: string, id: string, change: { unitId?: string; outcome?: string; source?: string } = {}) {
  await db
    .insertInto('cases')
    .values({
      id,
      kind,
      title: id,
      unit_id: change.unitId ?? 'U1',
      content: JSON.stringify({ source: change.source ?? 'PATROL' }),
      stage: 'CLOSED',
      outcome: change.outcome ?? null,
      opened_at: IN,
    })
    .execute()
  return id
}

let tasks = 0
async function done(
  caseId: string,
  step: string,
  change: { unitId?: string; state?: 'DONE' | 'OVERDUE'; at?: string; outcome?: object; round?: number } = {},
) {
  tasks += 1
  const id = await aTask(db, caseId, 'U1', { step, unitId: change.unitId ?? 'U1' }, tasks)
  await db
    .updateTable('task')
    .set({
      state: change.state ?? 'DONE',
      closed_at: change.at ?? IN,
      outcome: JSON.stringify(change.outcome ?? {}),
      round: change.round ?? 1,
    })
    .where('id', '=', id)
    .execute()
}

async function told(caseId: string, events: { type: string; data: object; at?: string }[]) {
  const entries = events.map(({ type, data, at = IN }, no) => ({
    kind: 'EVENT',
    engineNo: no + 1,
    at,
    type,
    data,
    actor: null,
    commandId: null,
  }))
  await sql`select append_ledger(${caseId}, ${JSON.stringify(entries)}::jsonb)`.execute(db)
}

const brief = (found: { caseId: string; what: string; times: number }[]) =>
  found.map(({ caseId, what, times }) => [caseId, what, times])

test('problems: late once for a case, failed each time, faked, relapsed, named by a superior; nothing of what was revoked', async () => {
  const late = await kept('problem', 'P1')
  await done(late, 'rectify', { state: 'OVERDUE' })
  await done(late, 'rectify', { state: 'OVERDUE' })
  await done(late, 'verify', { unitId: 'U2', outcome: { result: 'FAIL', failReason: 'NOT_DONE' } })
  await done(late, 'verify', { unitId: 'U2', outcome: { result: 'FAIL', failReason: 'PARTLY_DONE' } })
  await done(late, 'verify', { unitId: 'U2', outcome: { result: 'PASS' } })
  const faked = await kept('problem', 'P2', { outcome: 'DISPOSED', source: 'UPPER' })
  await done(faked, 'verify', { outcome: { result: 'FAIL', failReason: 'FAKED' } })
  await told(faked, [{ type: 'caseReopened', data: { reason: '反弹' } }])
  await done(await kept('problem', 'P3', { outcome: 'REVOKED', source: 'UPPER' }), 'rectify', { state: 'OVERDUE' })
  await done(await kept('problem', 'P4'), 'rectify', { state: 'OVERDUE', at: BEFORE })
  await done(await kept('problem', 'P5', { unitId: 'U2' }), 'rectify', { unitId: 'U2', state: 'OVERDUE' })
  expect(brief(await problemFindings(db, 'U1', 2026, 'H2'))).toEqual([
    ['P1', 'CHECK_FAILED', 2],
    ['P1', 'NO_REPORT', 1],
    ['P2', 'FAKED', 1],
    ['P2', 'NAMED_BY_SUPERIOR', 1],
    ['P2', 'RELAPSE', 1],
  ])
  expect(brief(await problemFindings(db, 'U1', 2026, 'H1'))).toEqual([['P4', 'NO_REPORT', 1]])
})

test('notices: each round, a talk, and why rounds failed', async () => {
  await told(await kept('rectification', 'N1'), [
    { type: 'documentIssued', data: { docType: 'SUPERVISE_FORM', round: 1 } },
    { type: 'roundFailed', data: { round: 1, reason: 'OVERDUE' } },
    { type: 'documentIssued', data: { docType: 'SUPERVISE_FORM', round: 2 } },
    { type: 'roundFailed', data: { round: 2, reason: 'NOT_DONE' } },
    { type: 'documentIssued', data: { docType: 'TALK_NOTICE', round: 2 } },
    // Put off: it is one talk.
    { type: 'documentIssued', data: { docType: 'TALK_NOTICE', round: 2 } },
  ])
  await told(await kept('rectification', 'N2', { outcome: 'REVOKED' }), [
    { type: 'documentIssued', data: { docType: 'SUPERVISE_FORM', round: 1 } },
  ])
  expect(brief(await noticeFindings(db, 'U1', 2026, 'H2'))).toEqual([
    ['N1', 'CHECK_FAILED', 1],
    ['N1', 'FIRST_NOTICE', 1],
    ['N1', 'NO_REPORT', 1],
    ['N1', 'SECOND_NOTICE', 1],
    ['N1', 'TALK', 1],
  ])
})

test('complaints: late, handled twice, satisfied by the last call-back; demands beyond the law are not asked', async () => {
  const content = { satisfied: 'YES' }
  const first = await kept('complaint', 'C1', { unitId: 'U2' })
  await done(first, 'handle')
  await done(first, 'callBack', { outcome: content })
  const second = await kept('complaint', 'C2', { unitId: 'U2' })
  await done(second, 'handle', { state: 'OVERDUE' })
  await done(second, 'handle', { round: 2 })
  await done(second, 'callBack', { outcome: { satisfied: 'NO', fault: 'OURS' } })
  const third = await kept('complaint', 'C3', { unitId: 'U2' })
  await done(third, 'handle')
  await done(third, 'callBack', { outcome: { satisfied: 'NO', fault: 'NOT_OURS' } })
  await done(await kept('complaint', 'C4', { unitId: 'U2', outcome: 'WITHDRAWN' }), 'handle')
  await done(await kept('complaint', 'C5', { unitId: 'U2' }), 'handle', { unitId: 'U2' })
  const of = (caseId: string, late: boolean, twice: boolean, satisfied: boolean | null) => ({
    caseId,
    title: caseId,
    late,
    twice,
    satisfied,
  })
  expect(await handledComplaints(db, 'U1', 2026, 'H2')).toEqual([
    of('C1', false, false, true),
    of('C2', true, true, false),
    of('C3', false, false, null),
  ])
  expect(await handledComplaints(db, 'U1', 2026, 'H1')).toEqual([])
})
