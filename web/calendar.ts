import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { addDays, type Calendar, dayOf } from '../domain/calendar.ts'
import { countyDate } from './times.ts'
import { trpc } from './trpc.ts'

const LONG = 10 * 60_000

/** The county's calendar for counting remaining working days, or null until it is known. Due dates come from the API. */
export function useCalendar(): Calendar | null {
  const { data: years } = useQuery(trpc.calendar.get.queryOptions(undefined, { staleTime: LONG }))
  const { data: directory } = useQuery(trpc.directory.rules.queryOptions(undefined, { staleTime: LONG }))
  return useMemo(() => {
    if (!years || !directory) return null
    const days: Record<string, { kind: 'holiday' | 'workday'; name: string }> = {}
    for (const year of years.years) for (const day of year.days) days[day.date] = { kind: day.kind, name: day.name }
    return { publishedYears: years.years.map(({ year }) => year), days, ...directory.businessHours }
  }, [years, directory])
}

/** Working days after today until `due` included; negative: working days since it passed. */
export function workingDaysLeft(calendar: Calendar, now: number, due: string): number {
  const today = countyDate(now)
  const last = countyDate(due)
  const [from, to, sign] = today < last ? [today, last, 1] : [last, today, -1]
  let days = 0
  // A limit is at most 400 days; a broken date must not hang the browser.
  for (let date = addDays(from, 1), steps = 0; date <= to && steps < 1000; date = addDays(date, 1), steps += 1)
    if (dayOf(calendar, date).works) days += 1
  return days === 0 ? 0 : sign * days
}

/** The present, in ms since the epoch, at most half a minute old. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
