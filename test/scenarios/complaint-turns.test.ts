import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { deputy, director, dispatcher, inspector } from './cast.ts'
import {
  town,
  complained,
  anybody,
  registered,
  sorting,
  handled,
  reply,
  answered,
  called,
  told,
  ended,
} from './complaints.ts'
import { aNotice, follow, refusalOf, signIn } from './rig.ts'

/** What else can become of a complaint (handbook P13): handled twice, recused, late, turned away, merged, withdrawn. */

test('complaint handled twice: not solved, once more, not solved again, a notice of its own', async () => {
  const { c, receipt } = await registered()
  await c.submit(dispatcher, 'triage', sorting('A'))
  await answered(c)
  const unhappy = { solved: 'NO', satisfied: 'PARTLY' }
  await c.submit(director, 'callBack', await called(c, unhappy))
  expect(await c.view()).toMatchObject({ stage: 'SECOND_HANDLING', round: 2 })
  expect(await told(receipt)).toMatchObject({ title: { zh: '二次办理中' } })
  await answered(c, town)
  await c.submit(director, 'callBack', await called(c, unhappy))
  await c.submit(director, 'conclude', { decision: 'NOTICE', reply: '两次办理后仍未解决，已提请督办。' })
  await c.submit(inspector, 'proposeNotice', await aNotice(inspector))
  expect(await ended(c)).toBe('NOTICED')
  const [notice] = (await c.view()).kin
  expect(notice).toMatchObject({ kind: 'rectification', relation: 'child' })
  const played = await inspector.api.case.get.query({ caseId: notice?.caseId ?? '' })
  expect(played).toMatchObject({ stage: 'PENDING_APPROVAL', unit: { id: 'D25' } })
  expect(JSON.stringify(played)).not.toContain('13800002222')
  // The unit that gets the notice does not see the complaint behind it.
  const kin = (await complained.api.case.get.query({ caseId: notice?.caseId ?? '' })).kin
  expect(kin).toEqual([])
})

test('complaint solved but badly handled: handled once more for the fault, not for the mood', async () => {
  const { c } = await registered()
  await c.submit(dispatcher, 'triage', sorting('A'))
  await answered(c)
  await c.submit(director, 'callBack', await called(c, { satisfied: 'NO', fault: 'OURS' }))
  await answered(c)
  await c.submit(director, 'callBack', await called(c, { satisfied: 'NO', fault: 'NOT_OURS' }))
  expect(await ended(c)).toBe('SOLVED')
})

test('complaint about a unit: it neither handles nor helps, nor sees it', async () => {
  const { c } = await registered()
  expect((await refusalOf(c.submit(dispatcher, 'triage', sorting('A', { handlerUnitId: 'D25' })))).code).toBe(
    'COMPLAINED_UNIT',
  )
  expect((await refusalOf(c.submit(dispatcher, 'triage', sorting('A', { complainedUnitId: 'OFFICE' })))).code).toBe(
    'COMPLAINT_ABOUT_OFFICE',
  )
  await c.submit(dispatcher, 'triage', sorting('A'))
  const help = { unitId: 'D25', reason: '请派车协助清运。', share: '负责清运' }
  expect((await refusalOf(c.correct(dispatcher, 'handle', 'addCoHandler', help))).code).toBe('COMPLAINED_UNIT')
  expect((await refusalOf(c.view(complained))).code).toBe('NOT_FOUND')
  expect((await refusalOf(c.submit(dispatcher, 'handle', await handled(dispatcher)))).code).toBe('NOT_YOUR_UNIT')

  await c.correct(town, 'handle', 'object', {
    type: 'JURISDICTION',
    grounds: '该市场由商务局主管，不属于本街道职责。',
    suggestedUnitId: 'D25',
  })
  const reassign = { decision: 'REASSIGN', unitId: 'D25', reason: '由主管部门办理。' }
  expect((await refusalOf(c.submit(deputy, 'objectionRuling', reassign))).code).toBe('COMPLAINED_UNIT')
  await c.submit(deputy, 'objectionRuling', { ...reassign, unitId: 'T02' })
  const other = await signIn('wangqingquan')
  await expect.poll(async () => (await c.view()).unit.id, { timeout: 15_000 }).toBe('T02')
  expect((await refusalOf(c.view(town))).code).toBe('NOT_FOUND')
  await answered(c, other)
  // What the handling unit reads has neither the words nor the sorting.
  const seen = JSON.stringify(await c.view(other))
  expect(seen).not.toContain('多次反映没有结果')
  expect(seen).not.toContain('13800002222')
})

