import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { receiveCommand } from '../../db/commands.ts'
import { director, launchedCase, received, startActivities } from './told.ts'

const { activities, db } = await startActivities()
const dueAt = '2026-09-25T10:00:00.000Z'

test('what was received by the deadline and is not decided is waited for', async () => {
  const caseId = await launchedCase(db)
  const question = { caseId, taskId: `${caseId}-1`, dueAt }
  expect((await activities.fence(question)).undecided).toBe(0)
  const commandId = await received(db, caseId, 'submit')
  expect((await activities.fence(question)).undecided).toBe(1)
  expect((await activities.fence({ ...question, dueAt: '2026-09-24T01:59:59.000Z' })).undecided).toBe(0)
  await db.updateTable('command').set({ decision: 'APPLIED' }).where('id', '=', commandId).execute()
  expect((await activities.fence(question)).undecided).toBe(0)
})

test('a timer that fires before the database sees the deadline is early', async () => {
  const caseId = await launchedCase(db)
  const soon = new Date(Date.now() + 60_000).toISOString()
  const { earlyMs } = await activities.fence({ caseId, taskId: `${caseId}-1`, dueAt: soon })
  expect(earlyMs).toBeGreaterThan(50_000)
  expect(earlyMs).toBeLessThanOrEqual(61_000)
  expect((await activities.fence({ caseId, taskId: `${caseId}-1`, dueAt: '2026-01-01T00:00:00.000Z' })).earlyMs).toBe(0)
})

test('an outage of ours counts when it fell into the last four hours', async () => {
  const caseId = await launchedCase(db)
  const outage = (from_at: string, to_at: string) => ({ part: 'api', from_at, to_at })
  await db
    .insertInto('outage')
    .values([
      outage('2026-09-25T05:00:00Z', '2026-09-25T05:59:00Z'),
      outage('2026-09-25T05:00:00Z', '2026-09-25T06:01:00Z'),
      outage('2026-09-25T10:00:01Z', '2026-09-25T10:30:00Z'),
    ])
    .execute()
  const { outages } = await activities.fence({ caseId, taskId: `${caseId}-1`, dueAt })
  expect(outages).toEqual([{ from: '2026-09-25T05:00:00.000Z', to: '2026-09-25T06:01:00.000Z' }])
})

test('the verdict waits for somebody who is in the middle of handing something in', async () => {
  const caseId = await launchedCase(db)
  let verdict: ReturnType<typeof activities.fence> | undefined
  await db.transaction().execute(async (trx) => {
    const taskId = `${caseId}-1`
    const justInTime = Date.parse(dueAt) - Date.now() - 1_000
    await receiveCommand(
      trx,
      {
        id: randomUUID(),
        caseId,
        taskId,
        act: 'submit',
        body: {},
        bodyHash: '',
        actor: director,
        skippedMs: justInTime,
      },
      [],
    )
    verdict = activities.fence({ caseId, taskId, dueAt })
    await new Promise((resolve) => setTimeout(resolve, 100))
  })
  expect((await verdict)?.undecided).toBe(1)
})
