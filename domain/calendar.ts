import { z } from 'zod'

/**
 * The county's working days and how a due date is reckoned from a limit. Pure: the calendar is given, the
 * clock is an argument. Rules: Civil Code §§200–204, Administrative Penalty Law §85, handbook §6.2.
 * All dates are civil dates of Asia/Shanghai (UTC+8, no summer time), written YYYY-MM-DD.
 */

/** WD working days, ND natural days, H natural hours, WH hours within business time, M months. */
export const Limit = z.object({
  unit: z.enum(['WD', 'ND', 'H', 'WH', 'M']),
  value: z.number().positive().max(400),
})
export type Limit = z.infer<typeof Limit>

export const workingDays = (value: number): Limit => ({ unit: 'WD', value })
export const naturalDays = (value: number): Limit => ({ unit: 'ND', value })
export const hours = (value: number): Limit => ({ unit: 'H', value })
export const workingHours = (value: number): Limit => ({ unit: 'WH', value })
export const months = (value: number): Limit => ({ unit: 'M', value })

export type DayKind = 'holiday' | 'workday'

/** What the State Council published: days off and make-up working days by date, and the years covered. */
export type Calendar = {
  publishedYears: readonly number[]
  days: Readonly<Record<string, { kind: DayKind; name: string }>>
  /** Business time of the county's offices, hours of the day. */
  opens: number
  closes: number
}

/**
 * A due date with its sum. `start` and `due` are instants (ISO, UTC). `counted` lists the days that count,
 * `skipped` those that do not, each with why. `provisional` is true when a day of a year without a published
 * calendar was reckoned by plain weeks: it is settled when that year is published.
 */
export const DueSum = z.object({
  start: z.string(),
  limit: Limit,
  due: z.string(),
  dueDate: z.string(),
  provisional: z.boolean(),
  unpublishedYears: z.array(z.number()),
  counted: z.array(z.string()),
  skipped: z.array(z.object({ date: z.string(), why: z.string() })),
  madeUp: z.array(z.string()),
  rolledFrom: z.string().optional(),
  /** The appointed instant, and from when on it is lawful: the limit is the notice that must be given first. */
  appointed: z.object({ at: z.string(), notBefore: z.string() }).optional(),
  /** Times in which the clock stood still, and the working days that were given back for each. */
  stops: z.array(z.object({ from: z.string(), to: z.string(), days: z.number() })).optional(),
  /** Extensions granted: by how many working days, by whom. */
  extensions: z.array(z.object({ days: z.number(), by: z.string() })).optional(),
})
export type DueSum = z.infer<typeof DueSum>

const HOUR = 3_600_000
const DAY = 24 * HOUR
const OFFSET = 8 * HOUR

/** The civil date in Asia/Shanghai of an instant in ms since the epoch. */
export const dateOf = (at: number): string => new Date(at + OFFSET).toISOString().slice(0, 10)

/** An instant as the county reads it: YYYY-MM-DD HH:mm in Asia/Shanghai. */
export const localTime = (instant: string): string =>
  new Date(Date.parse(instant) + OFFSET).toISOString().slice(0, 16).replace('T', ' ')

/** The instant, in ms, of an hour of a civil date in Asia/Shanghai; `hour` may be fractional or 24. */
export const instantOf = (date: string, hour: number): number => Date.parse(`${date}T00:00:00Z`) - OFFSET + hour * HOUR

export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)

const yearOf = (date: string): number => Number(date.slice(0, 4))

/** Whether a date is worked, and why (not); `published` false means the answer is by plain weeks only. */
export function dayOf(calendar: Calendar, date: string): { works: boolean; why: string; published: boolean } {
  const published = calendar.publishedYears.includes(yearOf(date))
  const named = published ? calendar.days[date] : undefined
  if (named) return { works: named.kind === 'workday', why: named.name, published }
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return { works: weekday !== 0 && weekday !== 6, why: weekday === 0 || weekday === 6 ? '周末' : '', published }
}

/**
 * The due date of a limit that starts at an instant (ms). Days: the first day is not counted, a last day off
 * moves to the next working day (not for hours), and the day ends at close of business.
 */
export function dueDate(calendar: Calendar, start: number, limit: Limit): DueSum {
  const tally = { counted: [] as string[], skipped: [] as { date: string; why: string }[], madeUp: [] as string[] }
  const unpublished = new Set<number>()
  const look = (date: string) => {
    const day = dayOf(calendar, date)
    if (!day.published) unpublished.add(yearOf(date))
    return day
  }
  const visit = (date: string): boolean => {
    const day = look(date)
    if (day.works) {
      tally.counted.push(date)
      if (day.why) tally.madeUp.push(date)
    } else tally.skipped.push({ date, why: day.why })
    return day.works
  }
  const finish = (due: number, rolledFrom?: string): DueSum => ({
    start: new Date(start).toISOString(),
    limit,
    due: new Date(due).toISOString(),
    dueDate: dateOf(due),
    provisional: unpublished.size > 0,
    unpublishedYears: [...unpublished].sort((a, b) => a - b),
    ...tally,
    ...(rolledFrom === undefined ? {} : { rolledFrom }),
  })

  switch (limit.unit) {
    case 'H':
      return finish(start + limit.value * HOUR)
    case 'WH': {
      let left = limit.value * HOUR
      for (let date = dateOf(start); ; date = addDays(date, 1)) {
        const from = Math.max(start, instantOf(date, calendar.opens))
        const room = instantOf(date, calendar.closes) - from
        if (room <= 0 || !visit(date)) continue
        if (left <= room) return finish(from + left)
        left -= room
      }
    }
    case 'WD': {
      let left = Math.ceil(limit.value)
      let date = dateOf(start)
      while (left > 0) {
        date = addDays(date, 1)
        if (visit(date)) left -= 1
      }
      return finish(instantOf(date, calendar.closes))
    }
    case 'ND':
    case 'M': {
      // A part of a day or month counts whole: it could otherwise fall due before it starts.
      const whole = Math.ceil(limit.value)
      const nominal = limit.unit === 'ND' ? addDays(dateOf(start), whole) : addMonths(dateOf(start), whole)
      let date = nominal
      while (!look(date).works) {
        tally.skipped.push({ date, why: dayOf(calendar, date).why })
        date = addDays(date, 1)
      }
      return finish(instantOf(date, calendar.closes), date === nominal ? undefined : nominal)
    }
  }
}

