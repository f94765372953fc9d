import { expect, test, vi } from 'vitest'
import type { PreviewItem } from '../../domain/intervention-views.ts'
import { director, head, inspector, liaison, report, underway } from '../scenarios/cast.ts'
import { aNotice, launch, type Played } from '../scenarios/rig.ts'
import { asked, carriedOut, first, second, standing, steered } from './intervening.ts'

/** A case goes back: exactly one step, or to a chosen point with everything later applied again in its order. */

const foreseen = async (act: 'sendBack' | 'reset', { caseId }: Played, form: unknown = {}): Promise<PreviewItem> => {
  const { items, needsSecond } = await first.api.intervention.preview.mutate({
    act,
    form,
    targets: [{ caseId, taskId: null }],
  })
  expect(needsSecond).toBe(true)
  return items[0] as PreviewItem
}
const states = async (c: Played) => (await c.view()).tasks.map(({ step, state, dueAt }) => [step, state, dueAt])
const taken = ({ taken: lines }: PreviewItem) => lines.map(({ zh }) => zh.replace(/，\d.*?）/, '）'))

test('the step answered last is sent back: who answered it is told, and it is answered again', async () => {
  const c = await underway()
  const untouched = await underway()
  const number = (await c.view()).number
  const seen = await foreseen('sendBack', c)
  expect(seen).toMatchObject({ whyNot: null, before: { zh: expect.stringContaining('签收督办通知（祝联芳') } })
  expect(taken(seen)).toEqual(['作废：签收督办通知（祝联芳）'])

  const told = await carriedOut('sendBack', [c], { reason: '错收了别的单位的回执' })
  expect(told).toMatchObject({ second: '宁守正', items: [{ state: 'DONE' }] })
  const { taskId } = await c.until('receipt')
  const { ledger, stage, tasks } = await c.view()
  expect(stage).toBe('ISSUED')
  expect(tasks.filter(({ state }) => state === 'OPEN').map(({ step }) => step)).toEqual(['receipt'])
  expect(ledger.find(({ type }) => type === 'intervened')?.summary.zh).toMatch(
    /退回上一步（安可行、宁守正）：签收督办通知（祝联芳，.*） → 已退回，等待重新办理（运行 .*）；错收了别的单位的回执/,
  )
  expect(ledger.find(({ kind }) => kind === 'REFUSAL')?.summary.zh).toContain('这一步已由系统管理员退回')
  await vi.waitUntil(
    async () => {
      const { items } = await liaison.api.notification.list.query({})
      return items.some(
        ({ kind, caseId, body }) => kind === 'TAKEN_BACK' && caseId === c.caseId && body.zh.includes('错收'),
      )
    },
    { timeout: 20_000, interval: 300 },
  )

  // One step more: the notice was signed, and what was issued is void with it.
  expect(taken(await foreseen('sendBack', c))).toEqual([
    '作废：审签督办通知（魏长风）',
    expect.stringMatching(/^作废：督办通知 .*\d+号（重新签发时沿用原号）$/),
  ])
  await carriedOut('sendBack', [c])
  await c.submit(director, 'signOff', { decision: 'APPROVE', opinion: '' })
  await c.submit(liaison, 'receipt', { note: '' })
  expect((await c.view()).number).toBe(number)
  expect((await c.view()).tasks.find((task) => task.taskId === taskId)?.state).toBe('DONE')
  await report(c)
  await c.until('reinspect')
  expect((await untouched.view()).ledger.filter(({ kind }) => kind !== 'EVENT')).toEqual([])
})

test('nothing is sent back unseen, nor where there is nothing, nor out of a case that is closed', async () => {
  const c = await launch(inspector, await aNotice(inspector))
  expect((await foreseen('sendBack', c)).whyNot?.zh).toContain('还没有办结过哪一步')
  await c.submit(director, 'signOff', { decision: 'APPROVE', opinion: '' })
  const id = await asked('sendBack', [c])
  await c.submit(liaison, 'receipt', { note: '' })
  await steered(second, id, 'confirm')
  expect(await standing(id)).toMatchObject({
    items: [{ state: 'REFUSED', said: { zh: expect.stringContaining('提出退回之后，这一案又办了别的事') } }],
  })
  await c.until('rectify')

  const closed = await launch(inspector, await aNotice(inspector))
  await closed.submit(director, 'signOff', { decision: 'APPROVE', opinion: '' })
  await closed.correct(director, null, 'withdraw', { reason: '发现重复立项，撤回本通知。' })
  expect((await foreseen('sendBack', closed)).whyNot?.zh).toContain('这一案已办结')
  expect(await carriedOut('sendBack', [closed])).toMatchObject({ items: [{ state: 'REFUSED' }] })
})

test('a case goes back over several acts, and each is applied again in its order', async () => {
  const c = await underway()
  await report(c)
  await c.until('reinspect')
  const [before, number] = [await states(c), (await c.view()).number]
  const points = await first.api.intervention.points.query({ caseId: c.caseId })
  const { runId, eventId, later } = points.at(-1) as (typeof points)[number]
  expect(later).toHaveLength(3)
  const form = { runId, eventId, keepLater: true }
  expect(taken(await foreseen('reset', c, form))).toEqual([
    '补办：审签督办通知（魏长风）',
    '补办：签收督办通知（祝联芳）',
    expect.stringMatching(new RegExp(`^补办：整改.*（${head.me.name}）$`)),
  ])
  expect(await carriedOut('reset', [c], { form })).toMatchObject({
    items: [{ state: 'DONE', after: { zh: expect.stringContaining('此后的3次操作按原次序补办') } }],
  })
  await vi.waitUntil(async () => (await c.view()).ledger.some(({ type }) => type === 'recordSettled'), {
    timeout: 40_000,
    interval: 300,
  })
  expect(await states(c)).toEqual(before)
  const now = await c.view()
  expect(now.number).toBe(number)
  // What was done again is what was done: the record has nothing to declare void, and nobody was refused.
  expect(now.ledger.filter(({ kind }) => kind === 'VOID' || kind === 'REFUSAL')).toEqual([])
  expect(now.ledger.filter(({ type }) => type === 'taskSubmitted')).toHaveLength(3)
  expect(await first.api.intervention.points.query({ caseId: c.caseId })).toHaveLength(4)
})
