import fc from 'fast-check'
import { expect, test } from 'vitest'
import { projectionOf } from '../../activities/project.ts'
import { calendar } from '../domain/published-calendar.ts'
import { faultsOf } from './invariants.ts'
import { sequences } from './moves.ts'
import { playPure } from './pure.ts'

/** The rule itself, with the product's calendar, corrections and read model: whatever people do, it holds. */

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
const days = fc.integer({ min: 0, max: 500 })
const given = (day: number) => ({ calendar, start: Date.parse('2025-06-02T02:00:00Z') + day * 86_400_000, project: projectionOf })

test(`whatever happens to a notice, the rule holds (seed ${seed})`, () => {
  const property = fc.property(sequences(40), days, (sequence, day) => {
    expect(faultsOf(playPure(given(day), sequence).evidence())).toEqual([])
  })
  fc.assert(property, { seed, numRuns: 500 })
})

test(`whoever keeps failing and answering comes to an end (seed ${seed})`, () => {
  const property = fc.property(sequences(20), days, (sequence, day) => {
    const { model, climb } = playPure(given(day), sequence)
    const passedOn = model.unitId !== 'D25'
    for (let n = 0; n < 80 && !model.ended; n += 1) climb()
    // The head of another unit is not of the cast's talks.
    expect(model.ended || passedOn).toBe(true)
  })
  fc.assert(property, { seed, numRuns: 200 })
})
