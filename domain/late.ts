import {
  addDays,
  afterStop,
  type Calendar,
  dateOf,
  dayOf,
  dueDate,
  type DueSum,
  extended,
  instantOf,
  type Limit,
} from './calendar.ts'

/** What follows from a due date besides the date itself. Pure: the calendar is given. */

/** When the formal reminder follows: the opening, in ms, of the working day after a due date (handbook §2.24). */
export function urgedFrom(calendar: Calendar, due: number): number {
  let date = addDays(dateOf(due), 1)
  while (!dayOf(calendar, date).works) date = addDays(date, 1)
  return instantOf(date, calendar.opens)
}

/**
 * The sum of an appointment: `notice` is the time that must have passed since it was made known, its last day the
 * first day allowed (handbook P15: two working days). It is due at the appointed instant, or, where that would be
 * too soon, at the end of the first day allowed.
 */
export function appointment(calendar: Calendar, notice: DueSum, at: string): DueSum {
  const notBefore = instantOf(notice.dueDate, calendar.opens)
  const due = Date.parse(at) >= instantOf(notice.dueDate, 0) ? Date.parse(at) : Date.parse(notice.due)
  return {
    ...notice,
    due: new Date(due).toISOString(),
    dueDate: dateOf(due),
    appointed: { at, notBefore: new Date(notBefore).toISOString() },
  }
}

/** 更正期限: what it becomes, before what was announced is held against it. */
export const correctedSum = (
  calendar: Calendar,
  sum: DueSum,
  start: number,
  { days, limit, by }: { days?: number | undefined; limit?: Limit | undefined; by: string },
): DueSum =>
  limit === undefined ? extended(calendar, sum, days ?? 0, by) : settledSum(calendar, sum, { start, limit })

/** The limit reckoned anew, and once more what was given on top of it. */
export function settledSum(calendar: Calendar, sum: DueSum, { start, limit }: { start: number; limit: Limit }): DueSum {
  let anew = dueDate(calendar, start, limit)
  if (sum.appointed) anew = appointment(calendar, anew, sum.appointed.at)
  for (const stop of sum.stops ?? []) anew = afterStop(calendar, anew, Date.parse(stop.from), Date.parse(stop.to))
  for (const { days, by } of sum.extensions ?? []) anew = extended(calendar, anew, days, by)
  return anew
}
