import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { aCase, aNotice, aPhoto, aUnit } from './builders.ts'
import { type Api, startApi, turnedDown } from './harness.ts'

/** What somebody who may call a procedure reaches by it. */

let api: Api
beforeAll(async () => {
  api = await startApi()
  await aUnit(api.db, 'D1')
  await aUnit(api.db, 'D2')
})

test("a unit sees and touches its own cases, and is told of another's as if there were none", async () => {
  const own = await api.someone(['UNIT_HEAD'], 'D1')
  const { caseId, taskId } = await aCase(api.db, 'D1')
  const foreign = await aCase(api.db, 'D2')
  const act = (at: { caseId: string; taskId: string }) =>
    own.api.task.act.mutate({ commandId: randomUUID(), ...at, act: 'submit', form: { note: '' } })

  expect((await own.api.case.get.query({ caseId })).caseId).toBe(caseId)
  expect((await act({ caseId, taskId })).state).toBe('RECEIVED')
  expect((await own.api.task.saveDraft.mutate({ taskId, form: {} })).savedAt).toBeTruthy()

  const nothing = await turnedDown(own.api.case.get.query({ caseId: 'DB-1999-0001' }))
  expect(nothing?.code).toBe('NOT_FOUND')
  expect(await turnedDown(own.api.case.get.query({ caseId: foreign.caseId }))).toEqual(nothing)
  expect(await turnedDown(act(foreign))).toEqual(nothing)
  expect((await turnedDown(own.api.task.saveDraft.mutate({ taskId: foreign.taskId, form: {} })))?.code).toBe(
    'NOT_FOUND',
  )
  // Its own task in the other unit's case is no way in.
  expect(await turnedDown(act({ caseId: foreign.caseId, taskId }))).toEqual(nothing)

  const listed = await own.api.case.list.query({ limit: 200 })
  expect(listed.items.map((row) => row.unit.id)).not.toContain('D2')
  expect(listed.total).toBe(listed.counts.open)
  expect((await own.api.case.list.query({ unitId: 'D2' })).total).toBe(0)
  const inbox = await own.api.inbox.list.query({ filter: 'unit', limit: 100 })
  expect(inbox.items.map((item) => item.unit.id)).not.toContain('D2')
})

test('a command is told only to whoever sent it', async () => {
  const [sender, colleague] = await Promise.all([api.someone(['UNIT_HEAD'], 'D1'), api.someone(['UNIT_LIAISON'], 'D1')])
  const { caseId, taskId } = await aCase(api.db, 'D1')
  const { commandId } = await sender.api.task.act.mutate({
    commandId: randomUUID(),
    caseId,
    taskId,
    act: 'submit',
    form: { note: '' },
  })
  expect((await sender.api.command.get.query({ commandId })).state).toBe('RECEIVED')
  expect((await turnedDown(colleague.api.command.get.query({ commandId })))?.code).toBe('NOT_FOUND')
})

test('the administrator sees no case, the auditor changes none', async () => {
  const { caseId, taskId } = await aCase(api.db, 'D1')
  const administrator = await api.someone(['SYS_ADMIN'], 'OFFICE')
  const auditor = await api.someone(['AUDITOR'], 'D2')
  expect((await turnedDown(administrator.api.case.get.query({ caseId })))?.code).toBe('FORBIDDEN')
  const seen = await auditor.api.case.get.query({ caseId })
  expect(seen.tasks[0]).toMatchObject({
    mine: false,
    whyNot: expect.objectContaining({ zh: expect.stringContaining('办理任务') }),
  })
  const tried = await turnedDown(
    auditor.api.task.act.mutate({ commandId: randomUUID(), caseId, taskId, act: 'submit', form: {} }),
  )
  expect(tried?.refusal?.code).toBe('FORBIDDEN')
  expect((await auditor.api.case.get.query({ caseId })).ledger.at(-1)).toMatchObject({
    kind: 'REFUSAL',
    summary: { zh: expect.stringContaining('未受理') },
  })
})

test('a unit shows only photos of its own or of the case', async () => {
  const own = await api.someone(['UNIT_HEAD'], 'D1')
  const stranger = await api.someone(['UNIT_HEAD'], 'D2')
  const { caseId, taskId } = await aCase(api.db, 'D1', { form: 'rectificationReport.v1' })
  const photos = async (by: { userId: string }, unitId: string) =>
    Promise.all([1, 2].map(() => aPhoto(api.db, by.userId, unitId)))
  const report = (photosAfter: { id: string; sha256: string }[]) =>
    own.api.task.act.mutate({
      commandId: randomUUID(),
      caseId,
      taskId,
      act: 'submit',
      form: { measures: '已全部清运并冲洗地面', doneAt: new Date().toISOString(), photosBefore: [], photosAfter },
    })
  expect((await turnedDown(report(await photos(stranger, 'D2'))))?.refusal).toMatchObject({ code: 'PHOTO_UNKNOWN' })
  const [first, second] = await photos(own, 'D1')
  const answer = await report([
    { id: first?.id ?? '', sha256: '0'.repeat(64) },
    { id: second?.id ?? '', sha256: second?.sha256 ?? '' },
  ])
  const { body } = await api.db
    .selectFrom('command')
    .select('body')
    .where('id', '=', answer.commandId)
    .executeTakeFirstOrThrow()
  // The store's own hash is what the ledger will vouch for, whatever was sent.
  expect((body as { photosAfter: { sha256: string }[] }).photosAfter[0]?.sha256).toBe(first?.sha256)
})

test('a notice cannot be launched against a supervisory organ or an unknown unit', async () => {
  await aUnit(api.db, 'D3', { subject: false })
  const inspector = await api.someone(['OFFICE_INSPECTOR'], 'OFFICE')
  const photo = await aPhoto(api.db, inspector.userId, 'OFFICE')
  const launch = (unitId: string) =>
    turnedDown(inspector.api.notice.launch.mutate({ commandId: randomUUID(), notice: aNotice(unitId, [photo]) }))
  expect((await launch('D3'))?.refusal).toMatchObject({ code: 'UNIT_NOT_SUBJECT' })
  expect((await launch('D99'))?.refusal).toMatchObject({ code: 'UNIT_UNKNOWN' })
})
