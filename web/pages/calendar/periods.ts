import { addDays } from '../../../domain/calendar.ts'

/** One holiday as the State Council announces it: its days off, and the days worked to make up for them. */
export type Period = { name: string; from: string; to: string; makeUp: string[] }

/** A day as the calendar keeps it. */
export type Day = { date: string; kind: 'holiday' | 'workday'; name: string }

const weekdays = (name: string) => `${name}调休上班`

export const isDate = (value: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) && addDays(value, 0) === value

/** 0 is Sunday, as JavaScript counts. */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay()

export const isWeekend = (date: string): boolean => weekdayOf(date) === 0 || weekdayOf(date) === 6

/** The dates from one to another, both included; none when they are not dates in that order. */
export function datesBetween(from: string, to: string): string[] {
  if (!isDate(from) || !isDate(to) || to < from) return []
  const dates: string[] = []
  for (let date = from; date <= to && dates.length < 60; date = addDays(date, 1)) dates.push(date)
  return dates
}

/** The calendar's days for these holidays, in order; of a date named twice the first wins. */
export function daysOf(periods: readonly Period[]): Day[] {
  const days = new Map<string, Day>()
  const keep = (day: Day) => {
    if (!days.has(day.date)) days.set(day.date, day)
  }
  for (const { name, from, to, makeUp } of periods) {
    for (const date of datesBetween(from, to)) keep({ date, kind: 'holiday', name })
    for (const date of makeUp) if (isDate(date)) keep({ date, kind: 'workday', name: weekdays(name) })
  }
  return [...days.values()].sort((a, b) => a.date.localeCompare(b.date))
}

/** The holidays behind a published year's days, so that a published year reads as the notice did. */
export function periodsOf(days: readonly Day[]): Period[] {
  const periods: Period[] = []
  for (const { date, name } of days.filter((day) => day.kind === 'holiday')) {
    const last = periods.at(-1)
    if (last && last.name === name && addDays(last.to, 1) === date) last.to = date
    else periods.push({ name, from: date, to: date, makeUp: [] })
  }
  for (const { date, name } of days.filter((day) => day.kind === 'workday')) {
    const owner =
      periods.find((period) => weekdays(period.name) === name) ??
      periods.find((period) => period.name.includes(name.replace('调休上班', ''))) ??
      [...periods].sort((a, b) => distance(date, a) - distance(date, b))[0]
    owner?.makeUp.push(date)
  }
  return periods
}

const distance = (date: string, period: Period): number =>
  Math.min(Math.abs(Date.parse(date) - Date.parse(period.from)), Math.abs(Date.parse(date) - Date.parse(period.to)))
