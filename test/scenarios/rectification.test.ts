import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Refusal } from '../../domain/refusals.ts'
import {
  aReport,
  aVisit,
  director,
  dispatcher,
  furtherRound,
  head,
  inspected,
  inspector,
  liaison,
  report,
} from './cast.ts'
import { aNotice, anOutage, launch, type Person, refusalOf, signIn } from './rig.ts'

test('rectified in time: signed, numbered, received, reported, seen by two, closed', async () => {
  const c = await launch(inspector, await aNotice(inspector))
  expect((await c.view()).stage).toBe('PENDING_APPROVAL')

  await c.submit(director, 'signOff', { decision: 'APPROVE', opinion: '' })
  const issued = await c.view(liaison)
  expect(issued.number).toMatch(/^云创督办〔\d{4}〕\d+号$/)
  expect(issued.sentences[0]?.zh).toContain('签收')

  await c.submit(liaison, 'receipt', { note: '' })
  const rectify = await c.until('rectify')
  expect(rectify.dueSum.counted).toHaveLength(5)
  expect(await c.foundInTemporal("ProcessKind = 'rectification' and UnitCode = 'D25' and Stage = 'IN_PROGRESS'")).toBe(
    true,
  )

  await report(c)
  await inspected(c, { result: 'PASS' })
  const closed = await c.view(head)
  expect(closed).toMatchObject({ stage: 'LOOK_BACK', outcome: 'PASSED', round: 1, failedRounds: 0 })
  expect(await c.ledger()).toEqual([
    'caseOpened',
    'stageEntered',
    'taskOpened',
    'taskSubmitted',
    'stageEntered',
    'documentIssued',
    'taskOpened',
    'taskSubmitted',
    'delivered',
    'stageEntered',
    'taskOpened',
    'taskSubmitted',
    'stageEntered',
    'taskOpened',
    'taskSubmitted',
    'taskOpened',
    'taskSubmitted',
    'caseClosed',
  ])
})

test('overdue: not counted by itself; the unit answers, the director determines, a further round goes out', async () => {
  const c = await launch(inspector, await aNotice(inspector, { limit: { unit: 'WD', value: 3 } }))
  await c.submit(director, 'signOff', { decision: 'APPROVE', opinion: '' })
  await c.submit(liaison, 'receipt', { note: '' })
  const { taskId, dueAt } = await c.until('rectify')
  await c.skipTo(dueAt)

  await c.until('statement')
  expect(await c.view(head)).toMatchObject({ stage: 'FAILED', failedRounds: 0 })
  const late = await refusalOf(
    head.api.task.act.mutate({
      commandId: randomUUID(),
      caseId: c.caseId,
      taskId,
      act: 'submit',
      form: await aReport(c),
    }),
  )
  expect(late.code).toBe('TASK_OVERDUE')
  await c.submit(head, 'statement', { statement: '清运车辆故障，未能按期完成。', photos: [] })
  await c.submit(director, 'determination', { decision: 'FAILED', reason: '车辆故障不属于不可抗力' })
  expect(await c.view()).toMatchObject({ failedRounds: 1 })

  await furtherRound(c)
  await report(c)
  await inspected(c, { result: 'PASS' })
  expect(await c.view()).toMatchObject({ outcome: 'PASSED', round: 2, failedRounds: 1 })
})

test('unsigned: it turns red, the dispatcher delivers by telephone, and the unit may still sign first', async () => {
  const c = await launch(inspector, await aNotice(inspector))
  await c.submit(director, 'signOff', { decision: 'APPROVE', opinion: '' })
  await c.until('receipt')
  await c.skip({ days: 4 })
  await c.until('phoneDelivery')
  expect((await c.until('receipt')).light).toBe('RED')
  const letters = (await c.view()).ledger.filter(({ type }) => type === 'documentIssued').slice(1)
  expect(letters.map(({ data }) => (data as { documentNo: string }).documentNo)).toEqual([
    expect.stringMatching(/^云创催办〔\d{4}〕\d+号$/),
  ])
  await c.submit(dispatcher, 'phoneDelivery', { spokenTo: '王主任', spokenAt: await c.now(), note: '已告知内容与期限' })
  await c.until('rectify')
  const { tasks } = await c.view()
  expect(tasks.find((task) => task.step === 'receipt')?.state).toBe('CANCELLED')
})

test('withdrawn: before it is received, not after', async () => {
  const c = await launch(inspector, await aNotice(inspector))
  await c.submit(director, 'signOff', { decision: 'APPROVE', opinion: '' })
  await c.until('receipt')
  await inspector.api.task.act.mutate({
    commandId: randomUUID(),
    caseId: c.caseId,
    taskId: null,
    act: 'withdraw',
    form: { reason: '责任单位认定错误' },
  })
  expect(await c.view()).toMatchObject({ stage: 'CLOSED', outcome: 'REVOKED' })

  const other = await launch(inspector, await aNotice(inspector))
  await other.submit(director, 'signOff', { decision: 'APPROVE', opinion: '' })
  await other.submit(liaison, 'receipt', { note: '' })
  const refusal = await refusalOf(
    inspector.api.task.act.mutate({
      commandId: randomUUID(),
      caseId: other.caseId,
      taskId: null,
      act: 'withdraw',
      form: { reason: '想撤回来' },
    }),
  )
  expect(refusal.code).toBe('NOT_WITHDRAWABLE')
})

