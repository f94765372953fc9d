import { CancellationScope, isCancellation } from '@temporalio/workflow'
import type { Limit } from '../../domain/calendar.ts'
import type { Command } from '../../domain/commands.ts'
import { type Correction, freshFacts, type StepFacts } from '../../domain/corrections.ts'
import type { FormKey, FormOf } from '../../domain/forms.ts'
import { type Actor, anyone, type Assignee } from '../../domain/people.ts'
import type { StepDefinition } from '../../domain/processes/definition.ts'
import { rulingLimits, rulingSteps } from '../../domain/processes/rulings.ts'
import { type Text, text } from '../../domain/text.ts'
import { assigneeNow, type Merged } from './merging.ts'
import type { Recorder } from './recorder.ts'
import { type ClosedTask, isOver, type OpenTask } from './tasks.ts'
import { issueUrgeLetter, mayBeUrged } from './urging.ts'
import { now, nowIso } from './clock.ts'
import { pause, until } from './waits.ts'
import { world } from './world.ts'

/** A deadline that fires later than this was delayed by us, and a person decides what follows (reliability T3). */
const OUR_DELAY_MS = 10 * 60_000

/** Corrections that every step knows. */
const everyday: Correction[] = [
  'assign',
  'reassign',
  'delegate',
  'returnDelegation',
  'transfer',
  'addCoHandler',
  'contribute',
  'correctDeadline',
  'remind',
]

/** Which step this is, who may do it, and by when. */
export type Ask<K extends FormKey> = {
  to: Assignee
  within: Limit
  /** From when the limit runs, ISO; the step's opening unless said otherwise. */
  from?: string
  /** Facts that the screen shows beside the form. */
  context?: Record<string, string>
  /** Refuses, in words, what the form's schema cannot know. Synchronous and read-only. */
  check?: (form: FormOf<K>, command: Command, task: OpenTask) => void
  /** Corrections beyond the everyday ones. */
  also?: Correction[]
  /** Within what time of `from` an objection is heard. */
  objectWithin?: Limit
  /** The longest extension that may be asked for, in working days; as long as the limit itself unless said otherwise. */
  extendBy?: number
  /** The instant for which it is appointed, ISO: `within` must have passed by then, and it is due then. */
  appointedAt?: string
  /** What is known of it from its beginning. */
  facts?: Partial<StepFacts>
  /** Only those whom it is for see it: the compartment of the competent organs. */
  sealed?: boolean
}

/** How a step was answered: `at` is when the act was received, ISO, which is what counts. */
export type Done<S extends string, K extends FormKey> = {
  kind: 'done'
  taskId: string
  step: S
  form: FormOf<K>
  by: Actor
  at: string
}
export type Overdue = { kind: 'overdue' }
/** An objection was upheld: the step ends without an answer and is never a failure. */
export type Upheld = { kind: 'upheld'; decision: 'REASSIGN' | 'REVOKE'; unitId?: string; reason: string }

type Definition = StepDefinition<FormKey>
export type DoneOf<D extends Definition> = Done<D['key'], D['form']>

/** What a step needs of the case that it belongs to. */
export type CaseState = {
  caseId: string
  recorder: Recorder
  open: Map<string, OpenTask>
  closed: Map<string, ClosedTask>
  round: () => number
  nextTaskId: () => string
  /** Which units were merged since the case began. */
  merged: Merged
  /** Why the whole case is ending, when it is: open tasks are cancelled for that reason. */
  ending: () => Text | null
}

/** Opens a task and waits for its one outcome, however late: it turns yellow, then red, and stays open. */
export async function step<D extends Definition>(
  state: CaseState,
  definition: D,
  ask: Ask<D['form']>,
): Promise<DoneOf<D>>
/** With `onceLate` a second task opens beside it when it turns red; the first of the two to be answered wins. */
export async function step<D extends Definition, L extends Definition>(
  state: CaseState,
  definition: D,
  ask: Ask<D['form']>,
  onceLate: { step: L } & Ask<L['form']>,
): Promise<DoneOf<D> | DoneOf<L>>
export async function step(
  state: CaseState,
  definition: Definition,
  ask: Ask<FormKey>,
  onceLate?: { step: Definition } & Ask<FormKey>,
): Promise<Done<string, FormKey>> {
  const task = await openTask(state, definition, ask)
  return settled(state, task, async () => {
    for (;;) {
      await untilDue(state, task)
      if (task.answer) return done(definition, task)
      turnedRed(state, task)
      if (onceLate) return firstOf(state, task, definition, onceLate)
      await state.recorder.flush()
      await until(() => isOver(task) || !isLate(task))
    }
  })
}

