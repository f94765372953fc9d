import { addDays, type Calendar, dateOf, dayOf, type DueSum, instantOf } from './calendar.ts'

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