test('forbidden: refused in words, and on record', async () => {
  const c = await launch(inspector, await aNotice(inspector))
  await c.submit(director, 'signOff', { decision: 'RETURN', opinion: '事实不清，请补充' })
  expect((await c.until('redraft')).context).toMatchObject({ returned: '事实不清，请补充' })
  await c.submit(inspector, 'redraft', await aNotice(inspector, { title: '望溪农贸市场后巷垃圾（补充）' }))
  await c.submit(director, 'signOff', { decision: 'APPROVE', opinion: '' })
  expect((await c.view()).title).toBe('望溪农贸市场后巷垃圾（补充）')

  const receipt = await c.until('receipt')
  const foreign = await signIn('dingzhucheng')
  const sign = (person: Person, commandId: string = randomUUID()) =>
    person.api.task.act.mutate({
      commandId,
      caseId: c.caseId,
      taskId: receipt.taskId,
      act: 'submit',
      form: { note: '' },
    })
  expect((await refusalOf(sign(foreign))).code).toBe('NOT_FOUND')
  const commandId = randomUUID()
  const [first, again] = await Promise.all([sign(liaison, commandId), sign(liaison, commandId)])
  expect([first.state, again.state]).toEqual(['APPLIED', 'APPLIED'])
  expect((await refusalOf(sign(head))).code).toBe('TASK_CLOSED')

  await report(c)
  const own = await refusalOf(
    c.submit(inspector, 'reinspect', { ...(await aVisit(c, { result: 'PASS' })), coInspectorId: inspector.me.userId }),
  )
  expect(own.code).toBe('CO_INSPECTOR_SAME')
  const unfit = await refusalOf(
    c.submit(inspector, 'reinspect', { ...(await aVisit(c, { result: 'PASS' })), coInspectorId: head.me.userId }),
  )
  expect(unfit.code).toBe('CO_INSPECTOR_UNFIT')
  const early = await refusalOf(
    c.submit(inspector, 'reinspect', { ...(await aVisit(c, { result: 'PASS' })), visitedAt: '2099-01-01T00:00:00Z' }),
  )
  expect(early.code).toBe('DATE_IN_FUTURE')

  const refused = (await c.view()).ledger.filter((entry) => entry.kind === 'REFUSAL')
  expect(refused.map((entry) => (entry.data as { refusal: Refusal }).refusal.code)).toEqual(
    expect.arrayContaining(['TASK_CLOSED', 'CO_INSPECTOR_SAME', 'CO_INSPECTOR_UNFIT', 'DATE_IN_FUTURE']),
  )
})

test('outage of ours: a person decides, and nothing is counted by itself', async () => {
  const c = await launch(inspector, await aNotice(inspector, { urgency: 'WORKS', limit: { unit: 'WD', value: 13 } }))
  await c.submit(director, 'signOff', { decision: 'APPROVE', opinion: '' })
  await c.submit(liaison, 'receipt', { note: '' })
  const { dueAt } = await c.until('rectify')
  const forget = await anOutage(Date.parse(dueAt) - 2 * 3_600_000, Date.parse(dueAt) - 3_600_000)
  await c.skipTo(dueAt)

  await c.until('outageReview')
  await forget()
  expect(await c.view(head)).toMatchObject({ stage: 'IN_PROGRESS', failedRounds: 0 })
  await c.submit(director, 'outageReview', {
    decision: 'EXTEND',
    workingDays: 2,
    reason: '系统停机影响提交，顺延两个工作日',
  })
  const extended = await c.until('rectify')
  expect(Date.parse(extended.dueAt)).toBeGreaterThan(Date.parse(await c.now()))
  await report(c)
  await inspected(c, { result: 'PASS' })
  expect(await c.view()).toMatchObject({ outcome: 'PASSED', failedRounds: 0 })
})

test('provisional due date: in a year without a calendar, settled when the year is published', async () => {
  const c = await launch(inspector, await aNotice(inspector))
  await c.until('signOff')
  const today = new Date().getTime()
  const next = new Date().getUTCFullYear() + 1
  const yearEnd = Date.UTC(next - 1, 11, 29)
  await c.skip({ days: Math.ceil((yearEnd - today) / 86_400_000) })
  await c.submit(director, 'signOff', { decision: 'APPROVE', opinion: '' })
  await c.submit(liaison, 'receipt', { note: '' })
  const provisional = await c.until('rectify')
  expect(provisional.dueSum).toMatchObject({ provisional: true, unpublishedYears: [next] })

  const admin = await signIn('admin')
  const holidays = [1, 2, 3, 4, 5].map((day) => `${next}-01-0${day}`)
  await admin.api.calendar.publish.mutate({
    year: next,
    source: `国务院办公厅关于${next}年部分节假日安排的通知（测试）`,
    days: holidays.map((date) => ({ date, kind: 'holiday', name: '元旦' })),
  })
  // Where many cases are settled at once, some are only received and settled a moment later.
  await expect.poll(async () => (await c.until('rectify')).dueSum.provisional, { timeout: 30_000 }).toBe(false)
  const settled = await c.until('rectify')
  expect(Date.parse(settled.dueAt)).toBeGreaterThan(Date.parse(provisional.dueAt))
  expect(await c.ledger()).toContain('dueDateSettled')
})
