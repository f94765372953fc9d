import { CancellationScope, condition, patched, type SignalDefinition } from '@temporalio/workflow'
import type { Command } from '../../domain/commands.ts'
import type { Entered, Entry } from '../../domain/journal.ts'
import { beganBefore, listenAsBefore } from './before-journal.ts'
import { engineNow, now, setClock, setSeed } from './clock.ts'
import { awaited, hasEnded } from './ends.ts'
import { goesOn, isWaiting, letTimePass, passed, woken } from './waits.ts'

/**
 * A story hears one thing at a time. All that enters it (acts, answers, ends of waits, what other cases say) passes
 * here, as an entry; a turn is one entry and all that the story does before it waits again. So the story follows from
 * the entries alone, and can be told again from them (kit/told.ts), with the entries' clock in place of the real one.
 */

type Question = { run: () => Promise<unknown>; resolve: (value: unknown) => void; reject: (why: unknown) => void }
type Change = Extract<Entry, { changed: string }>
type Listener = { to: SignalDefinition<[never]>; hear: (said: never) => void }

let isLive = false
/** Whether the story has yet to hear all of the last entry. */
let isOpen = false
let isTurning = false
let questions = 0
const asked = new Map<number, Question>()
const arrived: Entered[] = []
const changes = new Set<string>()
const listeners = new Map<string, Listener>()
let acted: ((command: Command) => number) | undefined
let keep: (entry: Entry) => void = () => undefined
let atRest: () => void = () => undefined

/** Whether the story is up to date: only then is anything done in the world. */
export const live = (): boolean => isLive || beganBefore()

/** Asks the world something, once; told again, the story gets the same answer. */
export function ask<T>(run: () => Promise<T>): Promise<T> {
  if (beganBefore()) return run()
  return new Promise((resolve, reject) => {
    if (!goesOn(reject)) return
    questions += 1
    const question: Question = { run, resolve: resolve as (value: unknown) => void, reject }
    asked.set(questions, question)
    if (isLive) put(questions, question)
  })
}

/** How much is asked of the world and not answered. */
export const openQuestions = (): number => asked.size

/**
 * Whether the story is told by code that was changed so: false where it was told before the change, in this run or an
 * earlier one, and again the same whenever it is told again.
 */
export function changed(id: string): boolean {
  /* oxlint-disable temporal/workflow-patched-must-guard-incompatible-change, temporal/workflow-patch-id-literal, temporal/workflow-replay-testing-required-comment -- who asks guards by the answer */
  if (beganBefore()) return patched(id)
  if (changes.has(id)) return true
  if (!isLive || !patched(id)) return false
  changes.add(id)
  keep({ at: now(), changed: id })
  return true
}

/** Says what follows when another case says something of this kind. */
export function listen<S>(to: SignalDefinition<[S]>, hear: (said: S) => void): void {
  if (beganBefore()) return listenAsBefore(to, hear)
  listeners.set(to.name, { to: to as SignalDefinition<[never]>, hear })
}

/** Says what follows an act; returns the number of the event that it caused. */
export function listenToActs(hear: (command: Command) => number): void {
  acted = hear
}

/** What a story listens to by now, besides acts. */
export const heardOf = (): SignalDefinition<[never]>[] => [...listeners.values()].map(({ to }) => to)

/** Something that cannot wait for its turn, because its sender is answered at once. Returns what follows it. */
export function hear(entered: Extract<Entered, { act: unknown } | { heard: string }>): unknown {
  const entry: Entry = { at: engineNow(), ...(isOpen ? { with: true } : {}), ...entered }
  turn()
  return enter(entry)
}

/** Something that has come from outside, and is heard when the story has come to rest. */
export function arrive(entered: Entered): void {
  arrived.push(entered)
  turn()
}

/** Begins a story: its clock, its luck, who keeps what enters it, and what happens whenever it has come to rest. */
export function begin(of: {
  at: number
  seed: number
  past: readonly Entry[]
  keep: typeof keep
  atRest: typeof atRest
}): void {
  for (const { changed: id } of changesAt(of.past, 0)) changes.add(id)
  setClock(of.at)
  setSeed(of.seed)
  keep = of.keep
  atRest = of.atRest
}

/** Tells a story that has begun what had entered it before, each entry in its turn. */
export async function tellAgain(past: readonly Entry[]): Promise<void> {
  for (let at = -1; at < past.length; ) {
    const entry = past[at]
    const asked = changesAt(past, at + 1)
    for (const { changed: id } of asked) changes.add(id)
    if (entry) enter(entry)
    for (const change of asked) keep(change)
    at += 1 + asked.length
    if (past[at]?.with !== true) await settled()
  }
}

/** What the code said of itself from entry `at` on, in the turn before it: known before the story asks again. */
function changesAt(past: readonly Entry[], at: number): Change[] {
  const other = past.findIndex((entry, no) => no >= at && !('changed' in entry))
  return past.slice(at, other === -1 ? undefined : other) as Change[]
}

/** From now on the world is asked and time passes: first what was left open. */
export function goLive(): void {
  isLive = true
  for (const [no, question] of asked) put(no, question)
  letTimePass((no) => arrive({ over: no }))
  turn()
}

/** Throws when the story, told again, has come elsewhere: it waits for the code that it was told in. */
function enter(entry: Entry): unknown {
  if (!concerns(entry)) throw new Error(`nothing waits for this entry of the journal: ${JSON.stringify(entry)}`)
  keep(entry)
  setClock(entry.at)
  isOpen = true
  if ('act' in entry) return acted?.(entry.act)
  if ('heard' in entry) return listeners.get(entry.heard)?.hear(entry.said as never)
  if ('over' in entry) return passed(entry.over)
  if ('ended' in entry) return hasEnded({ caseId: entry.ended, ...entry })
  if (!('answer' in entry)) return undefined
  const question = asked.get(entry.answer)
  asked.delete(entry.answer)
  if (entry.failure === undefined) question?.resolve(entry.value)
  else question?.reject(new Error(entry.failure))
}

/** Whether anybody waits for it: a wait that was given up, or an end that was told before, concerns nobody. */
function concerns(entered: Entered): boolean {
  if ('act' in entered) return acted !== undefined
  if ('heard' in entered) return listeners.has(entered.heard)
  if ('over' in entered) return isWaiting(entered.over)
  if ('ended' in entered) return awaited().includes(entered.ended)
  return 'answer' in entered && asked.has(entered.answer)
}

/** Lets the story come to rest, then hear the next, until there is no more. */
function turn(): void {
  if (isTurning || !isLive) return
  isTurning = true
  void CancellationScope.nonCancellable(async () => {
    // Not in the midst of what the engine tells: more may come with it.
    await Promise.resolve()
    for (;;) {
      await settled()
      const next = arrived.shift()
      if (next === undefined) break
      if (concerns(next)) enter({ at: engineNow(), ...next })
    }
    isTurning = false
    atRest()
  })
}

/** Returns when the story waits for something that has not come. */
async function settled(): Promise<void> {
  do await drained()
  while (woken())
  isOpen = false
}

/** The engine looks at conditions when nothing else is left to run: the second look is after all of it. */
async function drained(): Promise<void> {
  let looked = false
  await condition(() => {
    if (looked) return true
    looked = true
    return false
  })
}

/** Whoever asked may give up; the answer is awaited all the same, so that the next question comes after it. */
function put(no: number, { run }: Question): void {
  void CancellationScope.nonCancellable(run).then(
    (value) => arrive({ answer: no, value }),
    (why: unknown) => arrive({ answer: no, failure: why instanceof Error ? why.message : String(why) }),
  )
}
