import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { verifyLedger } from '../../db/verify.ts'
import { markRefused, claimUndecided, findCommand } from '../../db/commands.ts'
import { refusal } from '../../domain/refusals.ts'
import { aCase, aNotice, aPhoto, aUnit } from './builders.ts'
import { type Api, startApi, turnedDown } from './harness.ts'

let api: Api
beforeAll(async () => {
  api = await startApi()
  await aUnit(api.db, 'D1', { name: '县商务局' })
  await aUnit(api.db, 'D2')
})

const ledgerOf = (caseId: string) =>
  api.db.selectFrom('ledger').selectAll().where('case_id', '=', caseId).orderBy('seq').execute()
const cases = () => api.db.selectFrom('cases').select('id').execute()

test('a launch is received once, however often it is sent, and says that it is not decided yet', async () => {
  const inspector = await api.someone(['OFFICE_INSPECTOR'], 'OFFICE')
  const notice = aNotice('D1', [await aPhoto(api.db, inspector.userId, 'OFFICE')])
  const commandId = randomUUID()
  const before = (await cases()).length
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => inspector.api.notice.launch.mutate({ commandId, notice })),
  )
  expect(new Set(answers.map((answer) => answer.caseId)).size).toBe(1)
  expect(new Set(answers.map((answer) => answer.receivedAt)).size).toBe(1)
  expect(answers[0]).toMatchObject({
    state: 'RECEIVED',
    decidedAt: null,
    caseId: expect.stringMatching(/^DB-\d{4}-\d{4}$/),
  })
  expect((await cases()).length).toBe(before + 1)
  const seen = await inspector.api.case.get.query({ caseId: answers[0]?.caseId ?? '' })
  expect(seen).toMatchObject({
    stage: 'DRAFT',
    pending: [{ commandId, act: 'launch' }],
    sentences: [{ zh: expect.stringContaining('已收到') }],
  })
  expect(Object.keys(seen.evidence)).toEqual([notice.photos[0]?.id])
})

test('an id that was used for something else, or by somebody else, is refused', async () => {
  const [inspector, colleague] = await Promise.all([
    api.someone(['OFFICE_INSPECTOR'], 'OFFICE'),
    api.someone(['OFFICE_INSPECTOR'], 'OFFICE'),
  ])
  const notice = aNotice('D1', [await aPhoto(api.db, inspector.userId, 'OFFICE')])
  const commandId = randomUUID()
  await inspector.api.notice.launch.mutate({ commandId, notice })
  const reused = { code: 'CONFLICT', refusal: expect.objectContaining({ code: 'COMMAND_REUSED' }) }
  expect(
    await turnedDown(inspector.api.notice.launch.mutate({ commandId, notice: { ...notice, title: '另一件事情' } })),
  ).toMatchObject(reused)
  expect(await turnedDown(colleague.api.notice.launch.mutate({ commandId, notice }))).toMatchObject(reused)
  const { caseId, taskId } = await aCase(api.db, 'D1', { roles: ['OFFICE_INSPECTOR'], unitId: null })
  expect(
    await turnedDown(inspector.api.task.act.mutate({ commandId, caseId, taskId, act: 'submit', form: { note: '' } })),
  ).toMatchObject(reused)
})

test('a notice that the directory or the store contradicts opens no case', async () => {
  const inspector = await api.someone(['OFFICE_INSPECTOR'], 'OFFICE')
  const photo = await aPhoto(api.db, inspector.userId, 'OFFICE')
  await api.db
    .insertInto('problem')
    .values({
      no: 'WT-1',
      category: '乱倒垃圾',
      category_code: 'DUMPING',
      description: '后巷',
      source: '巡查',
      reported_at: new Date(),
      limit_code: 'X',
      status: 'OPEN',
      unit_id: 'D1',
    })
    .execute()
  const launch = (change: object) =>
    inspector.api.notice.launch.mutate({ commandId: randomUUID(), notice: aNotice('D1', [photo], change) })
  const before = (await cases()).length
  expect((await turnedDown(launch({ photos: [{ id: randomUUID(), sha256: '0'.repeat(64) }] })))?.refusal).toMatchObject(
    { code: 'PHOTO_UNKNOWN', text: { zh: expect.stringContaining('有1张') } },
  )
  expect((await turnedDown(launch({ limit: { unit: 'WD', value: 8 } })))?.refusal).toMatchObject({
    code: 'INVALID_FORM',
    fields: [{ path: ['limit'] }],
  })
  expect((await turnedDown(launch({ title: '短', facts: '少' })))?.refusal?.fields.map((field) => field.path)).toEqual([
    ['title'],
    ['facts'],
  ])
  expect((await turnedDown(launch({ problemId: 'WT-404' })))?.refusal?.fields[0]?.path).toEqual(['problemId'])
  expect((await cases()).length).toBe(before)
  const { caseId } = await launch({ problemId: 'WT-1' })
  expect((await turnedDown(launch({ problemId: 'WT-1' })))?.refusal).toMatchObject({
    code: 'PROBLEM_TAKEN',
    text: { zh: expect.stringContaining(caseId) },
  })
  const both = await Promise.all([turnedDown(launch({ problemId: 'WT-1' })), turnedDown(launch({ problemId: 'WT-1' }))])
  expect(both.map((answer) => answer?.refusal?.code)).toEqual(['PROBLEM_TAKEN', 'PROBLEM_TAKEN'])
})

