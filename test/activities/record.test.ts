import { beforeEach, expect, test } from 'vitest'
import { appendLedger } from '../../db/ledger.ts'
import { verifyLedger } from '../../db/verify.ts'
import { at, director, launchedCase, opening, received, startActivities, submitted, taskOpened, told } from './told.ts'

const { activities, db, url } = await startActivities()
let caseId: string
beforeEach(async () => {
  caseId = await launchedCase(db)
})

const ledger = async () => {
  const entries = await db.selectFrom('ledger').select('type').where('case_id', '=', caseId).orderBy('seq').execute()
  return entries.map((entry) => entry.type)
}

test('recording again changes nothing and brings the same to light', async () => {
  const first = await activities.record(opening(caseId))
  expect(first.dues[`${caseId}-1`]?.sum).toMatchObject({ dueDate: '2026-10-09', provisional: false })
  const later = opening(caseId).events.map((event) => ({ ...event, at: '2026-09-24T02:00:07.000Z' }))
  expect(await activities.record({ ...opening(caseId), events: later })).toEqual(first)
  expect(await ledger()).toEqual(['caseOpened', 'taskOpened'])
})

test('a step that ran again with more in it adds only what is new', async () => {
  await activities.record(opening(caseId))
  const commandId = await received(db, caseId, 'submit')
  const { events, view } = opening(caseId)
  const longer = {
    caseId,
    events: [...events, submitted(3, `${caseId}-1`, commandId)],
    view: { ...view, stage: 'ISSUED', openTasks: [] },
  }
  await activities.record(longer)
  await activities.record(longer)
  expect(await ledger()).toEqual(['caseOpened', 'taskOpened', 'taskSubmitted'])
})

test('a step that runs twice at the same time is written once', async () => {
  await Promise.all([activities.record(opening(caseId)), activities.record(opening(caseId))])
  expect(await ledger()).toEqual(['caseOpened', 'taskOpened'])
})

test('a line that the engine lost is declared void, and its command is decided again', async () => {
  const { view } = opening(caseId)
  await activities.record(opening(caseId))
  const lost = await received(db, caseId, 'submit')
  await activities.record({
    caseId,
    events: [submitted(3, `${caseId}-1`, lost), taskOpened(4, `${caseId}-2`)],
    view: { ...view, stage: 'ISSUED', openTasks: [`${caseId}-2`] },
  })
  const withdrawal = await received(db, caseId, 'withdraw')
  await activities.record({
    caseId,
    events: [told(3, 'caseWithdrawn', { reason: '认定错误' }, withdrawal)],
    view,
  })

  expect(await ledger()).toEqual([
    'caseOpened',
    'taskOpened',
    'taskSubmitted',
    'taskOpened',
    'engineRetook',
    'caseWithdrawn',
  ])
  const tasks = await db
    .selectFrom('task')
    .select(['id', 'state'])
    .where('case_id', '=', caseId)
    .orderBy('id')
    .execute()
  expect(tasks).toEqual([
    { id: `${caseId}-1`, state: 'OPEN' },
    { id: `${caseId}-2`, state: 'CANCELLED' },
  ])
  const decisions = await db.selectFrom('command').select(['id', 'decision']).where('case_id', '=', caseId).execute()
  expect(Object.fromEntries(decisions.map((row) => [row.id, row.decision]))).toEqual({
    [lost]: null,
    [withdrawal]: 'APPLIED',
  })
  expect((await verifyLedger(url)).broken).toBeNull()
})

test('after a lost line the new one may open the same task, and what it says now stands when it runs again', async () => {
  const { view } = opening(caseId)
  await activities.record(opening(caseId))
  const lost = await received(db, caseId, 'submit')
  const other = await received(db, caseId, 'submit')
  const step = (commandId: string) => ({
    caseId,
    events: [submitted(3, `${caseId}-1`, commandId), taskOpened(4, `${caseId}-2`)],
    view: { ...view, stage: 'ISSUED', openTasks: [`${caseId}-2`] },
  })
  await activities.record(step(lost))
  await activities.record(step(other))
  const written = await ledger()
  await activities.record(step(other))

  expect(await ledger()).toEqual(written)
  expect(written.slice(4)).toEqual(['engineRetook', 'taskSubmitted', 'taskOpened'])
  const task = await db.selectFrom('task').select('state').where('id', '=', `${caseId}-2`).executeTakeFirst()
  expect(task?.state).toBe('OPEN')
})

test('a refusal between two acts stands between them in the chain', async () => {
  await activities.record(opening(caseId))
  const refused = {
    kind: 'REFUSAL' as const,
    engineNo: null,
    at,
    actor: director,
    commandId: null,
    type: 'actRefused',
    data: {},
  }
  await db.transaction().execute((trx) => appendLedger(trx, caseId, [refused]))
  const commandId = await received(db, caseId, 'submit')
  await activities.record({ ...opening(caseId), events: [submitted(3, `${caseId}-1`, commandId)] })
  expect(await ledger()).toEqual(['caseOpened', 'taskOpened', 'actRefused', 'taskSubmitted'])
  expect((await verifyLedger(url)).broken).toBeNull()
})

test('numbers are without gaps, also when many are issued at once', async () => {
  const ids = await Promise.all(Array.from({ length: 8 }, () => launchedCase(db)))
  const content = { title: '后巷垃圾', unitId: 'D25', place: '后巷' }
  const issue = (id: string) =>
    activities.record({
      caseId: id,
      events: [told(1, 'documentIssued', { docType: 'SUPERVISE_FORM', round: 1, content })],
      view: { ...opening(id).view, openTasks: [] },
    })
  const numbers = (await Promise.all(ids.map(issue))).map((facts) =>
    Number(/〕(\d+)号/.exec(facts.documentNo ?? '')?.[1]),
  )
  expect(numbers.sort((a, b) => a - b)).toEqual(ids.map((_, n) => n + 1))
})

test('the ledger cannot be changed by the application', async () => {
  await activities.record(opening(caseId))
  await expect(db.updateTable('ledger').set({ type: 'x' }).where('case_id', '=', caseId).execute()).rejects.toThrow(
    /permission denied/,
  )
  await expect(db.deleteFrom('ledger').where('case_id', '=', caseId).execute()).rejects.toThrow(/permission denied/)
})