/** A corrected due date makes a late task one in time again. */
const isLate = (task: OpenTask): boolean => Date.parse(task.dueAt) <= now()

/** The task is late: it says so, and a unit that stays so gets the formal reminder (handbook §2.24). */
export function turnedRed(state: CaseState, task: OpenTask): void {
  state.recorder.note('taskRed', { taskId: task.id })
  if (mayBeUrged(task)) aside(task, () => urgedOnceLate(state, task))
}

async function urgedOnceLate(state: CaseState, task: OpenTask): Promise<void> {
  const { urgeAt } = state.recorder.due(task.id)
  await pause(Math.max(1, Date.parse(urgeAt) - now()))
  if (isOver(task) || !isLate(task)) return
  issueUrgeLetter(state, task)
  await state.recorder.flush()
}

/**
 * Opens a task whose lateness is an outcome. What was received in time is in time: before the verdict every
 * command received by then is decided. A deadline that we ourselves delayed, or an outage of ours in its last
 * hours, goes to a person and is never counted by itself.
 */
export async function stepOrOverdue<D extends Definition>(
  state: CaseState,
  definition: D,
  ask: Ask<D['form']>,
): Promise<DoneOf<D> | Overdue | Upheld> {
  const task = await openTask(state, definition, ask)
  task.strict = true
  return settled<DoneOf<D> | Overdue | Upheld>(state, task, async () => {
    for (;;) {
      await untilDue(state, task)
      const doubt = isOver(task) ? null : await drained(state, task)
      if (doubt && (await reviewOutage(state, task, doubt)) === 'extended') continue
      if (!isOver(task) && (task.moved || task.facts.pending || task.facts.heldSince)) continue
      if (task.upheld) return upheld(state, task)
      if (task.answer) return done(definition, task) as DoneOf<D>
      close(state, task, { kind: 'overdue', when: task.dueAt })
      state.recorder.note('taskOverdue', { taskId: task.id, step: definition.key, due: task.dueAt })
      return { kind: 'overdue' }
    }
  })
}

export async function openTask(state: CaseState, definition: Definition, ask: Ask<FormKey>): Promise<OpenTask> {
  const startAt = ask.from ?? nowIso()
  const assignee = assigneeNow(state.merged, ask.to)
  const task: OpenTask = {
    id: state.nextTaskId(),
    step: definition.key,
    form: definition.form,
    assignee,
    startAt,
    notBefore: null,
    dueAt: '',
    objectUntil: null,
    provisional: false,
    strict: false,
    sealed: ask.sealed ?? false,
    letters: 0,
    extendBy: ask.extendBy,
    title: definition.title,
    check: ask.check,
    corrections: [...everyday, ...(ask.also ?? [])],
    facts: { ...freshFacts(), ...ask.facts },
    moved: false,
    endBeside: [],
  }
  state.open.set(task.id, task)
  state.recorder.note('taskOpened', {
    taskId: task.id,
    step: definition.key,
    round: state.round(),
    title: definition.title,
    form: definition.form,
    assignee,
    start: startAt,
    limit: ask.within,
    causes: definition.causes,
    otherwise: definition.otherwise,
    context: ask.context,
    corrections: task.corrections,
    objectWithin: ask.objectWithin,
    appointedAt: ask.appointedAt,
    facts: ask.facts,
    sealed: ask.sealed,
  })
  await state.recorder.flush()
  takeDue(state, task)
  return task
}

/** A due date was reckoned anew: the waiting step looks again. */
export function takeDue(state: CaseState, task: OpenTask): void {
  const due = state.recorder.due(task.id)
  task.dueAt = due.dueAt
  task.objectUntil = due.objectUntil
  task.notBefore = due.sum.appointed?.notBefore ?? null
  task.provisional = due.sum.provisional
  task.moved = true
}

/** Waits until the task is over or due, turning it yellow on the way. A stopped clock and a pending ruling wait. */
export async function untilDue(state: CaseState, task: OpenTask): Promise<void> {
  let yellow = false
  for (;;) {
    task.moved = false
    if (isOver(task)) return
    if (task.facts.pending || task.facts.heldSince) {
      await until(() => isOver(task) || task.moved)
      continue
    }
    const due = state.recorder.due(task.id)
    const wait = Date.parse(yellow ? due.dueAt : due.yellowAt) - now()
    if (wait > 0) await until(() => isOver(task) || task.moved, wait)
    if (isOver(task)) return
    if (task.moved) {
      yellow = Date.parse(state.recorder.due(task.id).yellowAt) <= now()
      continue
    }
    if (Date.parse(due.dueAt) <= now()) return
    yellow = true
    state.recorder.note('taskYellow', { taskId: task.id })
    await state.recorder.flush()
  }
}

