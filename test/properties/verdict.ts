import { dateOf } from '../../domain/calendar.ts'
import type { Command } from '../../domain/commands.ts'
import { type Correction, correctionOf } from '../../domain/corrections.ts'
import { type FormKey, forms } from '../../domain/forms.ts'
import { anyone, type Assignee, whyNotAssignee } from '../../domain/people.ts'
import { whyNotStep } from '../../domain/two-keys.ts'
import { steps } from '../../domain/processes/rectification.ts'
import type { RefusalCode } from '../../domain/refusals.ts'
import { seesSealed } from '../../domain/sealed.ts'
import { follow, further } from './ladder.ts'
import { type Model, type ModelTask, taskOf } from './model.ts'
import { correct } from './rulings.ts'

export type Verdict = 'APPLIED' | RefusalCode

type Form = Record<string, unknown>
type Check = (m: Model, task: ModelTask, form: Form, command: Command) => RefusalCode | null

/** Decides a command by the rule, and carries it out if it is lawful. */
export function send(m: Model, command: Command): Verdict {
  const why = whyNot(m, command)
  if (why !== null) return why
  const task = taskOf(m, command.taskId) as ModelTask
  const form = command.form as Form
  switch (command.act) {
    case 'submit':
      return submit(m, task, command)
    case 'withdraw':
      m.note('caseWithdrawn', { reason: String(form.reason) }, command.actor, command.id)
      m.close('REVOKED')
      return 'APPLIED'
    case 'reopen':
      Object.assign(m, { outcome: null, reopenableUntil: null })
      m.note('caseReopened', { reason: String(form.reason) }, command.actor, command.id)
      further(m)
      return 'APPLIED'
    default:
      correct(m, task, command)
      return 'APPLIED'
  }
}

function submit(m: Model, task: ModelTask, command: Command): Verdict {
  const { actor: by, receivedAt: at } = command
  const form = command.form as Form
  const late = Date.parse(at) > Date.parse(task.sum.due)
  m.note('taskSubmitted', { taskId: task.id, step: task.step, form, late }, by, command.id)
  m.end(task, 'done')
  // Of two ways to the same end the other is not needed any more.
  const other = taskOf(m, task.beside)
  if (other?.timing === 'phone') m.end(other, 'cancelled')
  follow[task.step]?.(m, { task, form, by, at })
  return 'APPLIED'
}

function whyNot(m: Model, command: Command): RefusalCode | null {
  if (m.ended) return 'CASE_CLOSED'
  if (command.act === 'withdraw') {
    if (!m.withdrawable) return 'NOT_WITHDRAWABLE'
    return unfit(command, anyone('OFFICE_DIRECTOR', 'OFFICE_DISPATCHER', 'OFFICE_INSPECTOR'))
  }
  if (command.act === 'reopen') {
    const why = unfit(command, anyone('OFFICE_DIRECTOR', 'DEPUTY_COMMANDER', 'COMMANDER'))
    return why ?? (m.reopenableUntil === null ? 'NOT_REOPENABLE' : null)
  }
  const task = taskOf(m, command.taskId)
  if (!task) return whyGone(m, command.taskId)
  // What somebody may not see is not there for them.
  if (sealed.has(task.step) && !seesSealed(command.actor, task.assignee, task.facts.delegate?.userId))
    return 'TASK_UNKNOWN'
  return command.act === 'submit' ? whyNotSubmit(m, task, command) : whyNotCorrect(m, task, command)
}

/** The steps of the competent organs. */
const sealed = new Set(['organDecision', 'appeal', 'appealRuling', 'resign', 'remove'])

const unfit = ({ actor }: Command, assignee: Assignee): RefusalCode | null => whyNotAssignee(actor, assignee)

function whyGone(m: Model, taskId: string | null): RefusalCode {
  const how = m.closed.get(taskId ?? '')
  return how === undefined
    ? 'TASK_UNKNOWN'
    : ({ done: 'TASK_CLOSED', overdue: 'TASK_OVERDUE', cancelled: 'TASK_CANCELLED' } as const)[how]
}

const isValid = (key: FormKey, form: unknown): boolean => forms[key].safeParse(form).success

