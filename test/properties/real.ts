import { Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker'
import * as fc from 'fast-check'
import { faultsOf } from './invariants.ts'
import { type Sequence, sequences } from './moves.ts'
import { play } from './play.ts'
import type { openCounty } from './server-world.ts'

/** How far a history may grow (reliability I28). */
const MOST_EVENTS = 2_000
const MOST_BYTES = 64 * 1024

type County = Awaited<ReturnType<typeof openCounty>>

/** Plays one sequence on a case of its own. Returns what is wrong with what it left behind. */
export async function playReal(county: County, bundle: WorkflowBundleWithSourceMap | null, sequence: Sequence) {
  const world = await county.launch()
  await play(world, sequence)
  const faults = faultsOf(await world.evidence())
  if (bundle === null) return faults
  const { caseId } = world.model
  const history = await county.history(caseId)
  // One that has only just taken over from the run before it has done nothing yet.
  if ((history.events ?? []).some(({ workflowTaskCompletedEventAttributes: done }) => done))
    await Worker.runReplayHistory({ workflowBundle: bundle }, history, caseId)
  const events = history.events ?? []
  const heaviest = Math.max(...events.map((event) => JSON.stringify(event).length))
  if (events.length > MOST_EVENTS) faults.push(`bounds: ${events.length} events of history`)
  if (heaviest > MOST_BYTES) faults.push(`bounds: an event of ${heaviest} characters`)
  return faults
}

/** Sequences by seed: the same seed gives the same ones to every executor. */
export const sampleOf = (seed: number, count: number, size: number): Sequence[] =>
  fc.sample(sequences(size), { seed, numRuns: count })

/**
 * Plays sequences side by side, each on a case of its own, `lanes` at a time. Returns each failure with what it
 * takes to play it again.
 */
export async function playAll(
  all: Sequence[],
  lanes: number,
  one: (sequence: Sequence) => Promise<string[]>,
): Promise<string[]> {
  const failures: string[] = []
  const waiting = all.map((sequence, n) => ({ sequence, n }))
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { sequence, n } = next
      const faults = await one(sequence).catch((error: unknown) => [String(error)])
      if (faults.length > 0) failures.push(`sequence ${n}: ${faults.join('; ')}\n${JSON.stringify(sequence)}`)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return failures
}
