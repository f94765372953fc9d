import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf, dateOf } from '../../domain/calendar.ts'
import {
  defaultPreference,
  mailTime,
  nextOpening,
  NotificationPreference,
} from '../../domain/notification-preferences.ts'
import { kindCodes, notificationText } from '../../domain/notifications.ts'
import { text } from '../../domain/text.ts'
import { calendar } from './published-calendar.ts'

const wish = defaultPreference('a@example.cn')
const ms = (time: string) => Date.parse(`${time}+08:00`)

test.each([
  ['2026-11-24T10:00', '2026-11-24T10:00'],
  ['2026-11-24T20:00', '2026-11-25T08:00'],
  ['2026-11-24T07:59', '2026-11-24T08:00'],
  ['2026-11-27T21:00', '2026-11-30T08:00'],
  // The National Day holiday, and the make-up Saturday before the next week.
  ['2026-09-30T20:30', '2026-10-08T08:00'],
  ['2026-10-09T22:00', '2026-10-10T08:00'],
])('what comes at %s is sent from %s', (now, then) => {
  expect(new Date(nextOpening(wish, calendar, ms(now)))).toEqual(new Date(ms(then)))
})

test.each([
  ['2026-11-24T08:00', '2026-11-24T08:30'],
  ['2026-11-24T08:31', '2026-11-25T08:30'],
  ['2026-11-27T10:00', '2026-11-30T08:30'],
])('what comes at %s is in the digest of %s', (now, then) => {
  expect(new Date(mailTime({ ...wish, emailMode: 'DAILY' }, calendar, ms(now)))).toEqual(new Date(ms(then)))
})

const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
const wishes = fc.record({
  email: fc.constant(''),
  emailMode: fc.constantFrom('AT_ONCE' as const, 'DAILY' as const, 'OFF' as const),
  quietFrom: clock,
  quietTo: clock,
  daysOff: fc.constantFrom('QUIET' as const, 'AS_USUAL' as const),
  language: fc.constantFrom('zh' as const, 'en' as const),
})

test('whatever is wished, something is sent within a fortnight, not before now, and never into the quiet', () => {
  const minutes = fc.integer({ min: 0, max: 340 * 24 * 60 })
  fc.assert(
    fc.property(wishes, minutes, (wished, minute) => {
      expect(NotificationPreference.safeParse(wished).success).toBe(true)
      const now = ms('2026-01-01T00:00') + minute * 60_000
      for (const at of [nextOpening(wished, calendar, now), mailTime(wished, calendar, now)]) {
        expect(at).toBeGreaterThanOrEqual(now)
        expect(at).toBeLessThan(now + 14 * 86_400_000)
        expect(nextOpening(wished, calendar, at)).toBe(at)
        expect(wished.daysOff === 'AS_USUAL' || dayOf(calendar, dateOf(at)).works).toBe(true)
      }
    }),
  )
})

test('every kind has both languages, and of a sealed task none says more than that it waits', () => {
  for (const kind of kindCodes) {
    const task = {
      title: text('整改并书面反馈', 'Rectify and report'),
      dueAt: '2026-11-26T10:00:00.000Z',
      otherwise: text('标红', 'it turns red'),
      addressee: text('县商务局主要负责人', 'Head of the bureau'),
      sealed: false,
    }
    const facts = {
      kind,
      now: new Date('2026-11-24T02:00:00Z'),
      number: '云创督办〔2026〕1号',
      caseTitle: '后巷垃圾',
      round: 2,
    }
    const said = { by: '魏长风', decision: text('同意', 'Grant'), reason: '理由' }
    const open = notificationText({ ...facts, ...said, task })
    expect(open.body.zh).toContain('云创督办〔2026〕1号“后巷垃圾”（第2次督办）')
    expect(open.body.en).not.toMatch(/undefined|null|  /)
    expect(open.body.zh).not.toMatch(/undefined|null/)
    const sealed = notificationText({ ...facts, ...said, task: { ...task, sealed: true } })
    expect([sealed.title.zh, sealed.body.zh]).toEqual(['您有一件移送事项待办', '您有一件移送事项待办'])
  }
})
