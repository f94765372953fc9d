import { localTime } from '../../domain/calendar.ts'
import type { Command } from '../../domain/commands.ts'
import { type Correction, correctionOf } from '../../domain/corrections.ts'
import type { FormOf } from '../../domain/forms.ts'
import { type Actor, anyone, type Assignee, handsIn, roles, signedName, whyNotAssignee } from '../../domain/people.ts'
import { rulingLimits, rulingSteps } from '../../domain/processes/rulings.ts'
import { text } from '../../domain/text.ts'
import { refuse } from './refuse.ts'
import { aside, type CaseState, step, takeDue } from './step.ts'
import { now, nowIso } from './clock.ts'
import { changed } from './turns.ts'
import { until } from './waits.ts'
import { correctable, type OpenTask, type PutOff, validForm } from './tasks.ts'
import { issueUrgeLetter, mayBeUrged } from './urging.ts'

/** The unit that the case is about, and those who may not rule on it because they had a hand in it. */
export type Concerned = { unitId: () => string; hadAHand: () => string[] }

const SIX_MONTHS_MS = 184 * 86_400_000
const LONG_HOLD_MS = 30 * 86_400_000

/** Refuses a correction that the rules forbid (domain/corrections.ts); synchronous, changes nothing. */
export function validateCorrection(command: Command, task: OpenTask, concerned: Concerned): void {
  const act = command.act as Correction
  if (!task.corrections.includes(act)) throw refuse('UNKNOWN_ACT', { act })
  const correction = correctionOf(act)
  const why = correction.whyNot(correctable(task, concerned.unitId()), command.actor, command.receivedAt)
  if (why) {
    throw refuse(why, {
      who: task.assignee.roles.map((role) => roles[role].zh).join('、'),
      unit: task.assignee.unitId ?? '',
      due: localTime(task.dueAt),
      until: task.objectUntil ? localTime(task.objectUntil) : '',
    })
  }
  const form = validForm(correction.form, command.form)
  checkForm[act]?.(form as never, command, task)
}

const checkForm: Partial<Record<Correction, (form: never, command: Command, task: OpenTask) => void>> = {
  assign: ({ userId }: FormOf<'assignment.v1'>, command, task) =>
    mustFit(userId, command, { ...task.assignee, userId: undefined }),
  transfer: ({ userId }: FormOf<'transfer.v1'>, command, task) =>
    mustFit(userId, command, { ...task.assignee, userId: undefined }),
  reassign: ({ userId }: FormOf<'reassignment.v1'>, command, task) =>
    mustFit(userId, command, { ...task.assignee, userId: undefined }),
  delegate: ({ userId }: FormOf<'delegation.v1'>, command, task) => {
    const person = command.people[userId]
    if (!person || person.unitId !== command.actor.unitId || task.assignee.excluded.includes(userId)) {
      throw refuse('PERSON_UNFIT', { name: person?.name ?? userId })
    }
  },
  addCoHandler: ({ unitId }: FormOf<'coHandler.v1'>, _command, task) => {
    if (unitId === task.assignee.unitId) throw refuse('CO_HANDLER_IS_LEAD')
    if (task.assignee.excludedUnits.includes(unitId)) throw refuse('COMPLAINED_UNIT', { unit: unitId })
  },
  requestExtension: ({ workingDays }: FormOf<'extensionRequest.v1'>, _command, task) => {
    const original = (Date.parse(task.dueAt) - Date.parse(task.startAt)) / 86_400_000
    if (workingDays > (task.extendBy ?? Math.max(1, Math.ceil(original)))) throw refuse('EXTENSION_TOO_LONG')
  },
  remind: ({ way }: FormOf<'reminder.v1'>, _command, task) => {
    if (way === 'LETTER' && !mayBeUrged(task)) {
      throw refuse('LETTER_UNIT_ONLY', { who: task.assignee.roles.map((role) => roles[role].zh).join('、') })
    }
  },
  correctDeadline: ({ agreedBy }: FormOf<'deadlineCorrection.v1'>, command) => {
    if (agreedBy?.userId === command.actor.userId) throw refuse('SECOND_IS_FIRST')
  },
  recordReceipt: ({ at }: FormOf<'paperReceipt.v1'>, command, task) => {
    if (Date.parse(at) > Date.parse(command.receivedAt)) throw refuse('DATE_IN_FUTURE', { field: '纸质签收时间' })
    if (Date.parse(at) < Date.parse(task.startAt))
      throw refuse('DATE_BEFORE', { field: '纸质签收时间', than: localTime(task.startAt) })
  },
  reschedule: ({ at }: FormOf<'talkRescheduling.v1'>, command) => mustBeAhead(at, command),
  requestReschedule: ({ at }: FormOf<'reschedulingRequest.v1'>, command) => mustBeAhead(at, command),
  hold: ({ until }: FormOf<'holdRequest.v1'>, command) => {
    const length = Date.parse(until) - Date.parse(command.receivedAt)
    if (length <= 0) throw refuse('DATE_BEFORE', { field: '销账日', than: localTime(command.receivedAt) })
    if (length > SIX_MONTHS_MS) throw refuse('HOLD_TOO_LONG')
  },
}