/**
 * The due date after the clock stood still from `stoppedAt` to `resumedAt` (ms): what was left when it stopped
 * is left when it goes on (handbook §6.2 rule 8). Days are given back as working days, hours as hours.
 */
export function afterStop(calendar: Calendar, sum: DueSum, stoppedAt: number, resumedAt: number): DueSum {
  const stop = { from: new Date(stoppedAt).toISOString(), to: new Date(resumedAt).toISOString(), days: 0 }
  const stops = [...(sum.stops ?? []), stop]
  if (sum.limit.unit === 'H') return moved(sum, Date.parse(sum.due) + resumedAt - stoppedAt, { stops })
  if (sum.limit.unit === 'WH') {
    const left = businessMs(calendar, stoppedAt, Date.parse(sum.due)) / HOUR
    return moved(sum, Date.parse(dueDate(calendar, resumedAt, { unit: 'WH', value: Math.max(left, 0.01) }).due), {
      stops,
    })
  }
  for (let date = addDays(dateOf(stoppedAt), 1); date <= dateOf(resumedAt); date = addDays(date, 1)) {
    if (dayOf(calendar, date).works) stop.days += 1
  }
  return { ...longer(calendar, sum, stop.days), stops }
}

/** The due date made later by working days, by a named person's decision. */
export function extended(calendar: Calendar, sum: DueSum, days: number, by: string): DueSum {
  return { ...longer(calendar, sum, days), extensions: [...(sum.extensions ?? []), { days, by }] }
}

function longer(calendar: Calendar, sum: DueSum, days: number): DueSum {
  if (days === 0) return sum
  const more = dueDate(calendar, instantOf(sum.dueDate, calendar.opens), { unit: 'WD', value: days })
  return {
    ...moved(sum, Date.parse(more.due), {}),
    counted: [...sum.counted, ...more.counted],
    skipped: [...sum.skipped, ...more.skipped],
    madeUp: [...sum.madeUp, ...more.madeUp],
    provisional: sum.provisional || more.provisional,
    unpublishedYears: [...new Set([...sum.unpublishedYears, ...more.unpublishedYears])],
  }
}

const moved = (sum: DueSum, due: number, change: Partial<DueSum>): DueSum => ({
  ...sum,
  ...change,
  due: new Date(due).toISOString(),
  dueDate: dateOf(due),
})

function businessMs(calendar: Calendar, from: number, to: number): number {
  let sum = 0
  for (let date = dateOf(from); date <= dateOf(to); date = addDays(date, 1)) {
    if (!dayOf(calendar, date).works) continue
    sum += Math.max(0, Math.min(to, instantOf(date, calendar.closes)) - Math.max(from, instantOf(date, calendar.opens)))
  }
  return sum
}

/** The same day `n` months later, or that month's last day when it has no such day (Civil Code §202). */
function addMonths(date: string, n: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + n + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + n, Math.min(day, last))).toISOString().slice(0, 10)
}

/**
 * When a step turns yellow, in ms since the epoch: a quarter of the time or one working day is left, whichever
 * comes first (handbook §2.24). A limit under two working days has only the quarter, or it would start yellow.
 * Nobody is warned outside business time: the warning waits for the next opening, if that is still before the end.
 */
export function yellowFrom(calendar: Calendar, sum: DueSum): number {
  const start = Date.parse(sum.start)
  const due = Date.parse(sum.due)
  const quarterLeft = due - (due - start) / 4
  if (sum.counted.length < 2 || sum.limit.unit === 'WH') return inBusinessTime(calendar, quarterLeft, due)
  let eve = addDays(sum.dueDate, -1)
  while (!dayOf(calendar, eve).works) eve = addDays(eve, -1)
  return Math.max(start, inBusinessTime(calendar, Math.min(quarterLeft, instantOf(eve, calendar.closes)), due))
}

function inBusinessTime(calendar: Calendar, at: number, before: number): number {
  let date = dateOf(at)
  if (dayOf(calendar, date).works) {
    if (at < instantOf(date, calendar.opens)) return Math.min(instantOf(date, calendar.opens), before)
    if (at <= instantOf(date, calendar.closes)) return at
  }
  do date = addDays(date, 1)
  while (!dayOf(calendar, date).works)
  const opening = instantOf(date, calendar.opens)
  return opening < before ? opening : at
}
