import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { alarmsIn } from './logs.ts'
import { until } from './people.ts'
import { nothingLostNothingTwice, startShift } from './shift.ts'
import { aStack } from './stack.ts'

/**
 * kill -9 of each part in turn while people work. The oracle is what the people were told: every launch and
 * every act that was acknowledged is found exactly once afterwards, and whatever was received is decided.
 */

// With PostgreSQL's own settings: one that does not wait for the disk would lose nothing in other ways.
const stack = await aStack({ fresh: true })
const ROUNDS = 5
const parts = ['worker', 'api', 'temporal', 'postgres'] as const

// Each part takes its time to come back, on a busy machine minutes in all.
test('nothing acknowledged is lost and nothing is done twice', { timeout: 480_000 }, async () => {
  const endShift = await startShift(stack.addresses.api)
  const killed = { worker: 0, api: 0, temporal: 0, postgres: 0 }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const part of parts) {
      // A part that dies often is brought back later and later; the next one need not wait for that.
      await until(() => Promise.resolve(stack.pids()[part] !== killed[part] && isAlive(stack.pids()[part])), 60_000)
      await sleep(2_000)
      // Where it has gone down once more meanwhile, because of what was killed before, there is nothing to kill yet.
      await until(() => Promise.resolve(isAlive(stack.pids()[part])), 60_000)
      killed[part] = stack.pids()[part]
      process.kill(killed[part], 'SIGKILL')
    }
  }
  for (const part of parts) await until(() => Promise.resolve(stack.pids()[part] !== killed[part]), 60_000)
  await until(ready, 60_000)
  await sleep(2_000)
  const acknowledged = await endShift()
  const kills = ROUNDS * parts.length
  expect(acknowledged.length).toBeGreaterThan(kills)
  await nothingLostNothingTwice(stack.addresses.database, acknowledged)
  expect(alarmsIn(stack.addresses.dataDir)).toEqual([])
  // None lost in n kills: with 95 % confidence a kill loses something in fewer than 3/n.
  const bound = Math.round((3 / kills) * 100)
  console.log(
    `${acknowledged.length} cases acknowledged over ${kills} kills, none lost, none twice (< ${bound} % a kill)`,
  )
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const ready = (): Promise<boolean> =>
  fetch(`${stack.addresses.api}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
    (response) => response.ok,
    () => false,
  )