function mustBeAhead(at: string, command: Command): void {
  if (Date.parse(at) <= Date.parse(command.receivedAt)) {
    throw refuse('DATE_BEFORE', { field: '约谈时间', than: localTime(command.receivedAt) })
  }
}

function mustFit(userId: string, command: Command, assignee: Assignee): void {
  const person = command.people[userId]
  if (!person || whyNotAssignee(person, assignee)) throw refuse('PERSON_UNFIT', { name: person?.name ?? userId })
}

/** Carries out a correction that was found lawful. Returns the number of its event; the caller flushes. */
export function applyCorrection(state: CaseState, command: Command, task: OpenTask, concerned: Concerned): number {
  const act = command.act as Correction
  const source = { by: command.actor, commandId: command.id }
  const changed = () =>
    state.recorder.note(
      'taskChanged',
      { taskId: task.id, act, assignee: task.assignee, facts: task.facts, detail: command.form },
      source,
    )
  const change = (facts: Partial<OpenTask['facts']>) => {
    task.facts = { ...task.facts, ...facts }
    task.moved = true
    return changed()
  }
  switch (act) {
    case 'assign':
    case 'transfer':
      task.assignee = { ...task.assignee, userId: (command.form as FormOf<'transfer.v1'>).userId }
      return change({ delegate: null })
    case 'reassign': {
      const before = task.assignee.userId ?? null
      const { userId, reason } = command.form as FormOf<'reassignment.v1'>
      task.assignee = { ...task.assignee, userId }
      task.facts = { ...task.facts, delegate: null }
      task.moved = true
      const after = { taskId: task.id, act, assignee: task.assignee, facts: task.facts }
      return state.recorder.note('taskChanged', { ...after, detail: { before, userId, reason } }, source)
    }
    case 'delegate': {
      const { userId } = command.form as FormOf<'delegation.v1'>
      return change({ delegate: { userId, name: command.people[userId]?.name ?? userId } })
    }
    case 'returnDelegation':
      return change({ delegate: null })
    case 'addCoHandler':
      return change({ coUnits: [...new Set([...task.facts.coUnits, (command.form as FormOf<'coHandler.v1'>).unitId])] })
    case 'contribute':
      return changed()
    case 'remind': {
      const { note, way } = command.form as FormOf<'reminder.v1'>
      const no = change({ reminders: task.facts.reminders + 1 })
      if (way === 'LETTER') issueUrgeLetter(state, task, { by: signedName(command.actor), note })
      return no
    }
    case 'correctDeadline': {
      const { way, workingDays, limit, reason, agreedBy } = command.form as FormOf<'deadlineCorrection.v1'>
      const change = way === 'ADD' ? { days: workingDays } : { limit }
      const [by, before] = [signedName(command.actor), task.dueAt]
      const told = { taskId: task.id, ...change, why: reason, by, agreedBy: agreedBy?.name, before }
      return state.recorder.note('dueDateCorrected', told, source)
    }
    case 'recordReceipt': {
      // The step is answered as the paper says; who entered it stands beside it.
      const { at, signer, reason } = command.form as FormOf<'paperReceipt.v1'>
      changed()
      const form = { note: `纸质签收，签收人${signer}：${reason}` }
      task.answer = { form, command: { ...command, receivedAt: at } }
      state.closed.set(task.id, { kind: 'done', who: signedName(command.actor), when: at })
      const late = Date.parse(at) > Date.parse(task.dueAt)
      return state.recorder.note('taskSubmitted', { taskId: task.id, step: task.step, form, late }, source)
    }
    case 'reschedule': {
      const { at, place } = command.form as FormOf<'talkRescheduling.v1'>
      const { putOff } = task.facts
      const no = change({ putOff: { ...putOff, office: putOff.office + 1 } })
      task.putOff = { at, place, count: task.facts.putOff }
      return no
    }
    case 'requestReschedule': {
      const { putOff } = task.facts
      const no = change({ pending: 'reschedule', putOff: { ...putOff, unit: putOff.unit + 1 } })
      aside(task, () => ruleOnRescheduling(state, task, command, concerned))
      return no
    }
    case 'requestExtension': {
      const no = change({ pending: 'extension', extensions: task.facts.extensions + 1 })
      aside(task, () => ruleOnExtension(state, task, command))
      return no
    }
    case 'object': {
      const stoppedAt = command.receivedAt
      const no = change({ pending: 'objection', objected: true, heldSince: stoppedAt })
      state.recorder.note('clockStopped', { taskId: task.id, why: text('异议审理', 'objection being heard') })
      aside(task, () => ruleOnObjection(state, task, command, concerned))
      return no
    }
    case 'hold': {
      const no = change({ pending: 'hold' })
      aside(task, () => ruleOnHold(state, task, command, concerned))
      return no
    }
    case 'endHold': {
      const no = changed()
      resume(state, task, command.receivedAt)
      return no
    }
  }
}

