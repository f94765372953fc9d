import * as fc from 'fast-check'
import { projectionOf } from '../../activities/project.ts'
import { calendar } from '../domain/published-calendar.ts'
import { faultsOf } from './invariants.ts'
import { sequences } from './moves.ts'
import { playPure } from './pure.ts'

const aDay = fc.integer({ min: 0, max: 500 })
const startOf = (day: number) => Date.parse('2025-06-02T02:00:00Z') + day * 86_400_000

/** Any sequence, begun on any day of the published years. */
export const anySequence = (size: number) => fc.tuple(sequences(size), aDay)

export const played = ([sequence, day]: [Parameters<typeof playPure>[1], number]) =>
  playPure({ calendar, start: startOf(day), project: projectionOf }, sequence)

/** The first faults that sequences of this seed bring to light; none when the rule holds. */
export function ruleFaults(seed: number, runs: number): string[] {
  for (const one of fc.sample(anySequence(40), { seed, numRuns: runs })) {
    const faults = faultsOf(played(one).evidence())
    if (faults.length > 0) return faults
  }
  return []
}
