import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { faultsOf } from './invariants.ts'
import { anySequence, played } from './rule.ts'

/** The rule itself, with the product's calendar, corrections and read model: whatever people do, it holds. */

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)

test(`whatever happens to a notice, the rule holds (seed ${seed})`, () => {
  const property = fc.property(anySequence(40), (one) => {
    expect(faultsOf(played(one).evidence())).toEqual([])
  })
  fc.assert(property, { seed, numRuns: 500 })
})

test(`whoever keeps failing and answering comes to an end (seed ${seed})`, () => {
  const property = fc.property(anySequence(20), (one) => {
    const { model, climb } = played(one)
    for (let n = 0; n < 80 && !model.ended; n += 1) climb()
    // The head of another unit is not of the cast's talks.
    expect(model.ended || model.unitId !== 'D25').toBe(true)
  })
  fc.assert(property, { seed, numRuns: 200 })
})
