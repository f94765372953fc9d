import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { cuttingProxy } from './cutting-proxy.ts'
import { alarmsIn } from './logs.ts'
import { until } from './people.ts'
import { nothingLostNothingTwice, startShift } from './shift.ts'
import { aStack } from './stack.ts'

/**
 * The database committed, and whoever asked never learns: the connection ends before the answer. Worker and API
 * ask again and must find that it is done.
 */

const CUTS = 200
let cutting = false
let proxy: Awaited<ReturnType<typeof cuttingProxy>> | undefined
const stack = await aStack({
  route: async (databaseUrl) => {
    proxy = await cuttingProxy(databaseUrl, (commit) => cutting && commit % 3 === 0)
    return proxy.url
  },
})
afterAll(() => proxy?.stop())

test('a commit whose answer is lost is neither lost nor done again', async () => {
  const endShift = await startShift(stack.addresses.api)
  const processes = stack.pids()
  cutting = true
  await until(() => Promise.resolve((proxy?.cut ?? 0) >= CUTS), 120_000)
  cutting = false
  await sleep(500)
  const acknowledged = await endShift()
  expect(acknowledged.length).toBeGreaterThan(10)
  // A lost connection is no reason to die.
  expect(stack.pids()).toEqual(processes)
  await nothingLostNothingTwice(stack.addresses.database, acknowledged)
  expect(alarmsIn(stack.addresses.dataDir)).toEqual([])
  console.log(`${acknowledged.length} cases acknowledged over ${proxy?.cut} lost answers, none lost, none twice`)
})
