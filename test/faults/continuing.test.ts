import { setTimeout as sleep } from 'node:timers/promises'
import { Client, Connection } from '@temporalio/client'
import { expect, test } from 'vitest'
import { NAMESPACE } from '../setup/running.ts'
import { alarmsIn } from './logs.ts'
import { until } from './people.ts'
import { nothingLostNothingTwice, startShift } from './shift.ts'
import { aStack } from './stack.ts'

/**
 * Every run gives way to a next one after each thing that it hears, while people work and the worker is killed: acts
 * arrive at runs that end and at runs that are told what was before, and each is decided once.
 */

const stack = await aStack({ continueEvery: 1 })
// A part that dies often is brought back later and later.
const KILLS = 5

test('acts reach cases whose runs end all the time, and a killed worker loses none of them', async () => {
  const endShift = await startShift(stack.addresses.api)
  let killed = 0
  for (let kills = 0; kills < KILLS; kills += 1) {
    await until(() => Promise.resolve(stack.pids().worker !== killed), 60_000)
    await sleep(3_000)
    killed = stack.pids().worker
    process.kill(killed, 'SIGKILL')
  }
  await until(() => Promise.resolve(stack.pids().worker !== killed), 60_000)
  await sleep(2_000)
  const acknowledged = await endShift()
  expect(acknowledged.length).toBeGreaterThan(KILLS)
  await nothingLostNothingTwice(stack.addresses.database, acknowledged)
  expect(alarmsIn(stack.addresses.dataDir)).toEqual([])
  const connection = await Connection.connect({ address: stack.addresses.temporal })
  const client = new Client({ connection, namespace: NAMESPACE })
  for (const { caseId } of acknowledged) {
    const { events } = await client.workflow.getHandle(caseId).fetchHistory()
    const begun = events?.[0]?.workflowExecutionStartedEventAttributes
    expect(begun?.firstExecutionRunId, caseId).not.toBe(begun?.originalExecutionRunId)
  }
  await connection.close()
})
