import { addDays, type Calendar, type DayKind, instantOf } from '../../domain/calendar.ts'

/** The State Council's lists for 2025 and 2026 as the handbook gives them (§6.1): days off, make-up days. */
const holidays: [first: string, last: string, name: string][] = [
  ['2025-01-01', '2025-01-01', '元旦'],
  ['2025-01-28', '2025-02-04', '春节'],
  ['2025-04-04', '2025-04-06', '清明节'],
  ['2025-05-01', '2025-05-05', '劳动节'],
  ['2025-05-31', '2025-06-02', '端午节'],
  ['2025-10-01', '2025-10-08', '国庆节、中秋节'],
  ['2026-01-01', '2026-01-03', '元旦'],
  ['2026-02-15', '2026-02-23', '春节'],
  ['2026-04-04', '2026-04-06', '清明节'],
  ['2026-05-01', '2026-05-05', '劳动节'],
  ['2026-06-19', '2026-06-21', '端午节'],
  ['2026-09-25', '2026-09-27', '中秋节'],
  ['2026-10-01', '2026-10-07', '国庆节'],
]
const makeUpDays: [date: string, name: string][] = [
  ['2025-01-26', '春节'],
  ['2025-02-08', '春节'],
  ['2025-04-27', '劳动节'],
  ['2025-09-28', '国庆节'],
  ['2025-10-11', '国庆节'],
  ['2026-01-04', '元旦'],
  ['2026-02-14', '春节'],
  ['2026-02-28', '春节'],
  ['2026-05-09', '劳动节'],
  ['2026-09-20', '国庆节'],
  ['2026-10-10', '国庆节'],
]

function publishedDays(): Calendar['days'] {
  const days: Record<string, { kind: DayKind; name: string }> = {}
  for (const [first, last, name] of holidays) {
    for (let date = first; date <= last; date = addDays(date, 1)) days[date] = { kind: 'holiday', name }
  }
  for (const [date, name] of makeUpDays) days[date] = { kind: 'workday', name: `${name}调休上班` }
  return days
}

export const calendar: Calendar = { publishedYears: [2025, 2026], days: publishedDays(), opens: 9, closes: 18 }

/** The instant (ms) of `HH:mm` on a date in the county. */
export const at = (date: string, clock = '10:00'): number => {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return instantOf(date, hour + minute / 60)
}
