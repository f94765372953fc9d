import { Client, Connection } from '@temporalio/client'
import { expect, inject, test, vi } from 'vitest'
import { director, inspector, liaison, report, underway } from '../scenarios/cast.ts'
import { aNotice, launch, refusalOf } from '../scenarios/rig.ts'
import { NAMESPACE } from '../setup/running.ts'
import { asked, carriedOut, first, second, standing, steered } from './intervening.ts'

/** What administrators do through the engine, each on the real server: it cures its case, and no other is touched. */

const stack = inject('stack')
const connection = await Connection.connect({ address: stack.temporal })
const temporal = new Client({ connection, namespace: NAMESPACE })
const statusOf = async (caseId: string) => (await temporal.workflow.getHandle(caseId).describe()).status.name
const runOf = async (caseId: string) => (await temporal.workflow.getHandle(caseId).describe()).runId

test('a paused case takes in nothing and goes on once it is unpaused', async () => {
  const [c, other] = [
    await launch(inspector, await aNotice(inspector)),
    await launch(inspector, await aNotice(inspector)),
  ]
  const targets = [{ caseId: c.caseId, taskId: null }]
  expect(await first.api.intervention.preview.mutate({ act: 'pause', form: {}, targets })).toMatchObject({
    items: [{ before: { zh: '运行中' }, after: { zh: '已暂停；期限照走' } }],
  })
  expect(await carriedOut('pause', [c])).toMatchObject({ items: [{ state: 'DONE', after: { zh: '已暂停' } }] })
  expect(await statusOf(c.caseId)).toBe('PAUSED')
  expect(await carriedOut('pause', [c])).toMatchObject({
    items: [{ state: 'REFUSED', said: { zh: '流程已被暂停。' } }],
  })
  const acting = c.submit(director, 'signOff', { decision: 'APPROVE', opinion: '' })
  expect(await acting).toMatchObject({ state: 'RECEIVED' })
  await other.submit(director, 'signOff', { decision: 'APPROVE', opinion: '' })

  expect(await carriedOut('unpause', [c])).toMatchObject({ items: [{ state: 'DONE' }] })
  await c.until('receipt')
  const { ledger } = await c.view()
  expect(ledger.filter(({ kind }) => kind === 'NOTE')).toMatchObject([
    {
      type: 'intervened',
      who: '创卫办 安可行',
      summary: { zh: expect.stringContaining('紧急暂停（安可行）：运行中 → 已暂停') },
    },
    { summary: { zh: expect.stringContaining('解除暂停（安可行）：已暂停 → 运行中') } },
  ])
  expect((await other.view()).ledger.filter(({ kind }) => kind !== 'EVENT')).toEqual([])
})

test('a terminated case is rebuilt with its state and its clocks, and what was received meanwhile follows', async () => {
  const c = await underway()
  const before = await c.view()
  const [{ id, runId }] = [{ id: await asked('terminate', [c]), runId: await runOf(c.caseId) }]
  expect(await standing(id, () => true)).toMatchObject({ state: 'ASKED', can: ['decline'], second: null })
  // Whoever asked cannot confirm it, and the attempt stays in the case's ledger.
  expect(await refusalOf(steered(first, id, 'confirm'))).toMatchObject({ code: 'SECOND_IS_FIRST' })
  expect(await statusOf(c.caseId)).toBe('RUNNING')
  await steered(second, id, 'confirm')
  expect(await standing(id)).toMatchObject({ state: 'DONE', second: '宁守正', items: [{ state: 'DONE' }] })
  expect(await statusOf(c.caseId)).toBe('TERMINATED')
  const { ledger } = await c.view()
  expect(ledger.find(({ kind }) => kind === 'REFUSAL')?.summary.zh).toContain('须由另一名系统管理员确认')

  const told = await carriedOut('rebuild', [c])
  expect(told).toMatchObject({ items: [{ state: 'DONE', after: { zh: expect.stringContaining(runId) } }] })
  expect(await statusOf(c.caseId)).toBe('RUNNING')
  expect(await runOf(c.caseId)).not.toBe(runId)
  const { tasks, stage } = await c.view()
  expect({ stage, due: tasks.map(({ dueAt, state }) => [dueAt, state]) }).toEqual({
    stage: before.stage,
    due: before.tasks.map(({ dueAt, state }) => [dueAt, state]),
  })
  await report(c)
  await c.until('reinspect')
  expect(await carriedOut('rebuild', [c])).toMatchObject({ items: [{ state: 'REFUSED' }] })
})

test('a case goes back to before an act that is given up: its record follows and the act is told so', async () => {
  const c = await underway()
  const points = await first.api.intervention.points.query({ caseId: c.caseId })
  expect(points.map(({ before, later }) => [before.zh, later.length])).toEqual([
    ['签收督办通知', 1],
    ['审签督办通知', 2],
  ])
  const { runId, eventId } = points[0] as (typeof points)[number]
  const form = { runId, eventId, keepLater: false }
  expect(await carriedOut('reset', [c], { form, reason: '错收了别的单位的回执' })).toMatchObject({
    items: [{ state: 'DONE' }],
  })
  const { taskId } = await c.until('receipt')
  const { ledger, tasks, stage } = await c.view()
  expect(stage).toBe('ISSUED')
  expect(tasks.filter(({ state }) => state === 'OPEN').map(({ step }) => step)).toEqual(['receipt'])
  expect(ledger.map(({ kind }) => kind)).toContain('VOID')
  expect(ledger.find(({ kind }) => kind === 'REFUSAL')?.summary.zh).toContain('流程已由系统管理员退回到此操作之前')
  // And on it goes, by the same people.
  await c.submit(liaison, 'receipt', { note: '' })
  expect((await c.view()).tasks.find((task) => task.taskId === taskId)?.state).toBe('DONE')
  await report(c)
  await c.until('reinspect')
})

test('a case goes back and what was done later is applied again', async () => {
  const c = await underway()
  const before = await c.view()
  const points = await first.api.intervention.points.query({ caseId: c.caseId })
  const [newest] = points as [(typeof points)[number]]
  const back = ({ runId, eventId }: typeof newest) =>
    carriedOut('reset', [c], { form: { runId, eventId, keepLater: true } })
  expect(await back(newest)).toMatchObject({ items: [{ state: 'DONE' }] })
  await vi.waitUntil(
    async () => {
      const { stage, ledger } = await c.view()
      return stage === before.stage && ledger.some(({ type }) => type === 'recordSettled')
    },
    { timeout: 40_000, interval: 300 },
  )
  const now = await c.view()
  expect(now.tasks.map(({ step, state }) => [step, state])).toEqual(
    before.tasks.map(({ step, state }) => [step, state]),
  )
  await report(c)
  await c.until('reinspect')
})

test('there is nothing to retry where nothing is held up, and only administrators may', async () => {
  const c = await underway()
  expect(await carriedOut('retryNow', [c])).toMatchObject({
    items: [{ state: 'REFUSED', said: { zh: expect.stringContaining('每隔不到十秒自动重试') } }],
  })
  expect(await refusalOf(asked('pause', [c], { by: director }))).toMatchObject({ code: 'NOT_YOUR_ROLE' })
  expect((await c.view()).ledger.at(-1)).toMatchObject({ kind: 'REFUSAL', who: '创卫办 魏长风' })
})
