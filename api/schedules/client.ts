import { type CalendarSpec, ScheduleClient, type ScheduleDescription } from '@temporalio/client'
import { msToTs, tsToMs } from '@temporalio/common/lib/time'
import type { Exclusion } from '../../domain/schedule-views.ts'
import type { Engine } from '../engine.ts'

/** How long the engine may take to answer about a schedule. ms */
const DEADLINE_MS = 8_000

export const clientOf = ({ connection, namespace }: Engine) => new ScheduleClient({ connection, namespace })

/** Asks the engine about schedules, within seconds. Rejects when it does not answer. */
export const asking = <T>(engine: Engine, ask: (client: ScheduleClient) => Promise<T>): Promise<T> =>
  engine.within(DEADLINE_MS, () => ask(clientOf(engine)))

export const describeSchedule = (engine: Engine, id: string): Promise<ScheduleDescription> =>
  asking(engine, (client) => client.getHandle(id).describe())

/** The instants between two others (ms) at which a schedule runs by what it says now, its days off left out. */
export async function matchingTimes(engine: Engine, id: string, from: number, to: number): Promise<Date[]> {
  if (from >= to) return []
  const { connection, namespace } = engine
  const { startTime } = await asking(engine, () =>
    connection.workflowService.listScheduleMatchingTimes({
      namespace,
      scheduleId: id,
      startTime: msToTs(from),
      endTime: msToTs(to),
    }),
  )
  return (startTime ?? []).map((at) => new Date(tsToMs(at)))
}

/** The id of the flow that the engine starts for an instant. */
export const flowAt = (id: string, at: Date): string => `${id}-${at.toISOString().replace(/\.\d+/, '')}`

/** The engine's own names of the months, in order. */
export const MONTHS = [
  'JANUARY',
  'FEBRUARY',
  'MARCH',
  'APRIL',
  'MAY',
  'JUNE',
  'JULY',
  'AUGUST',
  'SEPTEMBER',
  'OCTOBER',
  'NOVEMBER',
  'DECEMBER',
] as const
const DAY_MS = 86_400_000

/** Days off as a schedule takes them: one entry for each day. */
export function skipOf(exclusions: readonly Pick<Exclusion, 'from' | 'to'>[]): CalendarSpec[] {
  const days = new Set<string>()
  for (const { from, to } of exclusions)
    for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS)
      days.add(new Date(at).toISOString().slice(0, 10))
  return [...days].sort().map((day) => {
    const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number)
    return { year, month: MONTHS[month - 1] ?? 'JANUARY', dayOfMonth, hour: '*', minute: '*', second: '*' }
  })
}
