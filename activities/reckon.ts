import { afterStop, type Calendar, dueDate, type DueSum, extended, type Limit, yellowFrom } from '../domain/calendar.ts'
import type { Due, EngineEvent } from '../domain/events.ts'
import { appointment, correctedSum, settledSum, urgedFrom } from '../domain/late.ts'
import type { Db } from '../db/connect.ts'

const announcing = [
  'taskOpened',
  'dueDateSettled',
  'dueDateExtended',
  'dueDateCorrected',
  'extensionGranted',
  'clockResumed',
] as const
type DueEvent = Extract<EngineEvent, { type: (typeof announcing)[number] }>

const announcesDue = (event: EngineEvent): event is DueEvent => (announcing as readonly string[]).includes(event.type)

/** The tasks whose due dates these events announce. */
export const dueTasks = (events: EngineEvent[]): string[] =>
  events.filter(announcesDue).map((event) => event.data.taskId)

/** The due dates that these events announce, by the number of the event. */
export async function reckon(db: Db, calendar: Calendar, events: EngineEvent[]): Promise<Map<number, Due>> {
  const dues = new Map<number, Due>()
  for (const event of events.filter(announcesDue)) {
    dues.set(event.no, event.type === 'taskOpened' ? opened(calendar, event.data) : await moved(db, calendar, event))
  }
  return dues
}

function opened(
  calendar: Calendar,
  {
    start,
    limit,
    objectWithin,
    appointedAt,
  }: { start: string; limit: Limit; objectWithin?: Limit; appointedAt?: string },
): Due {
  const from = Date.parse(start)
  const objectUntil = objectWithin ? dueDate(calendar, from, objectWithin).due : null
  const sum = dueDate(calendar, from, limit)
  return dueOf(calendar, appointedAt === undefined ? sum : appointment(calendar, sum, appointedAt), objectUntil)
}

/** When the formal reminder follows on a due date; both are ISO instants. */
export const urgeAt = (calendar: Calendar, dueAt: string): string =>
  new Date(urgedFrom(calendar, Date.parse(dueAt))).toISOString()

const dueOf = (calendar: Calendar, sum: DueSum, objectUntil: string | null): Due => ({
  dueAt: sum.due,
  yellowAt: new Date(yellowFrom(calendar, sum)).toISOString(),
  urgeAt: urgeAt(calendar, sum.due),
  sum,
  objectUntil,
})

/**
 * A moved due date is never earlier than the one that was announced (handbook §6.1), unless two administrators
 * agree that the announced one was wrong.
 */
async function moved(db: Db, calendar: Calendar, event: Exclude<DueEvent, { type: 'taskOpened' }>): Promise<Due> {
  const task = await db
    .selectFrom('task')
    .select(['start_at', 'limit_unit', 'limit_value', 'due_at', 'due_sum', 'object_until'])
    .where('id', '=', event.data.taskId)
    .executeTakeFirstOrThrow()
  const sum = movedSum(calendar, event, task.due_sum, {
    start: task.start_at.getTime(),
    limit: { unit: task.limit_unit as Limit['unit'], value: task.limit_value },
  })
  const announced = task.due_at.toISOString()
  const agreed = event.type === 'dueDateCorrected' && event.data.agreedBy !== undefined
  const later = agreed || sum.due >= announced ? sum : { ...sum, due: announced, dueDate: task.due_sum.dueDate }
  return dueOf(calendar, later, task.object_until?.toISOString() ?? null)
}

function movedSum(
  calendar: Calendar,
  { type, data }: Exclude<DueEvent, { type: 'taskOpened' }>,
  sum: DueSum,
  given: { start: number; limit: Limit },
): DueSum {
  switch (type) {
    case 'extensionGranted':
      return extended(calendar, sum, data.days, data.by)
    case 'clockResumed':
      return afterStop(calendar, sum, Date.parse(data.stoppedAt), Date.parse(data.resumedAt))
    case 'dueDateExtended':
      return dueDate(calendar, Date.parse(data.start), data.limit)
    case 'dueDateCorrected':
      return correctedSum(calendar, sum, given.start, data)
    case 'dueDateSettled':
      return settledSum(calendar, sum, given)
  }
}
