import { beganBefore } from './before-journal.ts'

/** A story's own clock and luck: both follow from what it has heard, and are the same whenever it is told. */

/** Of what was heard last, ms. */
let clock = 0
let seed = 0

/** Now, as the story knows it, ms: the instant of what it heard last. */
export const now = (): number => (beganBefore() ? Date.now() : clock)

/** The same as an ISO instant. */
export const nowIso = (): string => new Date(now()).toISOString()

/** Now, as the engine knows it, ms; never before what was heard last. */
export const engineNow = (): number => Math.max(clock, Date.now())

export function setClock(at: number): void {
  clock = at
}

export function setSeed(to: number): void {
  seed = to
}

/** A number from 0 to 1 that nobody can foretell (mulberry32). */
export function random(): number {
  // oxlint-disable-next-line temporal/workflow-no-workflow-prng-for-persisted-ids -- it draws lots, as it always did
  if (beganBefore()) return Math.random()
  seed = (seed + 0x6d2b79f5) | 0
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
}
