import { z } from 'zod'
import type { FormKey } from '../../domain/forms.ts'
import { forms } from '../../domain/forms.ts'
import { localTime } from '../../domain/calendar.ts'
import type { Command } from '../../domain/commands.ts'
import { fieldErrors } from '../../domain/fields.ts'
import { type Assignee, roles, whyNotAssignee } from '../../domain/people.ts'
import type { Text } from '../../domain/text.ts'
import { refuse } from './refuse.ts'

export type Answer = { form: unknown; command: Command }

/** A task that waits for its one outcome. */
export type OpenTask = {
  id: string
  step: string
  form: FormKey
  assignee: Assignee
  /** ISO; moves when the due date is settled or extended. */
  dueAt: string
  provisional: boolean
  /** Whether something sent after the due date is refused: only while nobody is judging an outage of ours. */
  strict: boolean
  check?: (form: never, command: Command) => void
  answer?: Answer
  moved: boolean
}

export type ClosedTask =
  | { kind: 'done'; who: string; when: string }
  | { kind: 'overdue'; when: string }
  | { kind: 'cancelled'; why: Text }

/** Refuses a submission that the rules forbid; synchronous, changes nothing. */
export function validateSubmission(
  command: Command,
  open: Map<string, OpenTask>,
  closed: Map<string, ClosedTask>,
): void {
  const task = open.get(command.taskId ?? '')
  if (!task || task.answer) {
    const past = closed.get(command.taskId ?? '')
    if (task?.answer)
      throw refuse('TASK_CLOSED', {
        who: task.answer.command.actor.name,
        when: localTime(task.answer.command.receivedAt),
      })
    if (past?.kind === 'done') throw refuse('TASK_CLOSED', { who: past.who, when: localTime(past.when) })
    if (past?.kind === 'overdue') throw refuse('TASK_OVERDUE', { when: localTime(past.when) })
    if (past?.kind === 'cancelled') throw refuse('TASK_CANCELLED', { why: past.why.zh })
    throw refuse('TASK_UNKNOWN')
  }
  const why = whyNotAssignee(command.actor, task.assignee)
  if (why) {
    throw refuse(why, {
      who: task.assignee.roles.map((role) => roles[role].zh).join('、'),
      unit: task.assignee.unitId ?? '',
    })
  }
  if (task.strict && Date.parse(command.receivedAt) > Date.parse(task.dueAt)) {
    throw refuse('LATE', { received: localTime(command.receivedAt), due: localTime(task.dueAt) })
  }
  const parsed = z.safeParse(forms[task.form], command.form)
  if (!parsed.success) throw refuse('INVALID_FORM', {}, fieldErrors(parsed.error))
  task.check?.(parsed.data as never, command)
}
