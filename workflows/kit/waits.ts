import { CancellationScope, sleep } from '@temporalio/workflow'
import { beganBefore, pauseAsBefore, untilAsBefore } from './before-journal.ts'
import { engineNow, now } from './clock.ts'

/** What a story waits for: that something holds, or that a time is over. */

type Wait = { until: number; pass: () => void; end: () => void }
type Waiter = { holds: () => boolean; wake: () => void }

let waits = 0
const timed = new Map<number, Wait>()
const waiting = new Set<Waiter>()
/** Who is told that a wait's time is over; nobody while the story is told again, where the journal says so. */
let over: ((no: number) => void) | undefined

/**
 * Waits until something holds, for at most `ms`; true when it holds. Looked at after everything that the story hears,
 * never in between. Rejects when the part of the story around it is cancelled.
 */
export function until(holds: () => boolean, ms?: number): Promise<boolean> {
  if (beganBefore()) return untilAsBefore(holds, ms)
  return new Promise((resolve, reject) => {
    let leave = () => void waiting.delete(waiter)
    const waiter: Waiter = {
      holds,
      wake: () => {
        leave()
        resolve(true)
      },
    }
    if (!goesOn(reject, () => leave())) return
    if (holds()) return waiter.wake()
    waiting.add(waiter)
    if (ms === undefined) return
    const end = timer(ms, () => {
      waiting.delete(waiter)
      resolve(false)
    })
    leave = () => {
      waiting.delete(waiter)
      end()
    }
  })
}

/** Lets `ms` pass. */
export const pause = (ms: number): Promise<void> =>
  beganBefore() ? pauseAsBefore(ms) : until(() => false, ms).then(() => undefined)

/** Lets those go on who wait for what holds by now. Whether there were any. */
export function woken(): boolean {
  const due = [...waiting].filter(({ holds }) => holds())
  for (const { wake } of due) wake()
  return due.length > 0
}

/** Whether a wait still goes on. */
export const isWaiting = (no: number): boolean => timed.has(no)

/** A wait's time is over. */
export const passed = (no: number): void => timed.get(no)?.pass()

/** From now on time passes: what is left of each wait. */
export function letTimePass(isOver: (no: number) => void): void {
  over = isOver
  for (const [no, wait] of timed) start(no, wait)
}

/** Whether the part of the story around is going on; `left` when it is cancelled meanwhile. */
export function goesOn(reject: (why: unknown) => void, left: () => void = () => undefined): boolean {
  const scope = CancellationScope.current()
  if (!scope.cancellable) return true
  scope.cancelRequested.catch((why: unknown) => {
    left()
    reject(why)
  })
  return !scope.consideredCancelled
}

/** Returns what ends the wait before its time. */
function timer(ms: number, pass: () => void): () => void {
  waits += 1
  const no = waits
  const wait: Wait = {
    until: now() + ms,
    pass: () => {
      timed.delete(no)
      pass()
    },
    end: () => void timed.delete(no),
  }
  timed.set(no, wait)
  if (over) start(no, wait)
  return () => wait.end()
}

function start(no: number, wait: Wait): void {
  const scope = new CancellationScope()
  wait.end = () => {
    timed.delete(no)
    scope.cancel()
  }
  void scope
    .run(() => sleep(Math.max(1, wait.until - engineNow())))
    .then(
      () => over?.(no),
      () => undefined,
    )
}
