import type { CalendarSpecDescription } from '@temporalio/client'
import { expect, test } from 'vitest'
import { skipOf } from '../../api/schedules/client.ts'
import { timingWords } from '../../api/schedules/words.ts'

/** Schedules in words, and days in a schedule's own terms. */

const one = <T>(value: T) => [{ start: value, end: value, step: 1 }]
const all = { dayOfMonth: { start: 1, end: 31, step: 1 }, dayOfWeek: { start: 'SUNDAY', end: 'SATURDAY', step: 1 } }
const calendar = (change: Partial<CalendarSpecDescription>): CalendarSpecDescription =>
  ({
    second: one(0),
    minute: one(5),
    hour: one(9),
    dayOfMonth: [all.dayOfMonth],
    month: [{ start: 'JANUARY', end: 'DECEMBER', step: 1 }],
    year: [],
    dayOfWeek: [all.dayOfWeek],
    ...change,
  }) as CalendarSpecDescription

test.each([
  ['每天 09:05', {}],
  ['每周一 09:05', { dayOfWeek: one('MONDAY' as const) }],
  ['每月30日 09:05', { dayOfMonth: one(30) }],
  ['每年6月30日 09:05', { month: one('JUNE' as const), dayOfMonth: one(30) }],
])('%s', (said, change) => {
  expect(timingWords({ calendars: [calendar(change)] }).zh).toBe(said)
})

test('days off, each once, over the end of a month', () => {
  const days = skipOf([
    { from: '2027-01-31', to: '2027-02-01' },
    { from: '2027-02-01', to: '2027-02-01' },
  ])
  expect(days.map(({ month, dayOfMonth }) => [month, dayOfMonth])).toEqual([
    ['JANUARY', 31],
    ['FEBRUARY', 1],
  ])
})
