import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { type Correction, correctionKeys } from '../../domain/corrections.ts'
import { findCommand } from '../../db/commands.ts'
import { aCase, aUnit } from './builders.ts'
import { type Api, type Caller, startApi, turnedDown } from './harness.ts'

/** The lawful corrections of an open step as the API offers and receives them; the engine is away. */

let api: Api
beforeAll(async () => {
  api = await startApi()
  await aUnit(api.db, 'D1', { name: '县商务局' })
  await aUnit(api.db, 'D2', { name: '县城管局' })
  await aUnit(api.db, 'D3', { name: '县纪委监委', subject: false })
})

const all = { corrections: [...correctionKeys], objectUntil: new Date(Date.now() + 86_400_000) }
const offered = async (who: { api: Caller }, caseId: string) => {
  const { tasks } = await who.api.case.get.query({ caseId })
  return tasks[0]?.corrections.map(({ act }) => act) ?? []
}

test('each is offered exactly what the rules let them do, in words and with its form', async () => {
  const { caseId } = await aCase(api.db, 'D1', { roles: ['UNIT_HEAD'], ...all })
  const [head, liaison, dispatcher, director, deputy, auditor] = await Promise.all([
    api.someone(['UNIT_HEAD'], 'D1'),
    api.someone(['UNIT_LIAISON'], 'D1'),
    api.someone(['OFFICE_DISPATCHER'], 'OFFICE'),
    api.someone(['OFFICE_DIRECTOR'], 'OFFICE'),
    api.someone(['DEPUTY_COMMANDER'], 'OFFICE'),
    api.someone(['AUDITOR'], 'OFFICE'),
  ])
  const asked: Correction[] = ['requestExtension', 'object']
  expect(await offered(head, caseId)).toEqual([
    'assign',
    'delegate',
    'transfer',
    'addCoHandler',
    ...asked,
    'hold',
    'requestReschedule',
  ])
  expect(await offered(liaison, caseId)).toEqual(asked)
  expect(await offered(dispatcher, caseId)).toEqual(['addCoHandler', 'hold', 'recordReceipt', 'remind'])
  expect(await offered(director, caseId)).toEqual(['addCoHandler', 'hold', 'reschedule', 'recordReceipt', 'remind'])
  expect(await offered(deputy, caseId)).toEqual(['reschedule', 'remind'])
  expect(await offered(auditor, caseId)).toEqual([])
  const [task] = (await liaison.api.case.get.query({ caseId })).tasks
  expect(task).toMatchObject({
    mine: false,
    corrections: [
      { act: 'requestExtension', form: 'extensionRequest.v1', title: { zh: '申请延期' } },
      { form: 'objection.v1' },
    ],
    facts: { pending: null, heldSince: null, coUnits: [], coUnitNames: [], reminders: 0 },
  })
})

test('what was done to a step is told, and closes what it forbids', async () => {
  const heldSince = new Date().toISOString()
  const { caseId } = await aCase(api.db, 'D1', {
    roles: ['UNIT_HEAD'],
    ...all,
    objectUntil: new Date(Date.now() - 1_000),
    facts: { heldSince, extensions: 1, coUnits: ['D2'], reminders: 2 },
  })
  const head = await api.someone(['UNIT_HEAD'], 'D1')
  const deputy = await api.someone(['DEPUTY_COMMANDER'], 'OFFICE')
  expect(await offered(head, caseId)).toEqual(['assign', 'delegate', 'transfer', 'addCoHandler', 'requestReschedule'])
  expect(await offered(deputy, caseId)).toEqual(['endHold', 'reschedule', 'remind'])
  expect((await head.api.case.get.query({ caseId })).tasks[0]?.facts).toMatchObject({
    heldSince,
    coUnits: ['D2'],
    coUnitNames: ['县城管局'],
    reminders: 2,
  })
})