function whyNotSubmit(m: Model, task: ModelTask, command: Command): RefusalCode | null {
  const why = whyNotStep(command.actor, task.assignee, task.step)
  if (why) return why
  const strict = task.timing === 'strict' && !task.underReview && !task.facts.pending && !task.facts.heldSince
  if (strict && Date.parse(command.receivedAt) > Date.parse(task.sum.due)) return 'LATE'
  const { form: key } = (steps as Record<string, { form: FormKey }>)[task.step] as { form: FormKey }
  if (!isValid(key, command.form)) return 'INVALID_FORM'
  return checks[task.step]?.(m, task, command.form as Form, command) ?? null
}

const notInFuture =
  (...fields: string[]): Check =>
  (_m, _task, form, { receivedAt }) =>
    fields.some((field) => Date.parse(String(form[field])) > Date.parse(receivedAt)) ? 'DATE_IN_FUTURE' : null

const checks: Record<string, Check> = {
  phoneDelivery: notInFuture('spokenAt'),
  talkPhoneDelivery: notInFuture('spokenAt'),
  rectify: notInFuture('doneAt'),
  keepCommitments: notInFuture('doneAt'),
  reinspect: notInFuture('visitedAt'),
  lookBack: notInFuture('visitedAt'),
  holdTalk: (m, task, form, command) =>
    m.unitId !== 'D25'
      ? 'PRINCIPAL_ONLY'
      : (notInFuture('heldAt')(m, task, form, command) ?? tooSoon(task, String(form.heldAt))),
  legalReview: (m) => (m.story.heard ? null : 'DEFENSE_RUNNING'),
}

function tooSoon({ sum: { appointed } }: ModelTask, heldAt: string): RefusalCode | null {
  const day = (instant: string) => dateOf(Date.parse(instant))
  if (!appointed || day(heldAt) < day(appointed.notBefore)) return 'TALK_TOO_SOON'
  return day(heldAt) < day(appointed.at) ? 'TALK_NOT_ON' : null
}

function whyNotCorrect(m: Model, task: ModelTask, command: Command): RefusalCode | null {
  const act = command.act as Correction
  if (!task.corrections.includes(act)) return 'UNKNOWN_ACT'
  const { whyNot: rule, form: key } = correctionOf(act)
  const seen = {
    assignee: task.assignee,
    unitId: m.unitId,
    startAt: new Date(task.start).toISOString(),
    dueAt: task.sum.due,
    objectUntil: task.objectUntil,
    facts: task.facts,
  }
  const why = rule(seen, command.actor, command.receivedAt)
  if (why) return why
  if (!isValid(key, command.form)) return 'INVALID_FORM'
  return limits[act]?.(m, task, command.form as Form, command) ?? null
}

const namesSomebodyFit: Check = (_m, task, { userId }, { people }) => {
  const person = people[String(userId)]
  return !person || whyNotAssignee(person, { ...task.assignee, userId: undefined }) ? 'PERSON_UNFIT' : null
}

/** What a correction's form may not ask for. */
const limits: Partial<Record<Correction, Check>> = {
  assign: namesSomebodyFit,
  transfer: namesSomebodyFit,
  delegate: (_m, task, { userId }, { people, actor }) =>
    people[String(userId)]?.unitId !== actor.unitId || task.assignee.excluded.includes(String(userId))
      ? 'PERSON_UNFIT'
      : null,
  addCoHandler: (_m, { assignee }, { unitId }) =>
    unitId === assignee.unitId
      ? 'CO_HANDLER_IS_LEAD'
      : assignee.excludedUnits.includes(String(unitId))
        ? 'COMPLAINED_UNIT'
        : null,
  requestExtension: (_m, task, { workingDays }) =>
    Number(workingDays) > Math.max(1, Math.ceil((Date.parse(task.sum.due) - task.start) / 86_400_000))
      ? 'EXTENSION_TOO_LONG'
      : null,
  hold: (_m, _task, { until }, { receivedAt }) =>
    Date.parse(String(until)) - Date.parse(receivedAt) > 184 * 86_400_000 ? 'HOLD_TOO_LONG' : null,
}
