import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  dateOf,
  dayOf,
  dueDate,
  hours,
  instantOf,
  Limit,
  months,
  naturalDays,
  workingDays,
  workingHours,
  yellowFrom,
} from '../../domain/calendar.ts'
import { at, calendar } from './published-calendar.ts'

describe('due dates of the handbook (§6.3)', () => {
  test.each([
    [1, '2026-09-18', workingDays(3), '2026-09-22', undefined],
    [2, '2026-09-24', workingDays(5), '2026-10-09', undefined],
    [3, '2026-02-13', workingDays(3), '2026-02-25', undefined],
    [4, '2026-04-30', workingDays(5), '2026-05-11', undefined],
    [5, '2026-06-17', workingDays(2), '2026-06-22', undefined],
    [6, '2026-09-30', workingDays(1), '2026-10-08', undefined],
    [7, '2025-09-26', workingDays(3), '2025-09-30', undefined],
    [8, '2026-11-23', workingDays(3), '2026-11-26', undefined],
    [10, '2026-09-20', naturalDays(15), '2026-10-08', '2026-10-05'],
    [11, '2026-02-01', naturalDays(15), '2026-02-24', '2026-02-16'],
    [12, '2026-11-20', naturalDays(15), '2026-12-07', '2026-12-05'],
    [13, '2026-11-01', naturalDays(60), '2026-12-31', undefined],
    [14, '2026-08-31', months(1), '2026-09-30', undefined],
    [15, '2026-09-05', months(1), '2026-10-08', '2026-10-05'],
    [16, '2026-01-31', months(1), '2026-02-28', undefined],
  ] as const)('case %i: %s and %o fall due on %s', (_, start, limit, due, rolledFrom) => {
    const sum = dueDate(calendar, at(start), limit)
    expect(sum).toMatchObject({ dueDate: due, provisional: false, unpublishedYears: [] })
    expect(sum.due).toBe(new Date(at(due, '18:00')).toISOString())
    expect(sum.rolledFrom).toBe(rolledFrom)
  })

  test('case 9: a year without a published calendar is reckoned by plain weeks and said to be provisional', () => {
    const sum = dueDate(calendar, at('2026-12-30'), workingDays(2))
    expect(sum).toMatchObject({ dueDate: '2027-01-01', provisional: true, unpublishedYears: [2027] })
  })

  test('the sum says which days counted, which did not and why, and which were made up', () => {
    const sum = dueDate(calendar, at('2026-09-18'), workingDays(3))
    expect(sum.counted).toEqual(['2026-09-20', '2026-09-21', '2026-09-22'])
    expect(sum.madeUp).toEqual(['2026-09-20'])
    expect(sum.skipped).toEqual([{ date: '2026-09-19', why: '周末' }])
    expect(dueDate(calendar, at('2026-09-30'), workingDays(1)).skipped).toHaveLength(7)
  })
})

describe('working days of the published years', () => {
  test.each([
    [2025, [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23]],
    [2026, [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]],
  ])('%i has 248, month by month', (year, expected) => {
    const worked: string[] = []
    for (let date = `${year}-01-01`; date.startsWith(String(year)); date = addDays(date, 1)) {
      if (dayOf(calendar, date).works) worked.push(date)
    }
    expect(worked).toHaveLength(248)
    expect(expected.map((_, month) => worked.filter((date) => Number(date.slice(5, 7)) === month + 1).length)).toEqual(
      expected,
    )
  })
})

describe('limits in hours', () => {
  test.each([
    ['in office hours', '2026-11-23', '09:30', workingHours(4), '2026-11-23', '13:30'],
    ['from 17:00 it goes on the next working day', '2026-11-23', '17:00', workingHours(4), '2026-11-24', '12:00'],
    ['from Friday 17:00 it goes on on Monday', '2026-11-20', '17:00', workingHours(4), '2026-11-23', '12:00'],
    ['before a holiday it goes on after it', '2026-09-30', '17:00', workingHours(4), '2026-10-08', '12:00'],
    ['at night it starts in the morning', '2026-11-23', '23:00', workingHours(4.5), '2026-11-24', '13:30'],
    ['before the office opens it starts when it does', '2026-11-23', '06:00', workingHours(9), '2026-11-23', '18:00'],
    ['a make-up Sunday is worked', '2026-09-20', '17:30', workingHours(1), '2026-09-21', '09:30'],
    ['natural hours run through night and holiday', '2026-10-01', '20:00', hours(24), '2026-10-02', '20:00'],
  ] as const)('%s', (_, date, clock, limit, dueDay, dueClock) => {
    expect(dueDate(calendar, at(date, clock), limit).due).toBe(new Date(at(dueDay, dueClock)).toISOString())
  })
})

