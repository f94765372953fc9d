import * as fc from 'fast-check'
import type { PersonalAct } from '../../domain/commands.ts'
import { correctionKeys } from '../../domain/corrections.ts'
import type { Photo } from '../../domain/fields.ts'
import { cast, fitFor, type Member } from './cast.ts'
import { answers, inTheFuture, requests } from './forms.ts'
import type { Model, ModelTask } from './model.ts'

/** What people and time do to a case, in words that mean something wherever the case stands. */
export type Move =
  /** Somebody answers one of the open steps: entitled or not, well or badly filled in, once or twice at once. */
  | { kind: 'answer'; task: number; who: number; variant: number; as: 'well' | 'badly' | 'early'; times: 1 | 2 }
  /** The first open step is answered by who may, the way that leads up the ladder; time passes where it must. */
  | { kind: 'climb' }
  /** A correction of an open step, or an act on the whole case. */
  | { kind: 'correct'; task: number; act: PersonalAct; who: number; n: number }
  /** Something sent before is sent again: the same act, or the same intent under another id. */
  | { kind: 'again'; back: number; anew: boolean }
  | { kind: 'wait'; hours: number }
  | { kind: 'waitForDue' }

/** One person's act, ready to be sent. */
export type Act = {
  id: string
  by: Member
  act: PersonalAct
  taskId: string | null
  form: Record<string, unknown>
  times: 1 | 2
}

/** A sequence: so many steps up the ladder, then whatever happens. */
export type Sequence = { climb: number; moves: Move[] }

const anyone = fc.nat(99)
/** Three times in four somebody who may. */
const who = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 100, max: 199 }) }, { weight: 1, arbitrary: anyone })

/** Those of which the rule in this folder knows. */
const asked = correctionKeys.filter((act) => act in requests)

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('climb' as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      task: fc.nat(9),
      who,
      variant: fc.nat(9),
      as: fc.constantFrom('well', 'well', 'well', 'well', 'badly', 'early'),
      times: fc.constantFrom(1, 1, 2),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('correct' as const),
      task: fc.nat(9),
      act: fc.oneof(
        fc.constantFrom<PersonalAct>('requestExtension', 'object', 'hold', 'endHold'),
        fc.constantFrom<PersonalAct>(...asked, 'withdraw', 'reopen'),
      ),
      who,
      n: fc.nat(99),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('again' as const), back: fc.nat(9), anew: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 240 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('waitForDue' as const) }) },
)

/** Sequences that begin anywhere on the ladder. */
export const sequences = (size: number): fc.Arbitrary<Sequence> =>
  fc.record({
    climb: fc.constantFrom(0, 2, 3, 7, 10, 17, 20, 27, 32),
    moves: fc.array(move, { minLength: Math.floor(size / 2), maxLength: size }),
  })

/** What moves need to know besides the case: who sent what before, how to make ids, whose photos there are. */
export type Hands = { sent: Act[]; nextId: () => string; photoOf: (by: Member) => Photo }

/** The act that a move comes to where the case stands, or null when there is nothing to do it to. */
export function actOf(m: Model, move: Move, hands: Hands): Act | null {
  switch (move.kind) {
    case 'climb': {
      // What was asked for is ruled on first, where there is anybody who may.
      const ready = m.open.filter(({ step }) => step !== 'legalReview' || m.story.heard)
      const task = ready.find(({ asked, assignee }) => asked !== null && fitFor(assignee).length > 0) ?? ready[0]
      return task ? answer(m, task, { who: 100, variant: 0, as: 'well', times: 1 }, hands) : null
    }
    case 'answer': {
      const task = m.open[move.task % m.open.length]
      return task ? answer(m, task, move, hands) : null
    }
    case 'correct':
      return correction(m, move, hands)
    case 'again': {
      const before = hands.sent.at(-1 - move.back)
      return before ? { ...before, id: move.anew ? hands.nextId() : before.id, times: 1 } : null
    }
    case 'wait':
    case 'waitForDue':
      return null
  }
}

/** When time has to pass before a climb can go on, until when; else null. */
export function untilClimbable(m: Model): number | null {
  const [task] = m.open
  if (task === undefined) return m.reopenableUntil
  return task.step === 'holdTalk' ? Date.parse(task.sum.due) : null
}

/** From a second ago, so that no clock calls it the future. */
const justNow = (m: Model) => new Date(m.now - 1_000).toISOString()

type How = { who: number; variant: number; as: 'well' | 'badly' | 'early'; times: 1 | 2 }

function answer(m: Model, task: ModelTask, { who, variant, as, times }: How, hands: Hands): Act {
  const by = chosen(fitFor(task.assignee), who)
  const fills = answers[task.step] ?? []
  const fill = fills[variant % fills.length]
  const form = fill?.({ now: justNow(m), userId: by.userId, photo: hands.photoOf(by) }) ?? {}
  const filled = { well: form, badly: { nothing: 'of this' }, early: inTheFuture(form) }[as]
  return { id: hands.nextId(), by, act: 'submit', taskId: task.id, form: filled, times }
}

function correction(m: Model, { task: n, act, who, n: choice }: Move & { kind: 'correct' }, hands: Hands): Act | null {
  const whole = act === 'withdraw' || act === 'reopen'
  // Where a correction is heard at all, rather there.
  const open = m.open.filter(({ corrections }) => whole || (corrections as string[]).includes(act))
  const task = open[n % open.length] ?? m.open[0]
  if (!task && !whole) return null
  const own = cast.filter((one) => task?.assignee.unitId === undefined || one.unitId === task.assignee.unitId)
  const by = chosen(own.length > 0 ? own : cast, who)
  const form = requests[act]?.({ now: justNow(m), userId: by.userId, photo: hands.photoOf(by) }, choice) ?? {}
  return { id: hands.nextId(), by, act, taskId: whole ? null : (task?.id ?? null), form, times: 1 }
}

/** From 100 on one of those who fit, if anybody does; below it anybody. */
function chosen(fit: readonly Member[], who: number): Member {
  const among = who >= 100 && fit.length > 0 ? fit : cast
  return among[who % among.length] as Member
}
