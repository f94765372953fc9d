import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { aCase, aUnit } from './builders.ts'
import { type Api, startApi, turnedDown } from './harness.ts'

/** Who sees a case that is not their unit's: helpers, delegates, and roles of other organs. */

let api: Api
beforeAll(async () => {
  api = await startApi()
  for (const id of ['D1', 'D2', 'D4', 'D5']) await aUnit(api.db, id, { name: `县${id}局` })
})

type Someone = Awaited<ReturnType<Api['someone']>>
const sees = async (who: Someone, caseId: string) =>
  (await turnedDown(who.api.case.get.query({ caseId }))) === null &&
  (await who.api.case.list.query({ limit: 200 })).items.some((row) => row.caseId === caseId)
const inbox = async (who: Someone) => {
  const { items, counts } = await who.api.inbox.list.query({ limit: 100 })
  expect(items).toHaveLength(counts.mine)
  return items
}

test('a unit that helps sees the case for good, and its part in the inbox while it is open', async () => {
  const helper = await api.someone(['UNIT_LIAISON'], 'D2')
  const { caseId, taskId } = await aCase(api.db, 'D1', {
    roles: ['UNIT_HEAD'],
    corrections: ['contribute', 'transfer'],
  })
  expect(await sees(helper, caseId)).toBe(false)
  const facts = (coUnits: string[]) =>
    api.db
      .updateTable('task')
      .set({ facts: JSON.stringify({ coUnits, delegate: null }) })
      .where('id', '=', taskId)
      .execute()
  await facts(['D2'])
  expect(await sees(helper, caseId)).toBe(true)
  expect(await inbox(helper)).toMatchObject([{ taskId, mine: false, reason: { zh: expect.stringContaining('协办') } }])
  const [task] = (await helper.api.case.get.query({ caseId })).tasks
  expect(task).toMatchObject({ mine: false, corrections: [{ act: 'contribute' }] })
  const contributed = await helper.api.task.act.mutate({
    commandId: randomUUID(),
    caseId,
    taskId,
    act: 'contribute',
    form: { note: '已出车两台' },
  })
  expect(contributed.state).toBe('RECEIVED')
  await api.db.updateTable('task').set({ state: 'DONE', closed_at: new Date() }).where('id', '=', taskId).execute()
  expect(await sees(helper, caseId)).toBe(true)
  expect(await inbox(helper)).toEqual([])
})

test('what is delegated to somebody is in their inbox, and theirs to hand back, not to submit', async () => {
  const delegate = await api.someone(['UNIT_LIAISON'], 'D1')
  const facts = { delegate: { userId: delegate.userId, name: '李某' } }
  const { caseId, taskId } = await aCase(api.db, 'D1', {
    roles: ['UNIT_HEAD'],
    corrections: ['returnDelegation', 'delegate'],
    facts,
  })
  expect(await inbox(delegate)).toMatchObject([
    { taskId, mine: false, reason: { zh: expect.stringContaining('委派') } },
  ])
  expect((await delegate.api.case.get.query({ caseId })).tasks[0]?.corrections).toMatchObject([
    { act: 'returnDelegation', form: 'delegationReturn.v1' },
  ])
  // Somebody of another unit to whom it was delegated is let in by that alone.
  const outsider = await api.someone(['UNIT_LIAISON'], 'D5')
  const other = await aCase(api.db, 'D1', {
    roles: ['UNIT_HEAD'],
    facts: { delegate: { userId: outsider.userId, name: '王某' } },
  })
  expect([await sees(outsider, other.caseId), await sees(outsider, caseId)]).toEqual([true, false])
})

test('a legal reviewer sees only cases in which something is or was for one', async () => {
  const reviewer = await api.someone(['LEGAL_REVIEWER'], 'D4')
  const plain = await aCase(api.db, 'D1')
  const asked = await aCase(api.db, 'D1', {
    step: 'checkProcedure',
    form: 'procedureCheck.v1',
    roles: ['LEGAL_REVIEWER'],
    unitId: null,
  })
  expect([await sees(reviewer, plain.caseId), await sees(reviewer, asked.caseId)]).toEqual([false, true])
  expect(await inbox(reviewer)).toMatchObject([{ taskId: asked.taskId, mine: true, reason: null }])
  const act = (at: { caseId: string; taskId: string }) =>
    reviewer.api.task.act.mutate({
      commandId: randomUUID(),
      ...at,
      act: 'submit',
      form: { decision: 'PASS', opinion: '' },
    })
  expect((await turnedDown(act(plain)))?.code).toBe('NOT_FOUND')
  expect((await act(asked)).state).toBe('RECEIVED')
  await api.db
    .updateTable('task')
    .set({ state: 'DONE', closed_at: new Date() })
    .where('id', '=', asked.taskId)
    .execute()
  expect(await sees(reviewer, asked.caseId)).toBe(true)
  const counts = (await reviewer.api.case.list.query({})).counts
  expect(counts.open).toBe(1)
})
