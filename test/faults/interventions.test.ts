import { randomUUID } from 'node:crypto'
import { createTRPCClient, httpLink } from '@trpc/client'
import { expect, test } from 'vitest'
import type { AppRouter } from '../../api/router.ts'
import { SAMPLE_PASSWORD } from '../../db/sample.ts'
import { connect } from '../../db/connect.ts'
import { until } from './people.ts'
import { aStack } from './stack.ts'
import { startShift } from './shift.ts'

/** A bulk act on many cases, with worker and API killed in the middle of it: each case is done, and done once. */

const stack = await aStack()

async function administrator(username: string) {
  const url = `${stack.addresses.api}/api/trpc`
  const anonymous = createTRPCClient<AppRouter>({ links: [httpLink({ url })] })
  const { token } = await anonymous.session.create.mutate({ username, password: SAMPLE_PASSWORD })
  return createTRPCClient<AppRouter>({ links: [httpLink({ url, headers: { authorization: `Bearer ${token}` } })] })
}

test('a bulk act survives the worker and the API, and does nothing twice', { timeout: 360_000 }, async () => {
  const endShift = await startShift(stack.addresses.api)
  const { db, close } = connect(stack.addresses.database, { max: 1 })
  const open = () => db.selectFrom('task').select(['id', 'case_id', 'due_at']).where('state', '=', 'OPEN').execute()
  await until(async () => (await open()).length >= 30, 120_000)
  await endShift()
  const before = (await open()).slice(0, 30)
  const [asking, confirming] = [await administrator('admin'), await administrator('ningshouzheng')]
  const id = randomUUID()
  await asking.intervention.ask.mutate({
    id,
    act: 'correctDeadline',
    form: { way: 'ADD', workingDays: 3 },
    reason: '节日调休，全部顺延三个工作日',
    targets: before.map((task) => ({ caseId: task.case_id, taskId: task.id })),
  })
  const view = () => asking.intervention.get.query({ id }).catch(() => null)
  expect(await view()).toMatchObject({ state: 'ASKED' })
  await confirming.intervention.steer.mutate({ id, commandId: randomUUID(), kind: 'confirm', note: '' })
  await until(async () => ((await view())?.counts.done ?? 0) >= 3, 60_000)
  process.kill(stack.pids().worker, 'SIGKILL')
  process.kill(stack.pids().api, 'SIGKILL')
  await until(async () => {
    const now = await view()
    return now?.state === 'DONE' && now.counts.waiting === 0
  }, 180_000)
  expect((await view())?.counts).toEqual({ done: 30, refused: 0, failed: 0, waiting: 0, all: 30 })

  const lines = await db
    .selectFrom('ledger')
    .select(['case_id', 'data'])
    .where('type', '=', 'dueDateCorrected')
    .where('kind', '=', 'EVENT')
    .execute()
  expect(lines.map(({ case_id: caseId }) => caseId).sort()).toEqual(before.map((task) => task.case_id).sort())
  const after = new Map(
    (await db.selectFrom('task').select(['id', 'due_at', 'due_sum']).execute()).map((row) => [row.id, row]),
  )
  for (const task of before) {
    expect(after.get(task.id)?.due_at.getTime()).toBeGreaterThan(task.due_at.getTime())
    expect(after.get(task.id)?.due_sum.extensions).toEqual([{ days: 3, by: '安可行' }])
  }
  await close()
})
