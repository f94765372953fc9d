import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createActivities } from '../../activities/index.ts'
import type { Activities } from '../../activities/contract.ts'
import { startPostgres } from '../../bin/stack.ts'
import { connect, type Db } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import { verifyLedger } from '../../db/verify.ts'
import type { EngineEvent, RecordBatch } from '../../domain/events.ts'
import { type Actor, anyone } from '../../domain/people.ts'
import { steps } from '../../domain/processes/rectification.ts'

let db: Db
let activities: Activities
let url: string
let stop: () => Promise<void>

beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'chuangwei-record-'))
  const postgres = await startPostgres({ dataDir })
  url = postgres.url('chuangwei')
  await migrate(url)
  const opened = connect(url)
  db = opened.db
  activities = createActivities(db, { skipping: false })
  stop = async () => {
    await opened.close()
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  await db.insertInto('unit').values({ id: 'D25', name: '县商务局', short_name: '商务局', kind: 'DEPARTMENT' }).execute()
})
afterAll(() => stop())

const director: Actor = { userId: 'u1', name: '魏长风', roles: ['OFFICE_DIRECTOR'], unitId: 'OFFICE' }
let caseId: string

beforeEach(async () => {
  caseId = `DB-${randomUUID().slice(0, 8)}`
  await db
    .insertInto('cases')
    .values({ id: caseId, kind: 'rectification', title: '后巷垃圾', unit_id: 'D25', content: '{}' })
    .execute()
})

const at = '2026-09-24T02:00:00.000Z'

const event = <T extends EngineEvent['type']>(
  no: number,
  type: T,
  data: Extract<EngineEvent, { type: T }>['data'],
  commandId: string | null = null,
): EngineEvent => ({ no, at, type, data, by: commandId ? director : null, commandId }) as EngineEvent

const opening = (no: number, taskId: string): EngineEvent =>
  event(no, 'taskOpened', {
    ...{ taskId, step: 'signOff', round: 1, title: steps.signOff.title, form: 'approval.v1' as const },
    ...{ assignee: anyone('OFFICE_DIRECTOR'), start: at, limit: { unit: 'WD' as const, value: 5 } },
    ...{ causes: steps.signOff.causes, otherwise: steps.signOff.otherwise },
  })

const opened = (): RecordBatch => ({
  caseId,
  events: [
    event(1, 'caseOpened', { kind: 'rectification', title: '后巷垃圾', unitId: 'D25', form: {} }),
    opening(2, `${caseId}-1`),
  ],
  view: { kind: 'rectification', stage: 'PENDING_APPROVAL', round: 1, outcome: null, failedRounds: 0, openTasks: [`${caseId}-1`] },
})

const received = async (act: string) => {
  const id = randomUUID()
  await db
    .insertInto('command')
    .values({
      ...{ id, case_id: caseId, task_id: `${caseId}-1`, act, body: '{}', body_hash: '', actor_id: 'u1' },
      ...{ actor: JSON.stringify(director), business_at: at },
    })
    .execute()
  return id
}

const submitted = (no: number, commandId: string): EngineEvent =>
  event(no, 'taskSubmitted', { taskId: `${caseId}-1`, step: 'signOff', form: { decision: 'APPROVE', opinion: '' }, late: false }, commandId)

const ledger = async () =>
  (await db.selectFrom('ledger').select(['kind', 'type']).where('case_id', '=', caseId).orderBy('seq').execute()).map((row) => row.type)

test('recording again changes nothing and brings the same to light', async () => {
  const first = await activities.record(opened())
  expect(first.dues[`${caseId}-1`]?.sum).toMatchObject({ dueDate: '2026-10-09', provisional: false })
  const again = await activities.record({ ...opened(), events: opened().events.map((e) => ({ ...e, at: '2026-09-24T02:00:07.000Z' }) as EngineEvent) })
  expect(again).toEqual(first)
  expect(await ledger()).toEqual(['caseOpened', 'taskOpened'])
})

test('a step that ran again with more in it adds only what is new', async () => {
  await activities.record(opened())
  const commandId = await received('submit')
  const longer = { ...opened(), events: [...opened().events, submitted(3, commandId)], view: { ...opened().view, stage: 'ISSUED', openTasks: [] } }
  await activities.record(longer)
  await activities.record(longer)
  expect(await ledger()).toEqual(['caseOpened', 'taskOpened', 'taskSubmitted'])
})

test('a line that the engine lost is declared void, and its command is decided again', async () => {
  await activities.record(opened())
  const lost = await received('submit')
  await activities.record({
    ...opened(),
    events: [submitted(3, lost), opening(4, `${caseId}-2`)],
    view: { ...opened().view, stage: 'ISSUED', openTasks: [`${caseId}-2`] },
  })
  const withdrawal = await received('withdraw')
  await activities.record({
    ...opened(),
    events: [event(3, 'caseWithdrawn', { reason: '认定错误' }, withdrawal)],
    view: { ...opened().view, openTasks: [`${caseId}-1`] },
  })

  expect(await ledger()).toEqual(['caseOpened', 'taskOpened', 'taskSubmitted', 'taskOpened', 'engineRetook', 'caseWithdrawn'])
  const tasks = await db.selectFrom('task').select(['id', 'state']).where('case_id', '=', caseId).orderBy('id').execute()
  expect(tasks).toEqual([
    { id: `${caseId}-1`, state: 'OPEN' },
    { id: `${caseId}-2`, state: 'CANCELLED' },
  ])
  const decisions = await db.selectFrom('command').select(['id', 'decision']).where('case_id', '=', caseId).execute()
  expect(Object.fromEntries(decisions.map((row) => [row.id, row.decision]))).toEqual({ [lost]: null, [withdrawal]: 'APPLIED' })
  expect((await verifyLedger(url)).broken).toBeNull()
})

test('numbers are without gaps, also when many are issued at once', async () => {
  const ids = Array.from({ length: 8 }, (_, n) => `${caseId}-n${n}`)
  await db
    .insertInto('cases')
    .values(ids.map((id) => ({ id, kind: 'rectification', title: '后巷垃圾', unit_id: 'D25', content: '{}' })))
    .execute()
  const content = { title: '后巷垃圾', unitId: 'D25', place: '后巷' }
  const issue = (id: string) =>
    activities.record({
      caseId: id,
      events: [event(1, 'documentIssued', { docType: 'SUPERVISE_FORM', round: 1, content })],
      view: { ...opened().view, openTasks: [] },
    })
  const numbers = (await Promise.all(ids.map(issue))).map((facts) => Number(/〕(\d+)号/.exec(facts.documentNo ?? '')?.[1]))
  expect(numbers.sort((a, b) => a - b)).toEqual(ids.map((_, n) => n + 1))
})

test('the ledger cannot be changed by the application', async () => {
  await activities.record(opened())
  await expect(db.updateTable('ledger').set({ type: 'x' }).where('case_id', '=', caseId).execute()).rejects.toThrow(/permission denied/)
  await expect(db.deleteFrom('ledger').where('case_id', '=', caseId).execute()).rejects.toThrow(/permission denied/)
})
