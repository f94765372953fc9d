import {
  allHandlersFinished,
  ApplicationFailure,
  makeContinueAsNewFunc,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import { type Applied, CATCHING_UP, type Command, type Standing } from '../../domain/commands.ts'
import { ANEW, type Entry, type Past, type Start } from '../../domain/journal.ts'
import { beganBefore, goOnAsBefore, openAsBefore } from './before-journal.ts'
import { followUnseen, tellFollower, whenEnded } from './followed.ts'
import { carried, countFromHere, isLong, openJournal, remember } from './journal.ts'
import { act, opened, standing } from './messages.ts'
import { begin, goLive, hear, heardOf, listenToActs, openQuestions, tellAgain } from './turns.ts'
import { world } from './world.ts'

/** What an open case answers to those outside. */
export type Doors = {
  /** Throws why an act is not allowed; changes nothing. */
  validate: (command: Command) => void
  /** Takes an act that is allowed: returns its event, and what waits until the story has heard of an answer. */
  received: (command: Command) => { eventNo: number; heard?: Promise<unknown> }
  flush: () => Promise<void>
  /** The event by which an act was applied, in this run or an earlier one; undefined when it was not. */
  applied: (commandId: string) => number | undefined
  /** Returns once an event is on record. */
  committed: (eventNo: number) => Promise<unknown>
  stage: () => string
  standing: () => Standing
}

let doors: Doors | undefined

/** A case is open: those outside are answered from the story's next rest on. */
export function openDoors(of: Doors): void {
  if (beganBefore()) return openAsBefore(of)
  doors = of
  listenToActs((command) => {
    const { eventNo, heard } = of.received(command)
    void heard?.then(() => of.flush())
    return eventNo
  })
}

/**
 * A story as the engine runs it. Its history cannot grow for ever: when it is long, and the story is at rest, the run
 * gives way to a next one, which tells the story again from its journal, in no time and without doing anything in the
 * world, and goes on from there: with the same open tasks, what is left of their time, and the same acts known. A run
 * that was lost is followed by a next one in the same way, from what the database has of the journal.
 */
export const told =
  <I, R>(story: (input: I) => Promise<R>) =>
  async (input: I, start?: Start): Promise<R> => {
    if (start === undefined) {
      goOnAsBefore()
      return story(input)
    }
    const past = start === ANEW ? undefined : start
    if (past) keepWaiting()
    const { workflowType: kind } = workflowInfo()
    const beginning = past?.beginning ?? { kind, input, at: Date.now(), seed: Math.floor(Math.random() * 2 ** 32) }
    const stored = past ? await readJournal(past) : []
    const entries = [...stored, ...(past?.since ?? [])]
    openJournal(beginning, stored.length)
    whenEnded()

    let isOver = false
    let giveWay: (to: Promise<never>) => void = () => undefined
    const next = new Promise<never>((resolve) => {
      giveWay = resolve
    })
    const heardTo = new Set<string>()
    begin({
      ...beginning,
      past: entries,
      keep: remember,
      atRest: () => {
        receive(heardTo)
        if (isOver || openQuestions() > 0 || !allHandlersFinished()) return
        const { historyLength: events, continueAsNewSuggested: suggested } = workflowInfo()
        if (isLong({ events, suggested })) {
          isOver = true
          giveWay(makeContinueAsNewFunc<(input: I, past: Start) => Promise<R>>()(input, carried()))
        }
      },
    })
    if (!past) goLive()
    const end = story(input).then(async (result) => {
      await tellFollower(input, result)
      isOver = true
      return result
    })
    const first = Promise.race([end, next])
    if (past) {
      await tellAgain(entries)
      countFromHere()
      goLive()
      followUnseen()
    }
    return first
  }

/** Until the story is told, acts are asked to come again: they can be judged only by where it stands. */
function keepWaiting(): void {
  const notYet = ApplicationFailure.create({ type: CATCHING_UP, message: 'this case is being brought up to date' })
  const validator = () => {
    throw notYet
  }
  setHandler(act, (_command: Command): Promise<Applied> => Promise.reject(notYet), {
    validator: (_command) => validator(),
  })
  setHandler(opened, (): Promise<Applied> => Promise.reject(notYet), { validator })
  setHandler(standing, () => ({ eventNo: 0, stage: '', openTasks: [] }))
}

/** Lets in what a story that is at rest can hear by now. */
function receive(heardTo: Set<string>): void {
  if (doors && !heardTo.has(act.name)) openFor(doors)
  if (doors) heardTo.add(act.name)
  for (const signal of heardOf()) {
    if (heardTo.has(signal.name)) continue
    heardTo.add(signal.name)
    setHandler(signal, (said: unknown) => void hear({ heard: signal.name, said }))
  }
}

function openFor({ validate, applied, committed, stage, standing: stands }: Doors): void {
  setHandler(standing, stands)
  setHandler(opened, async (): Promise<Applied> => {
    await committed(1)
    return { eventNo: 1, stage: stage() }
  })
  setHandler(
    act,
    async (command: Command): Promise<Applied> => {
      // Sent again because its answer was lost, it is the same act. Otherwise the validator has found what it is about;
      // nothing ran in between.
      const eventNo = applied(command.id) ?? (hear({ act: command }) as number)
      await committed(eventNo)
      return { eventNo, stage: stage() }
    },
    { validator: (command) => (applied(command.id) === undefined ? validate(command) : undefined) },
  )
}

/** All that the database has, in pieces that the engine's history can take; or as much as the run before had written. */
async function readJournal({ stored }: Past): Promise<Entry[]> {
  const { workflowId: caseId } = workflowInfo()
  const entries: Entry[] = []
  for (;;) {
    const { entries: more, total } = await world.readJournal({ caseId, from: entries.length, upTo: stored })
    entries.push(...more)
    if (entries.length >= total) break
  }
  if (stored !== null && entries.length !== stored) throw new Error(`${entries.length} of ${stored} entries are kept`)
  return entries
}