describe('when a step turns yellow', () => {
  test('one working day or a quarter is left, whichever comes first', () => {
    const eve = (date: string, n: number) =>
      new Date(yellowFrom(calendar, dueDate(calendar, at(date), workingDays(n)))).toISOString()
    expect(eve('2026-11-23', 3)).toBe(new Date(at('2026-11-25', '18:00')).toISOString())
    // Due on the first day after the holiday: the eve is the last working day before it.
    expect(eve('2026-09-28', 3)).toBe(new Date(at('2026-09-30', '18:00')).toISOString())
  })

  test('a limit of one day or a few hours has only the quarter', () => {
    const sum = dueDate(calendar, at('2026-11-23', '09:00'), workingHours(4))
    expect(yellowFrom(calendar, sum)).toBe(at('2026-11-23', '12:00'))
  })
})

const zones = ['Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Kiritimati', 'UTC']
const starts = fc.integer({ min: at('2025-01-01', '00:00'), max: at('2026-12-31', '23:59') })
const amounts = fc.oneof(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0.1, max: 60, noNaN: true }))
const limits = fc.record({ unit: fc.constantFrom('WD', 'ND', 'H', 'WH', 'M'), value: amounts }) as fc.Arbitrary<Limit>
const sooner = (limit: Limit): Limit => ({ ...limit, value: limit.value / 2 })

describe('what holds for every start and limit', () => {
  test('it falls due after it starts, and is yellow in between', () => {
    fc.assert(
      fc.property(starts, limits, (start, limit) => {
        const sum = dueDate(calendar, start, limit)
        const yellow = yellowFrom(calendar, sum)
        expect(Date.parse(sum.due)).toBeGreaterThan(start)
        expect(yellow).toBeGreaterThanOrEqual(start)
        expect(yellow).toBeLessThanOrEqual(Date.parse(sum.due))
      }),
    )
  })

  test('a longer limit is never due earlier, nor is a later start', () => {
    fc.assert(
      fc.property(starts, limits, (start, limit) => {
        const due = Date.parse(dueDate(calendar, start, limit).due)
        expect(due).toBeGreaterThanOrEqual(Date.parse(dueDate(calendar, start, sooner(limit)).due))
        expect(Date.parse(dueDate(calendar, start + 3_600_000, limit).due)).toBeGreaterThanOrEqual(due)
      }),
    )
  })

  test('n working days count exactly n days, all worked', () => {
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 60 }), (start, n) => {
        const sum = dueDate(calendar, start, workingDays(n))
        expect(sum.counted).toHaveLength(n)
        expect(sum.counted.every((date) => dayOf(calendar, date).works)).toBe(true)
        expect(sum.counted.at(-1)).toBe(sum.dueDate)
        expect(sum.counted).not.toContain(dateOf(start))
        const days = (instantOf(sum.dueDate, 0) - instantOf(dateOf(start), 0)) / 86_400_000
        expect(sum.counted.length + sum.skipped.length).toBe(days)
      }),
    )
  })

  test("the computer's time zone does not matter", () => {
    fc.assert(
      fc.property(starts, limits, (start, limit) => {
        const own = process.env['TZ']
        const sums = zones.map((zone) => {
          process.env['TZ'] = zone
          return JSON.stringify([dueDate(calendar, start, limit), new Date(2026, 0).getTimezoneOffset()])
        })
        process.env['TZ'] = own ?? ''
        if (own === undefined) delete process.env['TZ']
        expect(new Set(sums.map((sum) => JSON.stringify(JSON.parse(sum)[0]))).size).toBe(1)
        // The zones were really in force.
        expect(new Set(sums.map((sum) => JSON.parse(sum)[1])).size).toBe(zones.length)
      }),
    )
  })
})
