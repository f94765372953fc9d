import { expect, test } from 'vitest'
import { dispatcher, inspector, second as otherInspector, underway } from '../scenarios/cast.ts'
import { aNotice, aPhoto, launch, refusalOf, replay } from '../scenarios/rig.ts'
import { director } from '../scenarios/cast.ts'
import { interventionWorkflowId } from '../../domain/interventions.ts'
import { asked, carriedOut, first, second, standing, steered } from './intervening.ts'

/** What is done to a case by its own workflow: in its own ledger, with what was before and after. */

test('a due date is made right for many; earlier than announced only if a second administrator agrees', async () => {
  const [c, other] = [await underway(), await underway()]
  const { taskId, dueAt } = await c.until('rectify')
  const untouched = await other.until('rectify')
  const longer = await carriedOut('correctDeadline', [{ caseId: c.caseId, taskId }], {
    form: { way: 'ADD', workingDays: 3 },
    reason: '节日调休，全部顺延',
  })
  expect(longer).toMatchObject({ second: null, items: [{ state: 'DONE' }] })
  const then = await c.until('rectify')
  expect(Date.parse(then.dueAt)).toBeGreaterThan(Date.parse(dueAt))
  expect(then.dueSum.extensions).toEqual([{ days: 3, by: '安可行' }])
  expect((await c.view()).ledger.at(-1)).toMatchObject({
    type: 'dueDateCorrected',
    who: '创卫办 安可行',
    summary: { zh: expect.stringContaining('期限更正：原') },
  })

  const shorter = { form: { way: 'LIMIT', limit: { unit: 'WD', value: 2 } }, reason: '时限登记有误，应为两个工作日' }
  const chosen = [{ caseId: c.caseId, taskId }]
  expect(
    await first.api.intervention.preview.mutate({ act: 'correctDeadline', form: shorter.form, targets: chosen }),
  ).toMatchObject({ possible: 1, needsSecond: true, items: [{ after: { zh: expect.stringContaining('（提前）') } }] })
  const id = await asked('correctDeadline', chosen, shorter)
  expect(await refusalOf(steered(first, id, 'confirm'))).toMatchObject({ code: 'SECOND_IS_FIRST' })
  expect((await c.until('rectify')).dueAt).toBe(then.dueAt)
  await steered(second, id, 'confirm')
  expect(await standing(id)).toMatchObject({ second: '宁守正', items: [{ state: 'DONE' }] })
  const shortened = await c.until('rectify')
  expect(Date.parse(shortened.dueAt)).toBeLessThan(Date.parse(then.dueAt))
  expect((await c.view()).ledger.at(-1)?.summary.zh).toContain('安可行、宁守正')
  expect((await other.until('rectify')).dueAt).toBe(untouched.dueAt)
  await replay(interventionWorkflowId(id), 'intervention-confirmed')
})

test('what is declined, or falls over its time, is left out; what is not fit is refused with its reason', async () => {
  const c = await launch(inspector, await aNotice(inspector))
  const id = await asked('terminate', [c])
  await steered(second, id, 'decline')
  expect(await standing(id, ({ state }) => state === 'DECLINED')).toMatchObject({ items: [{ state: 'LEFT_OUT' }] })
  expect(await refusalOf(steered(second, id, 'confirm'))).toMatchObject({ code: 'INTERVENTION_OVER' })
  const { taskId } = await c.until('signOff')
  const told = await carriedOut('reassign', [{ caseId: c.caseId, taskId }], {
    form: { userId: otherInspector.me.userId },
    reason: '原承办人离任，移交办理',
  })
  expect(told).toMatchObject({ items: [{ state: 'REFUSED', said: { zh: expect.stringContaining('卓明察') } }] })
  const { items } = await first.api.administration.log.query({})
  expect(items.map(({ act }) => act)).toContain('interventionDeclined')
})

test('a receipt on paper counts from when the paper says so, and its scan is on file', async () => {
  const c = await launch(inspector, await aNotice(inspector))
  await c.submit(director, 'signOff', { decision: 'APPROVE', opinion: '' })
  const { openedAt } = await c.until('receipt')
  const paper = { signer: '祝联芳', scan: [await aPhoto(dispatcher)], reason: '停电，以纸质回执签收' }
  const early = new Date(Date.parse(openedAt) - 3_600_000).toISOString()
  expect(await refusalOf(c.correct(dispatcher, 'receipt', 'recordReceipt', { ...paper, at: early }))).toMatchObject({
    code: 'DATE_BEFORE',
  })
  const at = new Date(Date.parse(openedAt) + 1_000).toISOString()
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  await c.correct(dispatcher, 'receipt', 'recordReceipt', { ...paper, at })
  const { dueSum } = await c.until('rectify')
  expect(dueSum.start).toBe(at)
  expect(await c.ledger()).toContain('delivered')
})

test('the record follows its workflow when it is asked to', async () => {
  const c = await underway()
  expect(await carriedOut('settle', [c])).toMatchObject({ items: [{ state: 'DONE' }] })
  expect((await c.view()).ledger.at(-1)).toMatchObject({ type: 'recordSettled' })
  expect(await carriedOut('retryCommand', [c])).toMatchObject({ items: [{ state: 'DONE' }] })
})