test("what is refused before it becomes a command is on the case's record, in words", async () => {
  const own = await api.someone(['UNIT_HEAD'], 'D1')
  const stranger = await api.someone(['UNIT_HEAD'], 'D2')
  const { caseId, taskId } = await aCase(api.db, 'D1', { form: 'rectificationReport.v1' })
  const commandId = randomUUID()
  const submit = (who: typeof own, id: string, form: unknown, task = taskId) =>
    turnedDown(who.api.task.act.mutate({ commandId: id, caseId, taskId: task, act: 'submit', form }))

  const wrong = await submit(own, commandId, { measures: '短', doneAt: 'gestern', photosAfter: [] })
  expect(wrong?.refusal?.fields.map((field) => field.path[0])).toEqual([
    'measures',
    'doneAt',
    'photosBefore',
    'photosAfter',
  ])
  await submit(own, commandId, { measures: '短', doneAt: 'gestern', photosAfter: [] })
  await submit(stranger, randomUUID(), {})
  await submit(own, randomUUID(), {}, 'DB-2026-9999-7')

  const ledger = await ledgerOf(caseId)
  expect(ledger.map((entry) => [entry.kind, (entry.data as { refusal: { code: string } }).refusal.code])).toEqual([
    ['REFUSAL', 'INVALID_FORM'],
    ['REFUSAL', 'NOT_YOUR_UNIT'],
    ['REFUSAL', 'TASK_UNKNOWN'],
  ])
  expect(ledger[1]?.actor?.userId).toBe(stranger.userId)
  const seen = await own.api.case.get.query({ caseId })
  expect(seen.ledger[0]).toMatchObject({
    who: 'D1 UNIT_HEAD D1',
    summary: { zh: expect.stringContaining('“整改并书面反馈”未受理：填写有误') },
  })
  expect(await api.db.selectFrom('command').select('id').where('case_id', '=', caseId).execute()).toEqual([])
})

test('the same act sent twenty times at once is one command; a draft stays until it is decided', async () => {
  const own = await api.someone(['UNIT_HEAD'], 'D1')
  const { caseId, taskId } = await aCase(api.db, 'D1')
  await own.api.task.saveDraft.mutate({ taskId, form: { note: '半句' } })
  const commandId = randomUUID()
  const act = () => own.api.task.act.mutate({ commandId, caseId, taskId, act: 'submit', form: { note: '收到' } })
  const answers = await Promise.all(Array.from({ length: 20 }, act))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  const seen = await own.api.case.get.query({ caseId })
  expect(seen.pending).toEqual([{ commandId, act: 'submit', taskId, receivedAt: answers[0]?.receivedAt }])
  expect(seen.tasks[0]?.draft).toEqual({ note: '半句' })
  const colleague = await api.someone(['UNIT_LIAISON'], 'D1')
  expect((await colleague.api.case.get.query({ caseId })).tasks[0]).toMatchObject({
    draft: { note: '半句' },
    draftBy: { name: 'UNIT_HEAD D1' },
  })
  // The newest of the unit's drafts is gone on from, also by whoever has an older one.
  await colleague.api.task.saveDraft.mutate({ taskId, form: { note: '整句' } })
  expect((await own.api.case.get.query({ caseId })).tasks[0]).toMatchObject({
    draft: { note: '整句' },
    draftBy: { name: 'UNIT_LIAISON D1' },
  })
  expect((await colleague.api.case.get.query({ caseId })).tasks[0]?.draftBy).toBeNull()
})

test('a decision is taken once: a refusal told twice is one entry, and is told again to whoever sends again', async () => {
  const own = await api.someone(['UNIT_HEAD'], 'D1')
  const { caseId, taskId } = await aCase(api.db, 'D1')
  const commandId = randomUUID()
  const act = () => own.api.task.act.mutate({ commandId, caseId, taskId, act: 'submit', form: { note: '收到' } })
  await act()
  const row = await findCommand(api.db, commandId)
  if (!row) throw new Error('not received')
  await Promise.all([1, 2, 3].map(() => markRefused(api.db, row, refusal('CASE_CLOSED'))))
  expect((await ledgerOf(caseId)).map((entry) => entry.type)).toEqual(['actRefused'])
  expect(await turnedDown(act())).toMatchObject({ code: 'CONFLICT', refusal: { code: 'CASE_CLOSED' } })
  expect(await own.api.command.get.query({ commandId })).toMatchObject({
    state: 'REFUSED',
    refusal: { code: 'CASE_CLOSED' },
  })
})

test('undecided commands are taken up after a while, each by one process, and not again at once', async () => {
  const own = await api.someone(['UNIT_HEAD'], 'D1')
  const ids: string[] = []
  for (let n = 0; n < 12; n += 1) {
    const { caseId, taskId } = await aCase(api.db, 'D1')
    ids.push(
      (await own.api.task.act.mutate({ commandId: randomUUID(), caseId, taskId, act: 'submit', form: { note: '' } }))
        .commandId,
    )
  }
  const mine = async () =>
    (await Promise.all([1, 2, 3].map(() => claimUndecided(api.db, 100))))
      .flat()
      .map((row) => row.id)
      .filter((id) => ids.includes(id))
  expect(await mine()).toEqual([])
  await api.db
    .updateTable('command')
    .set({ tried_at: new Date(Date.now() - 6_000) })
    .where('id', 'in', ids)
    .execute()
  expect((await mine()).sort()).toEqual([...ids].sort())
  expect(await mine()).toEqual([])
})

test('the ledger with all its refusals is a whole chain', async () => {
  expect(await verifyLedger(api.databaseUrl)).toMatchObject({ broken: null })
})
