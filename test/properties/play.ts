import { dueDate, yellowFrom } from '../../domain/calendar.ts'
import type { Command } from '../../domain/commands.ts'
import type { Photo } from '../../domain/fields.ts'
import type { RefusalCode } from '../../domain/refusals.ts'
import { actorOf, type Member, people } from './cast.ts'
import { passTo, type Seen } from './clock.ts'
import type { Evidence } from './evidence.ts'
import type { Model } from './model.ts'
import { type Act, actOf, type Move, type Sequence, untilClimbable } from './moves.ts'
import { send, type Verdict } from './verdict.ts'

const MINUTE = 60_000
const DAY = 86_400_000

/** What somebody was told of an act, and when it was received. Kept is what became a command. */
export type Told = { verdict: Verdict | RefusalCode; at: string; kept: boolean }

/** An open step as the world shows it. */
export type Shown = { id: string; step: string; start: number; due: string }
export type Snapshot = { stage: string; round: number; outcome: string | null; failedRounds: number; open: Shown[] }

/** Where a sequence is played: the rule alone, or the real thing. */
export type World = {
  model: Model
  photoOf: (by: Member) => Photo
  nextId: () => string
  send: (act: Act) => Promise<Told>
  now: () => Promise<number>
  waitUntil: (at: number) => Promise<void>
  /** How the case stands; waits until that is what is expected, as long as it may still become so. */
  look: (expected: (seen: Snapshot) => boolean) => Promise<Snapshot>
  evidence: () => Promise<Evidence>
}

/** Plays a sequence and holds every answer and every state against the rule. Throws where they differ. */
export async function play(world: World, { climb, moves }: Sequence): Promise<void> {
  const table = { sent: [] as Act[], told: new Map<string, Told>() }
  await agree(world, 'the opening')
  const all: Move[] = [...Array.from({ length: climb }, (): Move => ({ kind: 'climb' })), ...moves]
  let afterEnd = 0
  for (const move of all) {
    // On a closed case a few more attempts say it all.
    if (world.model.ended && (afterEnd += 1) > 3) return
    await make(world, move, table)
  }
}

type Table = { sent: Act[]; told: Map<string, Told> }

async function make(world: World, move: Move, table: Table): Promise<void> {
  const { model: m } = world
  const until = waitOf(m, move)
  if (until !== null) await wait(world, until)
  await sync(world)
  const act = actOf(m, move, { sent: table.sent, nextId: world.nextId, photoOf: world.photoOf })
  if (!act) return
  const before = table.told.get(act.id)
  const step = m.open.find(({ id }) => id === act.taskId)?.step ?? act.taskId
  const told = await world.send(act)
  if (before?.kept) {
    if (told.verdict !== before.verdict)
      throw new Error(`the same command was told ${before.verdict}, then ${told.verdict}`)
    return agree(world, `${act.act} again`)
  }
  passTo(m, Date.parse(told.at))
  const expected = send(m, commandOf(act, told.at))
  // Some acts are turned down at the door, for a reason that the story does not know.
  const atTheDoor = !told.kept && expected !== 'APPLIED'
  if (told.verdict !== expected && !atTheDoor) {
    const what = `${act.act} ${step} ${JSON.stringify(act.form)}`
    throw new Error(`${act.by.name} was told ${told.verdict} to ${what}, by the rule ${expected}`)
  }
  table.sent.push(act)
  table.told.set(act.id, told)
  // What is due at once happens at once.
  passTo(m, m.now)
  await agree(world, `${act.act} ${act.taskId} by ${act.by.name}: ${told.verdict}`)
}

/** Until when a move lets time pass, ms; null when it takes none. */
export function waitOf(m: Model, move: Move): number | null {
  if (move.kind === 'climb') return untilClimbable(m)
  if (move.kind === 'wait') return m.now + move.hours * 3_600_000
  if (move.kind !== 'waitForDue') return null
  const dues = m.open.filter(({ facts }) => !facts.pending && !facts.heldSince).map(({ sum }) => Date.parse(sum.due))
  return Math.max(m.now, dues.sort((a, b) => a - b).find((due) => due > m.now) ?? m.now + DAY)
}

async function wait(world: World, until: number): Promise<void> {
  const { model: m } = world
  if (until + MINUTE <= m.now) return
  await world.waitUntil(until + MINUTE)
  await sync(world)
  await agree(world, `waiting until ${new Date(until).toISOString()}`)
}

/** Brings the rule's clock to the world's. */
async function sync(world: World): Promise<void> {
  const { model: m } = world
  const seen: Seen | undefined = m.reopenableUntil === null ? undefined : seenOf(await world.look(() => true))
  passTo(m, await world.now(), seen)
}

const seenOf = ({ stage, open }: Snapshot): Seen => ({ stage, steps: open.map(({ step }) => step) })

export const commandOf = ({ id, by, act, taskId, form }: Act, receivedAt: string): Command => ({
  id,
  act,
  taskId,
  form,
  actor: actorOf(by),
  people,
  receivedAt,
})

/** The world stands where the rule says; when something began that began by itself is taken from the world. */
async function agree(world: World, after: string): Promise<void> {
  const { model: m } = world
  const seen = await world.look((shown) => {
    if (m.reopenableUntil !== null) passTo(m, m.now, seenOf(shown))
    return standing(shown) === standingOf(m)
  })
  if (standing(seen) !== standingOf(m)) {
    throw new Error(`after ${after} the case stands at\n${standing(seen)}, by the rule at\n${standingOf(m)}`)
  }
  for (const { id, start, due } of seen.open) {
    const task = m.open.find((one) => one.id === id)
    if (!task) continue
    // The day of a look-back is drawn at random.
    if (task.startsNow && (task.step === 'lookBack' || Math.abs(start - task.start) < 5 * MINUTE)) {
      task.sum = {
        ...dueDate(m.calendar, start, task.sum.limit),
        ...(task.sum.extensions || task.sum.stops ? task.sum : {}),
      }
      task.yellowAt = yellowFrom(m.calendar, task.sum)
      task.start = start
      task.startsNow = false
    }
    if (Date.parse(due) !== Date.parse(task.sum.due))
      throw new Error(`after ${after} ${task.step} is due ${due}, by the rule ${task.sum.due}`)
  }
}

const standing = ({ stage, round, outcome, failedRounds, open }: Snapshot): string =>
  JSON.stringify({ stage, round, outcome, failedRounds, open: open.map(({ id, step }) => `${id} ${step}`).sort() })

const standingOf = (m: Model): string => {
  const { stage, round, outcome, failedRounds, open } = m
  return standing({ stage, round, outcome, failedRounds, open: open as unknown as Shown[] })
}