const requestContext = (task: OpenTask, by: Actor, asked: Record<string, unknown>): Record<string, string> => ({
  taskId: task.id,
  by: signedName(by),
  ...Object.fromEntries(Object.entries(asked).map(([key, value]) => [key, String(value)])),
})

async function ruleOnExtension(state: CaseState, task: OpenTask, command: Command): Promise<void> {
  const asked = command.form as FormOf<'extensionRequest.v1'>
  const ruling = await step(state, rulingSteps.extensionRuling, {
    to: { ...anyone(asked.workingDays > 5 ? 'DEPUTY_COMMANDER' : 'OFFICE_DIRECTOR'), excluded: handsIn(command.actor) },
    within: rulingLimits.extensionRuling,
    context: requestContext(task, command.actor, asked),
  })
  if (ruling.form.decision === 'GRANT') {
    state.recorder.note('extensionGranted', { taskId: task.id, days: asked.workingDays, by: signedName(ruling.by) })
  }
  await ruled(state, task, ruling)
}

async function ruleOnObjection(
  state: CaseState,
  task: OpenTask,
  command: Command,
  concerned: Concerned,
): Promise<void> {
  const ruling = await step(state, rulingSteps.objectionRuling, {
    to: {
      // The commander too: the director may have drafted what the only deputy signed.
      ...anyone('DEPUTY_COMMANDER', 'OFFICE_DIRECTOR', 'COMMANDER'),
      excluded: concerned.hadAHand(),
      excludedUnits: [concerned.unitId()],
    },
    within: rulingLimits.objectionRuling,
    check: ({ unitId }) => {
      if (unitId !== undefined && task.assignee.excludedUnits.includes(unitId))
        throw refuse('COMPLAINED_UNIT', { unit: unitId })
    },
    context: requestContext(task, command.actor, command.form as FormOf<'objection.v1'>),
  })
  const { decision, unitId, reason } = ruling.form
  if (decision !== 'DISMISSED') {
    task.facts = { ...task.facts, pending: null, heldSince: null }
    task.upheld = { decision, unitId, reason }
    return
  }
  state.recorder.note('clockResumed', { taskId: task.id, stoppedAt: command.receivedAt, resumedAt: ruling.at })
  task.facts = { ...task.facts, heldSince: null }
  await ruled(state, task, ruling)
}

