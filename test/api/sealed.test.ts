import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { look } from '../../api/stuck/look.ts'
import { freshMemory } from '../../api/stuck/suspects.ts'
import { appendLedger } from '../../db/ledger.ts'
import { aCase, aTask, aUnit } from './builders.ts'
import { type Api, startApi, turnedDown } from './harness.ts'

/** The compartment of the competent organs: who sees what is in it, and who is told of the reading. */

let api: Api
beforeAll(async () => {
  api = await startApi()
  for (const id of ['D1', 'D4']) await aUnit(api.db, id, { name: `县${id}局` })
})

type Someone = Awaited<ReturnType<Api['someone']>>

/** A case with an open step, one of the organ's, and the unit head's appeal, each with a line in the ledger. */
async function sealedCase() {
  const { caseId, taskId } = await aCase(api.db, 'D1', { step: 'rectify', roles: ['UNIT_HEAD'] })
  await api.db.updateTable('task').set({ state: 'DONE', closed_at: new Date() }).where('id', '=', taskId).execute()
  const decision = await aTask(
    api.db,
    caseId,
    'D1',
    {
      step: 'organDecision',
      form: 'organDecision.v1',
      roles: ['ORG_OFFICER', 'DISCIPLINE_OFFICER'],
      unitId: null,
      sealed: true,
    },
    2,
  )
  const appeal = await aTask(
    api.db,
    caseId,
    'D1',
    { step: 'appeal', form: 'appeal.v1', roles: ['UNIT_HEAD'], sealed: true },
    3,
  )
  await api.db
    .updateTable('task')
    .set({ title: JSON.stringify({ zh: '登记有权机关决定', en: 'Record' }) })
    .where('id', 'in', [decision, appeal])
    .execute()
  const entry = (id: string, step: string, secret: string) => ({
    kind: 'EVENT' as const,
    engineNo: null,
    at: new Date().toISOString(),
    actor: null,
    commandId: null,
    type: 'taskSubmitted',
    data: { taskId: id, step, form: { note: secret }, late: false },
  })
  await api.db
    .transaction()
    .execute((trx) =>
      appendLedger(trx, caseId, [
        entry(taskId, 'rectify', '公开'),
        entry(decision, 'organDecision', '机密决定'),
        entry(appeal, 'appeal', '机密申诉'),
        entry(decision, 'organDecision', '机密'),
      ]),
    )
  return { caseId, plain: taskId, decision, appeal }
}

test('what is sealed is open to the organ, in part to the unit head, and one line to everybody else', async () => {
  const { caseId, plain, decision, appeal } = await sealedCase()
  const [officer, head, director, auditor] = await Promise.all([
    api.someone(['ORG_OFFICER'], 'D4'),
    api.someone(['UNIT_HEAD'], 'D1'),
    api.someone(['OFFICE_DIRECTOR'], 'OFFICE'),
    api.someone(['AUDITOR'], 'OFFICE'),
  ])
  const tasksOf = async (who: Someone) => (await who.api.case.get.query({ caseId })).tasks.map(({ taskId }) => taskId)
  expect(await tasksOf(officer)).toEqual([plain, decision, appeal])
  expect(await tasksOf(head)).toEqual([plain, appeal])
  for (const who of [director, auditor]) {
    const seen = await who.api.case.get.query({ caseId })
    expect(seen.tasks.map(({ taskId }) => taskId)).toEqual([plain])
    expect(seen.sentences.map(({ zh }) => zh)).toEqual(['已移送有权机关办理。'])
    expect(seen.ledger.map(({ type, summary }) => [type, summary.zh])).toEqual([
      ['taskSubmitted', expect.any(String)],
      ['sealed', '已移送有权机关办理'],
    ])
    expect(JSON.stringify(seen)).not.toMatch(/机密|登记有权机关决定|organDecision.v1|appeal/)
    const listed = (await who.api.case.list.query({ search: caseId })).items[0]
    expect(listed?.waiting?.zh).toBe('已移送有权机关办理')
  }
  const listed = await director.api.inbox.list.query({ filter: 'unit', search: caseId })
  expect(listed.items).toEqual([])
  expect((await officer.api.inbox.list.query({ limit: 100 })).items.map(({ taskId }) => taskId)).toContain(decision)
  expect((await officer.api.case.get.query({ caseId })).ledger).toHaveLength(4)
})

test('to whom a sealed step is closed, it is as if there were none, and nothing of the attempt says otherwise', async () => {
  const { caseId, decision } = await sealedCase()
  const director = await api.someone(['OFFICE_DIRECTOR'], 'OFFICE')
  const tried = await turnedDown(
    director.api.task.act.mutate({
      commandId: randomUUID(),
      caseId,
      taskId: decision,
      act: 'remind',
      form: { note: '请抓紧' },
    }),
  )
  expect(tried).toMatchObject({ code: 'NOT_FOUND', refusal: { code: 'TASK_UNKNOWN' } })
  const stuck = async () => {
    await look(api.app, freshMemory())
    return (await director.api.stuck.board.query()).items.filter((item) => item.caseId === caseId)
  }
  await api.db.updateTable('task').set({ light: 'RED' }).where('id', '=', decision).execute()
  expect(await stuck()).toMatchObject([
    { step: { zh: '已移送有权机关办理' }, text: { zh: expect.stringContaining('有权机关') } },
  ])
  expect(JSON.stringify(await stuck())).not.toMatch(/组织部|登记有权机关决定/)
})

test('every read of what is sealed is kept, and only the auditor sees who read', async () => {
  const { caseId } = await sealedCase()
  const [officer, director, auditor] = await Promise.all([
    api.someone(['DISCIPLINE_OFFICER'], 'D4'),
    api.someone(['OFFICE_DIRECTOR'], 'OFFICE'),
    api.someone(['AUDITOR'], 'OFFICE'),
  ])
  for (const who of [officer, director, officer, auditor]) await who.api.case.get.query({ caseId })
  expect(await auditor.api.sealed.reads.query({ caseId })).toMatchObject([
    { userId: officer.userId, unitName: '县D4局' },
    { userId: officer.userId },
  ])
  expect((await turnedDown(officer.api.sealed.reads.query({ caseId })))?.refusal?.code).toBe('FORBIDDEN')
  await expect(api.db.deleteFrom('sealed_read').execute()).rejects.toThrow(/permission denied|append-only/)
})
