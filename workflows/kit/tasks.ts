import { z } from 'zod'
import { localTime } from '../../domain/calendar.ts'
import type { Command } from '../../domain/commands.ts'
import type { CorrectableStep, Correction, StepFacts } from '../../domain/corrections.ts'
import { fieldErrors } from '../../domain/fields.ts'
import { type FormKey, forms } from '../../domain/forms.ts'
import { type Actor, type Assignee, roles, signedName } from '../../domain/people.ts'
import { whyNotStep } from '../../domain/two-keys.ts'
import type { Text } from '../../domain/text.ts'
import { refuse } from './refuse.ts'

export type Answer = { form: unknown; command: Command }

/** The new time and place of an appointment, and how often it was put off by now. */
export type PutOff = { at: string; place: string; count: StepFacts['putOff'] }

/** A task that waits for its one outcome. */
export type OpenTask = {
  id: string
  step: string
  form: FormKey
  assignee: Assignee
  /** ISO; from when its limit runs. */
  startAt: string
  /** ISO; the first instant that an appointment may be kept, or null. */
  notBefore: string | null
  /** ISO; moves when the due date is settled or extended, or after a hold. */
  dueAt: string
  objectUntil: string | null
  provisional: boolean
  /** Whether something sent after the due date is refused: only while nobody is judging an outage of ours. */
  strict: boolean
  sealed: boolean
  /** How many formal reminders were sent about it. */
  letters: number
  /** The longest extension, in working days, where it is not the limit itself. */
  extendBy?: number
  title: Text
  check?: (form: never, command: Command, task: OpenTask) => void
  corrections: Correction[]
  facts: StepFacts
  /** Set when an upheld objection ends the step otherwise than by its answer. */
  upheld?: { decision: 'REASSIGN' | 'REVOKE'; unitId?: string; reason: string }
  /** Set when an appointment is put off: it ends the step, and another follows. */
  putOff?: PutOff
  answer?: Answer
  moved: boolean
  /** Ends what goes on beside the task when it is settled. */
  endBeside: (() => void)[]
}

export type ClosedTask =
  | { kind: 'done'; who: string; when: string }
  | { kind: 'overdue'; when: string }
  | { kind: 'cancelled'; why: Text }

/** Whether the task has come to its end: by an answer, an upheld objection, or by being put off. */
export const isOver = (task: OpenTask): boolean =>
  task.answer !== undefined || task.upheld !== undefined || task.putOff !== undefined

export const correctable = (task: OpenTask, unitId: string): CorrectableStep => ({
  assignee: task.assignee,
  unitId,
  startAt: task.startAt,
  dueAt: task.dueAt,
  objectUntil: task.objectUntil,
  facts: task.facts,
})

/** The open task that a command is about. Throws why there is none. */
export function openTaskOf(command: Command, open: Map<string, OpenTask>, closed: Map<string, ClosedTask>): OpenTask {
  const task = open.get(command.taskId ?? '')
  if (task && !isOver(task)) return task
  if (task?.answer)
    throw refuse('TASK_CLOSED', {
      who: signedName(task.answer.command.actor),
      when: localTime(task.answer.command.receivedAt),
    })
  const past = closed.get(command.taskId ?? '')
  if (past?.kind === 'done') throw refuse('TASK_CLOSED', { who: past.who, when: localTime(past.when) })
  if (past?.kind === 'overdue') throw refuse('TASK_OVERDUE', { when: localTime(past.when) })
  if (past?.kind === 'cancelled') throw refuse('TASK_CANCELLED', { why: past.why.zh })
  throw refuse('TASK_UNKNOWN')
}

/** Refuses a submission that the rules forbid; synchronous, changes nothing. */
export function validateSubmission(command: Command, task: OpenTask): void {
  mustBeAssignee(command.actor, task.assignee, task.step)
  // While its clock stands, or a ruling on it is awaited, nothing is late.
  const runs = !task.facts.pending && !task.facts.heldSince
  if (task.strict && runs && Date.parse(command.receivedAt) > Date.parse(task.dueAt)) {
    throw refuse('LATE', { received: localTime(command.receivedAt), due: localTime(task.dueAt) })
  }
  const form = validForm(task.form, command.form)
  task.check?.(form as never, command, task)
}

/** The parsed form. Throws INVALID_FORM with what is wrong at which field. */
export function validForm<K extends FormKey>(key: K, form: unknown): z.infer<(typeof forms)[K]> {
  const parsed = z.safeParse(forms[key], form)
  if (!parsed.success) throw refuse('INVALID_FORM', {}, fieldErrors(parsed.error))
  return parsed.data as z.infer<(typeof forms)[K]>
}

export function mustBeAssignee(actor: Actor, assignee: Assignee, step = ''): void {
  const why = whyNotStep(actor, assignee, step)
  if (why === null) return
  throw refuse(why, { who: assignee.roles.map((role) => roles[role].zh).join('、'), unit: assignee.unitId ?? '' })
}
