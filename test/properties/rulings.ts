import { afterStop, dueDate, extended, workingDays } from '../../domain/calendar.ts'
import type { Command } from '../../domain/commands.ts'
import type { Correction } from '../../domain/corrections.ts'
import { anyone } from '../../domain/people.ts'
import { rulingLimits } from '../../domain/processes/rulings.ts'
import type { Answer } from './hands.ts'
import { type Model, type ModelTask, taskOf } from './model.ts'
import { people } from './cast.ts'

/** The lawful corrections of an open step and the rulings on them, after the rule (handbook P14 step 4, §2.27). */

/** Carries out a correction that the rule allows. */
export function correct(m: Model, task: ModelTask, command: Command): void {
  const act = command.act as Correction
  const form = command.form as Record<string, unknown>
  const note = () => m.changed(task, act, form, command.actor, command.id)
  const change = (facts: Partial<ModelTask['facts']>) => {
    task.facts = { ...task.facts, ...facts }
    return note()
  }
  const beside = { beside: task.id, asked: command }
  const userId = String(form.userId)
  switch (act) {
    case 'assign':
    case 'transfer':
      task.assignee = { ...task.assignee, userId }
      return void change({ delegate: null })
    case 'delegate':
      return void change({ delegate: { userId, name: people[userId]?.name ?? userId } })
    case 'returnDelegation':
      return void change({ delegate: null })
    case 'addCoHandler':
      return void change({ coUnits: [...new Set([...task.facts.coUnits, String(form.unitId)])] })
    case 'contribute':
      return void note()
    case 'remind':
      return void change({ reminders: task.facts.reminders + 1 })
    case 'requestExtension': {
      change({ pending: 'extension', extensions: task.facts.extensions + 1 })
      const by = anyone(Number(form.workingDays) > 5 ? 'DEPUTY_COMMANDER' : 'OFFICE_DIRECTOR')
      const to = { ...by, excluded: [command.actor.userId] }
      return void m.ask('extensionRuling', { to, within: rulingLimits.extensionRuling, ...beside })
    }
    case 'object': {
      change({ pending: 'objection', objected: true, heldSince: command.receivedAt })
      m.note('clockStopped', { taskId: task.id, why: { zh: '', en: '' } })
      const by = anyone('DEPUTY_COMMANDER', 'OFFICE_DIRECTOR', 'COMMANDER')
      const to = { ...by, excluded: m.hadAHand, excludedUnits: [m.unitId] }
      return void m.ask('objectionRuling', { to, within: rulingLimits.objectionRuling, ...beside })
    }
    case 'hold': {
      change({ pending: 'hold' })
      const to = { ...anyone('DEPUTY_COMMANDER'), excluded: [command.actor.userId], excludedUnits: [m.unitId] }
      return void m.ask('holdRuling', { to, within: rulingLimits.holdRuling, ...beside })
    }
    case 'endHold':
      note()
      return resume(m, task, command.receivedAt)
    case 'reassign':
    case 'reschedule':
    case 'requestReschedule':
    case 'correctDeadline':
    case 'recordReceipt':
      throw new Error(`${act} is not of these sequences`)
  }
}

/** The clock goes on with what was left when it stopped. */
export function resume(m: Model, task: ModelTask, resumedAt: string): void {
  const stoppedAt = String(task.facts.heldSince)
  task.facts = { ...task.facts, heldSince: null, heldUntil: null }
  goOn(m, task, stoppedAt, resumedAt)
  m.changed(task, 'resumed', null)
}

function goOn(m: Model, task: ModelTask, stoppedAt: string, resumedAt: string): void {
  const no = m.note('clockResumed', { taskId: task.id, stoppedAt, resumedAt })
  m.move(task, no, afterStop(m.calendar, task.sum, Date.parse(stoppedAt), Date.parse(resumedAt)))
}

/** The ruling is made: the step that it is about waits no longer for it. */
function ruled(m: Model, { task, form }: Answer, about: ModelTask): void {
  about.facts = { ...about.facts, pending: null }
  m.changed(about, task.step, form)
}

function hold(m: Model, answer: Answer, about: ModelTask): void {
  const { until } = (answer.task.asked as Command).form as { until: string }
  about.facts = { ...about.facts, pending: null, heldSince: answer.at, heldUntil: until }
  m.note('clockStopped', { taskId: about.id, why: { zh: '', en: '' } })
  m.changed(about, 'holdRuling', answer.form)
}

type Ruling = (m: Model, answer: Answer) => void
type OnTask = (m: Model, answer: Answer, about: ModelTask) => void

const on =
  (rule: OnTask): Ruling =>
  (m, answer) => {
    const about = taskOf(m, answer.task.beside)
    if (about) rule(m, answer, about)
  }

/** What follows each ruling. `issue` starts anew with the unit that the case is passed on to. */
export const rulings = ({ issue }: { issue: (m: Model) => void }): Record<string, Ruling> => ({
  extensionRuling: on((m, answer, about) => {
    if (answer.form.decision === 'GRANT') {
      const { workingDays: days } = (answer.task.asked as Command).form as { workingDays: number }
      const no = m.note('extensionGranted', { taskId: about.id, days, by: answer.by.name })
      m.move(about, no, extended(m.calendar, about.sum, days, answer.by.name))
    }
    ruled(m, answer, about)
  }),
  objectionRuling: on((m, answer, about) => {
    const { decision, unitId } = answer.form
    if (decision === 'DISMISSED') {
      const stoppedAt = String(about.facts.heldSince)
      about.facts = { ...about.facts, heldSince: null }
      goOn(m, about, stoppedAt, answer.at)
      return ruled(m, answer, about)
    }
    m.end(about, 'cancelled')
    if (decision === 'REVOKE') return m.close('REVOKED')
    m.unitId = String(unitId)
    m.note('unitChanged', { unitId: m.unitId })
    issue(m)
  }),
  holdRuling: on((m, answer, about) => {
    const asked = answer.task.asked as Command
    const length = Date.parse((asked.form as { until: string }).until) - Date.parse(asked.receivedAt)
    if (answer.form.decision === 'DENY') return ruled(m, answer, about)
    if (length <= 30 * 86_400_000) return hold(m, answer, about)
    const excluded = [asked.actor.userId, answer.by.userId]
    const to = { ...anyone('COMMANDER'), excluded, excludedUnits: [m.unitId] }
    m.ask('holdSecondKey', { to, within: rulingLimits.holdSecondKey, beside: about.id, asked })
  }),
  holdSecondKey: on((m, answer, about) =>
    answer.form.decision === 'DENY' ? ruled(m, answer, about) : hold(m, answer, about),
  ),
  outageReview: on((m, answer, about) => {
    about.underReview = false
    if (answer.form.decision !== 'EXTEND') {
      about.timing = 'strict'
      m.story.counted = about.id
      return
    }
    const limit = workingDays(Number(answer.form.workingDays))
    const no = m.note('dueDateExtended', { taskId: about.id, start: answer.at, limit, why: { zh: '', en: '' } })
    m.move(about, no, dueDate(m.calendar, Date.parse(answer.at), limit))
  }),
})
