import { Connection } from '@temporalio/client'
import { expect, inject, test } from 'vitest'
import { director, head, inspected, report, underway } from '../scenarios/cast.ts'
import type { Played } from '../scenarios/rig.ts'
import { lose } from '../setup/losing.ts'
import { NAMESPACE } from '../setup/running.ts'
import { cured, named } from './board.ts'
import { asked, carriedOut, first, second, standing, steered } from './intervening.ts'

/** A deleted flow comes back from the record by two administrators' act: the board is clear, and nobody else notices. */

const connection = await Connection.connect({ address: inject('stack').temporal })

/** What people see of it: its open steps with their due dates, and how many lines its ledger has. */
async function seen(c: Played) {
  const { stage, tasks, ledger } = await c.view()
  return { stage, tasks: tasks.map(({ taskId, state, dueAt }) => ({ taskId, state, dueAt })), lines: ledger.length }
}

test('deleted: named on the board, rebuilt with a second administrator, and on it goes', async () => {
  const [c, neighbour] = [await underway(), await underway()]
  await c.correct(head, 'rectify', 'requestExtension', {
    workingDays: 2,
    cause: 'WEATHER',
    reason: '连续降雨，清运车辆无法进入后巷。',
  })
  const [before, beside] = [await seen(c), await seen(neighbour)]
  await lose(connection, c.caseId)
  expect(await named(first, c.caseId, 'DELETED')).toMatchObject({
    acts: ['rebuild'],
    text: { zh: expect.stringContaining('由留痕重建') },
  })

  const id = await asked('rebuild', [c])
  expect(await standing(id, () => true)).toMatchObject({ state: 'ASKED' })
  await steered(second, id, 'confirm')
  expect(await standing(id)).toMatchObject({
    state: 'DONE',
    items: [{ state: 'DONE', before: { zh: '引擎中没有' }, after: { zh: '已由留痕重建' } }],
  })
  await cured(first, c.caseId, 'DELETED')
  const { stage, tasks } = await seen(c)
  expect({ stage, tasks }).toEqual({ stage: before.stage, tasks: before.tasks })
  expect(await seen(neighbour)).toEqual(beside)
  const { ledger } = await c.view()
  expect(ledger.filter(({ type }) => type === 'rebuilt' || type === 'intervened')).toHaveLength(2)

  await c.submit(director, 'extensionRuling', { decision: 'GRANT', reason: '情况属实。' })
  await report(c)
  await inspected(c, { result: 'PASS' })
  expect(await carriedOut('rebuild', [c])).toMatchObject({ items: [{ state: 'REFUSED' }] })
})

test('deleted and terminated ones at once: the one by its record, the other by its history', async () => {
  const [gone, ended] = [await underway(), await underway()]
  const before = [await seen(gone), await seen(ended)]
  await lose(connection, gone.caseId)
  await connection.workflowService.terminateWorkflowExecution({
    namespace: NAMESPACE,
    workflowExecution: { workflowId: ended.caseId },
    reason: '误操作',
  })
  expect(await named(first, ended.caseId, 'ENDED_OUTSIDE')).toMatchObject({ acts: ['rebuild', 'reset'] })
  const { items } = await carriedOut('rebuild', [gone, ended])
  expect(items.map(({ state }) => state)).toEqual(['DONE', 'DONE'])
  await Promise.all([cured(first, gone.caseId, 'DELETED'), cured(first, ended.caseId, 'ENDED_OUTSIDE')])
  const tasks = [(await seen(gone)).tasks, (await seen(ended)).tasks]
  expect(tasks).toEqual(before.map((one) => one.tasks))
  await Promise.all([gone, ended].map((c) => report(c)))
})