type Doubt = { latenessMs: number; outages: { from: string; to: string }[] }

/** Waits for what was received before the deadline to be decided; tells whether our own outage is in doubt. */
async function drained(state: CaseState, task: OpenTask): Promise<Doubt | null> {
  const latenessMs = now() - Date.parse(task.dueAt)
  for (;;) {
    const verdict = await state.recorder.outside(() =>
      world.fence({ caseId: state.caseId, taskId: task.id, dueAt: task.dueAt }),
    )
    if (isOver(task) || task.moved) return null
    if (verdict.earlyMs === 0 && verdict.undecided === 0) {
      const doubtful = latenessMs > OUR_DELAY_MS || verdict.outages.length > 0
      return doubtful ? { latenessMs, outages: verdict.outages } : null
    }
    await until(() => isOver(task) || task.moved, Math.max(verdict.earlyMs, 2_000))
    if (isOver(task) || task.moved) return null
  }
}

/** The unit may still act while a person judges the outage. */
async function reviewOutage(state: CaseState, task: OpenTask, doubt: Doubt): Promise<'extended' | 'counted' | 'over'> {
  task.strict = false
  state.recorder.note('outageSuspected', { taskId: task.id, ...doubt })
  const ruling = await beside(state, task, () =>
    step(state, rulingSteps.outageReview, {
      to: anyone('OFFICE_DIRECTOR'),
      within: rulingLimits.outageReview,
      context: { taskId: task.id },
    }),
  )
  task.strict = true
  if (!ruling) return 'over'
  if (ruling.form.decision === 'COUNT') return 'counted'
  const limit: Limit = { unit: 'WD', value: ruling.form.workingDays ?? 1 }
  const why = text('系统停机顺延', 'Extended because of our outage')
  state.recorder.note('dueDateExtended', { taskId: task.id, start: ruling.at, limit, why })
  await state.recorder.flush()
  takeDue(state, task)
  return 'extended'
}

async function firstOf(
  state: CaseState,
  task: OpenTask,
  definition: Definition,
  onceLate: { step: Definition } & Ask<FormKey>,
): Promise<Done<string, FormKey>> {
  return (await beside(state, task, () => step(state, onceLate.step, onceLate))) ?? done(definition, task)
}

/** Something that goes on beside a task and ends with it. */
export function aside(task: OpenTask, run: () => Promise<void>): void {
  const scope = new CancellationScope()
  task.endBeside.push(() => scope.cancel())
  void scope.run(run).catch((error: unknown) => {
    if (!isCancellation(error)) throw error
  })
}

/** Runs something beside a task until one of the two is over; what is left of the other is cancelled, on record. */
export async function beside<T>(state: CaseState, task: OpenTask, run: () => Promise<T>): Promise<T | null> {
  const scope = new CancellationScope()
  const running = scope.run(run)
  const winner = await Promise.race([running, until(() => isOver(task)).then(() => null)])
  if (winner !== null) return winner
  scope.cancel()
  await running.catch((error: unknown) => {
    if (!isCancellation(error)) throw error
  })
  return null
}

/** Runs a task's wait; a task that is left without an answer is cancelled, on record. */
export async function settled<T>(state: CaseState, task: OpenTask, wait: () => Promise<T>): Promise<T> {
  try {
    return await wait()
  } finally {
    for (const end of task.endBeside) end()
    if (state.open.has(task.id) && !task.answer) {
      const why = state.ending() ?? text('已由另一办理方式完成', 'done in another way')
      close(state, task, { kind: 'cancelled', why })
      state.recorder.note('taskCancelled', { taskId: task.id, step: task.step, why })
    }
    state.open.delete(task.id)
  }
}

function upheld(state: CaseState, task: OpenTask): Upheld {
  const ruling = task.upheld as NonNullable<OpenTask['upheld']>
  const why = text('异议成立', 'the objection was upheld')
  close(state, task, { kind: 'cancelled', why })
  state.recorder.note('taskCancelled', { taskId: task.id, step: task.step, why })
  return { kind: 'upheld', ...ruling }
}

export function close(state: CaseState, task: OpenTask, how: ClosedTask): void {
  state.open.delete(task.id)
  state.closed.set(task.id, how)
}

export function done(definition: Definition, task: OpenTask): Done<string, FormKey> {
  const { form, command } = task.answer as NonNullable<OpenTask['answer']>
  return {
    kind: 'done',
    taskId: task.id,
    step: definition.key,
    form: form as FormOf<FormKey>,
    by: command.actor,
    at: command.receivedAt,
  }
}
