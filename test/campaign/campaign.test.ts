import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Campaign, campaign } from './campaign.ts'
import { type Check, checksOf } from './checks.ts'
import { smallCounty } from './plan.ts'
import { plants } from './plants.ts'
import { setStage, type Stage } from './stage.ts'

/** A small county lives through half a year and settles it, on the real product; afterwards its books balance. */

let stage: Stage
let lived: Campaign
let checks: Check[]

beforeAll(async () => {
  stage = await setStage()
  lived = await campaign(stage.app, smallCounty, { photo: stage.photo })
  checks = await checksOf(stage, lived)
}, 300_000)

afterAll(() => stage?.close(), 60_000)

test('everything that was planned was opened, and people have acted', () => {
  const atLeast = smallCounty.problems + smallCounty.complaints + smallCounty.notices + 3 * smallCounty.units
  expect(lived.cases.length).toBeGreaterThanOrEqual(atLeast)
  expect(lived.county.tally.of('acts')).toBeGreaterThan(5 * atLeast)
  const settled = lived.cases.filter(({ kind, standing }) => kind === 'settlement' && standing?.outcome)
  expect(settled).toHaveLength(smallCounty.units)
})

test('the books balance', () => {
  expect(checks.filter(({ faults }) => faults.length > 0)).toEqual([])
})

/** A check that finds nothing proves something only if it would have found it. */
test.each(plants)('a planted fault is found: $fault', async ({ says, found }) => {
  const faults = await found(stage, lived)
  expect(
    faults.some((fault) => says.test(fault)),
    faults.join('\n'),
  ).toBe(true)
})