test('complaint called back by somebody else than who handled it', async () => {
  const { c } = await registered()
  await c.submit(dispatcher, 'triage', sorting('A', { handlerUnitId: 'OFFICE' }))
  await answered(c, dispatcher)
  expect((await refusalOf(c.submit(dispatcher, 'callBack', await called(c)))).code).toBe('RECUSED')
  await c.submit(director, 'callBack', await called(c))
  expect(await ended(c)).toBe('SOLVED')
})

test('complaint late: it says so, and the unit still has to handle it', async () => {
  const { c } = await registered()
  await c.submit(dispatcher, 'triage', sorting('A'))
  await c.skipTo((await c.until('handle')).dueAt)
  await c.until('handleLate')
  expect(await c.ledger()).toContain('taskOverdue')
  await c.submit(town, 'handleLate', await handled(town))
  await c.submit(dispatcher, 'reply', { decision: 'SEND', reply })
  await c.submit(
    director,
    'callBack',
    await called(c, { way: 'NOT_REACHED', solved: 'UNKNOWN', satisfied: 'NOT_ASKED' }),
  )
  expect(await ended(c)).toBe('REPLIED')
})

test('complaint not within power: told why and where to go', async () => {
  const { c, receipt } = await registered()
  const no = { decision: 'NOT_ACCEPTED', title: '房屋租赁纠纷', summary: '房东与租客的押金纠纷。' }
  expect((await refusalOf(c.submit(dispatcher, 'triage', no))).code).toBe('INVALID_FORM')
  await c.submit(dispatcher, 'triage', {
    ...no,
    reason: '属民事纠纷，不属于卫生举报受理范围。',
    whereTo: '人民法院或人民调解委员会',
  })
  expect(await ended(c)).toBe('NOT_ACCEPTED')
  const { title, reply: answer, over } = await told(receipt)
  expect([title.zh, over]).toEqual(['不属于受理范围', true])
  expect(answer).toContain('人民法院')
})

test('complaint merged: its sender reads how the first one stands', async () => {
  const first = await registered()
  const { c, receipt } = await registered()
  const merge = { decision: 'DUPLICATE', title: '农贸市场后巷垃圾', summary: '与前件同一处垃圾。' }
  expect((await refusalOf(c.submit(dispatcher, 'triage', { ...merge, duplicateOf: c.caseId }))).code).toBe(
    'COMPLAINT_UNKNOWN',
  )
  await c.submit(dispatcher, 'triage', { ...merge, duplicateOf: first.c.caseId })
  expect(await ended(c)).toBe('MERGED')
  await first.c.submit(dispatcher, 'triage', sorting('A'))
  await answered(first.c)
  expect(await told(receipt)).toMatchObject({ title: { zh: '已并入同一问题的举报' }, reply, over: false })
  await first.c.submit(director, 'callBack', await called(first.c))
})

test('complaint withdrawn by who made it, until it is answered', async () => {
  const { c, receipt } = await registered()
  await c.submit(dispatcher, 'triage', sorting('A'))
  await c.until('handle')
  await c.correct(dispatcher, null, 'withdraw', { reason: '举报人来电，问题已自行解决。' })
  expect(await told(receipt)).toMatchObject({ title: { zh: '已撤回' }, withdrawable: false, over: false })
  await c.submit(dispatcher, 'goOn', { decision: 'NOTHING', photos: [], reason: '现场查看，已无垃圾。' })
  expect(await ended(c)).toBe('WITHDRAWN')
  expect(await told(receipt)).toMatchObject({ title: { zh: '已撤回' }, over: true })
})

test('complaint without a name: the same receipt however often it is sent', async () => {
  const { draft } = await anybody.complaint.begin.mutate()
  const commandId = randomUUID()
  const report = { place: '桂香巷口', words: '巷口每天夜里有人偷倒装修垃圾，占了半条路。', phone: '', photoIds: [] }
  const send = () => anybody.complaint.report.mutate({ commandId, draft, report })
  expect((await refusalOf(send())).code).toBe('DRAFT_STALE')
  await new Promise((resolve) => setTimeout(resolve, 4_200))
  const { receipt } = await send()
  expect(await send()).toEqual({ receipt })
  const page = await dispatcher.api.case.list.query({ kind: 'complaint', search: '桂香巷口' })
  expect(page.total).toBe(1)
  const c = await follow(dispatcher, page.items[0]?.caseId ?? '')
  await c.submit(dispatcher, 'triage', sorting('A', { complainedUnitId: undefined }))
  await answered(c)
  const visit = await called(c, { way: 'VISIT', satisfied: 'NOT_ASKED' })
  await c.submit(director, 'callBack', visit)
  expect(await ended(c)).toBe('SOLVED')
  expect(await told(receipt.toLowerCase().replaceAll('-', ' '))).toMatchObject({ over: true })
})