test('every correction is received under its own form, with the people it names known', async () => {
  const head = await api.someone(['UNIT_HEAD'], 'D1')
  const { caseId, taskId } = await aCase(api.db, 'D1', { roles: ['UNIT_HEAD'], ...all })
  const act = (kind: Correction, form: unknown) =>
    head.api.task.act.mutate({ commandId: randomUUID(), caseId, taskId, act: kind, form })
  const wrong = await turnedDown(act('transfer', { userId: '', reason: '' }))
  expect(wrong?.refusal).toMatchObject({ code: 'INVALID_FORM', fields: [{ path: ['userId'] }, { path: ['reason'] }] })
  const received = await act('transfer', { userId: head.userId, reason: '工作调整' })
  expect(received.state).toBe('RECEIVED')
  expect(await findCommand(api.db, received.commandId)).toMatchObject({
    act: 'transfer',
    task_id: taskId,
    body: { userId: head.userId, reason: '工作调整' },
  })
  expect((await turnedDown(act('remind', {})))?.refusal?.code).toBe('INVALID_FORM')
  const settle = head.api.task.act.mutate({
    commandId: randomUUID(),
    caseId,
    taskId,
    act: 'settleDueDate' as 'remind',
    form: {},
  })
  expect((await turnedDown(settle))?.code).toBe('BAD_REQUEST')
})

test('a unit that does not exist, or never may be responsible, is refused where it is named', async () => {
  const head = await api.someone(['UNIT_HEAD'], 'D1')
  const { caseId, taskId } = await aCase(api.db, 'D1', { roles: ['UNIT_HEAD'], ...all })
  const act = (kind: Correction, form: unknown) =>
    turnedDown(head.api.task.act.mutate({ commandId: randomUUID(), caseId, taskId, act: kind, form }))
  const objection = (suggestedUnitId: string) =>
    act('object', { type: 'JURISDICTION', grounds: '不属本单位职责', suggestedUnitId })
  expect((await objection('D99'))?.refusal?.code).toBe('UNIT_UNKNOWN')
  expect((await objection('D3'))?.refusal).toMatchObject({
    code: 'UNIT_NOT_SUBJECT',
    text: { zh: expect.stringContaining('县纪委监委') },
  })
  expect(await objection('D2')).toBeNull()
  expect((await act('addCoHandler', { unitId: 'D99', reason: '协助清运' }))?.refusal?.code).toBe('UNIT_UNKNOWN')
})

test('reopening is offered to those who sign, as long as the case may still be looked back at', async () => {
  const { caseId } = await aCase(api.db, 'D1')
  const director = await api.someone(['OFFICE_DIRECTOR'], 'OFFICE')
  const inspector = await api.someone(['OFFICE_INSPECTOR'], 'OFFICE')
  const acts = async (who: typeof director) => (await who.api.case.get.query({ caseId })).acts.map(({ act }) => act)
  const stand = (stage: string, outcome: string | null) =>
    api.db.updateTable('cases').set({ stage, outcome }).where('id', '=', caseId).execute()
  await stand('ISSUED', null)
  expect(await acts(inspector)).toEqual(['withdraw'])
  await stand('LOOK_BACK', 'PASSED')
  expect(await acts(director)).toEqual(['reopen'])
  expect(await acts(inspector)).toEqual([])
  const reopen = (form: unknown) =>
    director.api.task.act.mutate({ commandId: randomUUID(), caseId, taskId: null, act: 'reopen', form })
  expect((await turnedDown(reopen({ reason: '' })))?.refusal?.fields[0]?.path).toEqual(['reason'])
  expect((await reopen({ reason: '再次堆放垃圾' })).state).toBe('RECEIVED')
  await stand('CLOSED', 'PASSED')
  expect(await acts(director)).toEqual([])
})

test('a case says by which rule its failures are counted, as the rules stood when it was launched', async () => {
  const { caseId } = await aCase(api.db, 'D1')
  const head = await api.someone(['UNIT_HEAD'], 'D1')
  await api.db.updateTable('cases').set({ failed_rounds: 1 }).where('id', '=', caseId).execute()
  const counting = async () => (await head.api.case.get.query({ caseId })).counting
  expect(await counting()).toMatchObject({ threshold: 2, failed: 1, per: 'CASE' })
  const rules = JSON.stringify({ counting: { threshold: 3, per: 'UNIT_YEAR', source: '县督办规定第五条' } })
  await api.db.updateTable('cases').set({ rules }).where('id', '=', caseId).execute()
  expect(await counting()).toEqual({ threshold: 3, failed: 0, per: 'UNIT_YEAR', source: '县督办规定第五条' })
})