async function ruleOnHold(state: CaseState, task: OpenTask, command: Command, concerned: Concerned): Promise<void> {
  const asked = command.form as FormOf<'holdRequest.v1'>
  const context = requestContext(task, command.actor, asked)
  const others = (excluded: string[]) => ({ excluded, excludedUnits: [concerned.unitId()] })
  const first = await step(state, rulingSteps.holdRuling, {
    to: { ...anyone('DEPUTY_COMMANDER'), ...others(handsIn(command.actor)) },
    within: rulingLimits.holdRuling,
    context,
  })
  const long = Date.parse(asked.until) - Date.parse(command.receivedAt) > LONG_HOLD_MS
  const ruling =
    first.form.decision === 'GRANT' && long
      ? await step(state, rulingSteps.holdSecondKey, {
          to: { ...anyone('COMMANDER'), ...others([...handsIn(command.actor), ...handsIn(first.by)]) },
          within: rulingLimits.holdSecondKey,
          context,
        })
      : first
  if (ruling.form.decision === 'DENY') return ruled(state, task, ruling)
  task.facts = { ...task.facts, pending: null, heldSince: ruling.at, heldUntil: asked.until }
  task.moved = true
  state.recorder.note('clockStopped', { taskId: task.id, why: text('挂账', 'on hold') })
  noteChange(state, task, 'holdRuling', ruling.form)
  issueHoldForm(state, task, { unitId: concerned.unitId(), until: asked.until, ruling, occasion: first.taskId })
  await state.recorder.flush()
  await until(() => task.facts.heldSince === null, Math.max(1, Date.parse(asked.until) - now()))
  if (task.facts.heldSince === null) return
  resume(state, task, nowIso())
  await state.recorder.flush()
  takeDue(state, task)
}

/** 挂账审批表 under a number of its own; `occasion` is the task in which it was asked. */
function issueHoldForm(
  state: CaseState,
  task: OpenTask,
  { unitId, until, ruling, occasion }: { unitId: string; until: string; ruling: { by: Actor }; occasion: string },
): void {
  // It is an event more, and every later one has another number: a flow that was held before keeps its own.
  // replay-tested: 2026-11-24
  if (!changed('numbered-hold')) return
  const content = { unitId, title: task.title, until, by: signedName(ruling.by) }
  state.recorder.note('documentIssued', { docType: 'SUSPEND_FORM', round: state.round(), content, occasion })
}

async function ruleOnRescheduling(
  state: CaseState,
  task: OpenTask,
  command: Command,
  concerned: Concerned,
): Promise<void> {
  const ruling = await step(state, rulingSteps.rescheduleRuling, {
    to: {
      ...anyone('COMMANDER', 'DEPUTY_COMMANDER', 'OFFICE_DIRECTOR'),
      excluded: handsIn(command.actor),
      excludedUnits: [concerned.unitId()],
    },
    within: rulingLimits.rescheduleRuling,
    context: requestContext(task, command.actor, command.form as FormOf<'reschedulingRequest.v1'>),
  })
  const { decision, at, place } = ruling.form
  if (decision === 'DENY') return ruled(state, task, ruling)
  task.facts = { ...task.facts, pending: null }
  noteChange(state, task, ruling.step, ruling.form)
  task.putOff = { at, place, count: task.facts.putOff } as PutOff
}

/** The clock goes on with what was left when it stopped. The caller flushes and takes the new due date. */
function resume(state: CaseState, task: OpenTask, resumedAt: string): void {
  const stoppedAt = task.facts.heldSince as string
  task.facts = { ...task.facts, heldSince: null, heldUntil: null }
  state.recorder.note('clockResumed', { taskId: task.id, stoppedAt, resumedAt })
  noteChange(state, task, 'resumed', null)
}

async function ruled(state: CaseState, task: OpenTask, ruling: { step: string; form: unknown }): Promise<void> {
  task.facts = { ...task.facts, pending: null }
  noteChange(state, task, ruling.step, ruling.form)
  await state.recorder.flush()
  takeDue(state, task)
}

function noteChange(state: CaseState, task: OpenTask, act: string, detail: unknown): void {
  state.recorder.note('taskChanged', { taskId: task.id, act, assignee: task.assignee, facts: task.facts, detail })
}
