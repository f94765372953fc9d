import type { Calendar, DueSum } from '../../domain/calendar.ts'
import type { Standing } from './evidence.ts'
import type { Invariant } from './invariants.ts'

const DAY = 86_400_000
const OFFSET = 8 * 3_600_000
const civil = (at: number) => new Date(at + OFFSET).toISOString().slice(0, 10)

/** Reckoned once more and otherwise: by walking the days one by one. */
function isWorked({ publishedYears, days }: Calendar, date: string): boolean {
  const named = publishedYears.includes(Number(date.slice(0, 4))) ? days[date] : undefined
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay()
  return named ? named.kind === 'workday' : weekday > 0 && weekday < 6
}

/** The working days from the day after `from` through the day of `to`. */
function workedBetween(calendar: Calendar, from: string, to: string): number {
  let worked = 0
  for (let at = Date.parse(from) + DAY; civil(at) <= civil(Date.parse(to)); at += DAY)
    if (isWorked(calendar, civil(at))) worked += 1
  return worked
}

const dueOf = (events: Standing[], taskId: string) =>
  events.flatMap((event) => (event.due && (event.data as { taskId: string }).taskId === taskId ? [event.due] : []))

/** A limit in working days ends at close of business of a worked day, with exactly its days worked before. */
const asCounted: Invariant = ({ calendar, tasks }, events) =>
  tasks.flatMap(({ id, step, sum }) => {
    const faults: string[] = []
    const first = dueOf(events, id)[0]
    const extra = (sum.extensions ?? []).reduce((days, one) => days + one.days, 0)
    // An appointment is when it is appointed.
    if (sum.appointed) return faults
    if (['WD', 'ND', 'M'].includes(sum.limit.unit)) {
      if (!isWorked(calendar, civil(Date.parse(sum.due)))) faults.push(`${step} is due on a day off: ${sum.due}`)
      if (new Date(Date.parse(sum.due) + OFFSET).getUTCHours() !== calendar.closes)
        faults.push(`${step} is not due at close of business: ${sum.due}`)
    }
    if (first?.limit.unit === 'WD') {
      const days = workedBetween(calendar, first.start, first.due)
      if (days !== first.limit.value) faults.push(`${step} has ${days} working days instead of ${first.limit.value}`)
    }
    const stopped = (sum.stops ?? []).reduce((days, { from, to }) => days + workedBetween(calendar, from, to), 0)
    const given = events.some(({ type, data }) => type === 'dueDateExtended' && data.taskId === id)
    if (first?.limit.unit === 'WD' && !given) {
      const moved = workedBetween(calendar, first.due, sum.due)
      if (moved !== extra + stopped)
        faults.push(`${step} was moved by ${moved} days instead of ${extra} and ${stopped}`)
    }
    return faults
  })

/** A due date never moves to an earlier day, and what it was first reckoned from is kept. */
const neverEarlier: Invariant = ({ tasks }, events) =>
  tasks.flatMap(({ id, step, sum, dueAt }) => {
    const dues = dueOf(events, id)
    const faults = dues.slice(1).flatMap((due, n) => {
      const before = dues[n] as DueSum
      return due.due < before.due ? [`${step} was moved from ${before.due} to ${due.due}`] : []
    })
    const last = dues.at(-1)
    if (last && Date.parse(last.due) !== Date.parse(dueAt))
      faults.push(`${step} is shown as due ${dueAt}, told ${last.due}`)
    if (JSON.stringify(dues[0]?.limit) !== JSON.stringify(sum.limit) && dues.length === 1)
      faults.push(`${step} has forgotten its limit`)
    return faults
  })

/** One extension a step, asked for in time, granted by somebody else. */
const oneExtension: Invariant = ({ tasks }, events) =>
  tasks.flatMap(({ id, step }) => {
    const asked = events.filter(
      ({ type, data }) => type === 'taskChanged' && data.taskId === id && data.act === 'requestExtension',
    )
    const granted = events.filter(({ type, data }) => type === 'extensionGranted' && data.taskId === id)
    if (asked.length > 1 || granted.length > asked.length) return [`${step} was extended more than once`]
    return granted.some(({ data }) => (data as { by: string }).by === asked[0]?.by?.name)
      ? [`${step} was extended by who asked for it`]
      : []
  })

/** Overdue is only what was not handed in by then: in time is what was received in time. */
const inTimeIsInTime: Invariant = ({ commands, tasks }, events) => {
  const faults: string[] = []
  for (const event of events) {
    if (event.type !== 'taskOverdue') continue
    const due = Date.parse(event.data.due)
    const told = dueOf(events, event.data.taskId).at(-1)
    if (!told || Date.parse(told.due) !== due) faults.push(`overdue by ${event.data.due}, told ${told?.due}`)
    if (Date.parse(event.at) < due) faults.push(`overdue at ${event.at}, due ${event.data.due}`)
    const inTime = commands.find(
      ({ taskId, act, decision, businessAt }) =>
        taskId === event.data.taskId && act === 'submit' && decision === 'APPLIED' && Date.parse(businessAt) <= due,
    )
    if (inTime) faults.push(`${event.data.step} is overdue and was handed in`)
    const task = tasks.find(({ id }) => id === event.data.taskId)
    if (task?.facts.pending || task?.facts.heldSince) faults.push(`${event.data.step} is overdue while its clock stood`)
  }
  for (const { code, taskId, businessAt } of commands) {
    const task = tasks.find(({ id }) => id === taskId)
    if (
      task &&
      code !== null &&
      ['LATE', 'TASK_OVERDUE'].includes(code) &&
      Date.parse(businessAt) <= Date.parse(task.dueAt)
    )
      faults.push(`refused as ${code} at ${businessAt}, due ${task.dueAt}`)
  }
  return faults
}

export const dates: Record<string, Invariant> = { asCounted, neverEarlier, oneExtension, inTimeIsInTime }
