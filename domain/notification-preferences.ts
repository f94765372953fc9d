import { z } from 'zod'
import { addDays, type Calendar, dateOf, dayOf, instantOf } from './calendar.ts'
import { choice, field } from './fields.ts'
import { text } from './text.ts'

/**
 * How somebody wishes to be told outside of the product, and from when something may be sent to them. Pure: the
 * clock is an argument. In the product everything shows at once.
 */

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const clockHint = text('时:分，例如 20:00', 'Hours:minutes, such as 20:00')

export const NotificationPreference = z.object({
  email: field(
    z
      .string()
      .trim()
      .max(120)
      .pipe(z.union([z.literal(''), z.email()])),
    {
      label: text('电子邮箱', 'E-mail address'),
      hint: text('不填则不发邮件', 'Without one no mail is sent'),
    },
  ),
  emailMode: choice(text('邮件提醒', 'Mail'), {
    AT_ONCE: text('即时发送', 'At once'),
    DAILY: text('每日 8:30 汇总一封', 'One a day, at 8:30'),
    OFF: text('不发邮件', 'None'),
  }),
  quietFrom: field(Clock, { label: text('免打扰开始', 'Quiet from'), hint: clockHint }),
  quietTo: field(Clock, { label: text('免打扰结束', 'Quiet until'), hint: clockHint }),
  daysOff: choice(text('休息日', 'Days off'), {
    QUIET: text('不打扰，下一个工作日再发', 'Quiet; wait for the next working day'),
    AS_USUAL: text('照常发送', 'As on other days'),
  }),
  language: choice(text('邮件语言', 'Language of the mail'), {
    zh: text('中文', 'Chinese'),
    en: text('英文', 'English'),
  }),
})
export type NotificationPreference = z.infer<typeof NotificationPreference>

/** What holds for whoever has chosen nothing; `address` is the one in the directory, or empty. */
export const defaultPreference = (address: string): NotificationPreference => ({
  email: address,
  emailMode: 'AT_ONCE',
  quietFrom: '20:00',
  quietTo: '08:00',
  daysOff: 'QUIET',
  language: 'zh',
})

const DIGEST_HOUR = 8.5
const DAY_MS = 86_400_000

const hourOf = (clock: string): number => Number(clock.slice(0, 2)) + Number(clock.slice(3)) / 60

/** The first instant, in ms and not before `now`, at which nothing asks for quiet. */
export function nextOpening(wish: NotificationPreference, calendar: Calendar, now: number): number {
  const from = hourOf(wish.quietFrom)
  const to = hourOf(wish.quietTo)
  let at = now
  // A year of days off is no calendar anybody publishes: then it is better to speak than to be silent for ever.
  while (at < now + 366 * DAY_MS) {
    const date = dateOf(at)
    const quietEnd = endOfQuiet(at, date, from, to)
    if (wish.daysOff === 'QUIET' && !dayOf(calendar, date).works) at = instantOf(date, 24)
    else if (quietEnd === null) return at
    else at = quietEnd
  }
  return now
}

function endOfQuiet(at: number, date: string, from: number, to: number): number | null {
  if (from === to) return null
  const isAfter = at >= instantOf(date, from)
  const isBefore = at < instantOf(date, to)
  if (from < to) return isAfter && isBefore ? instantOf(date, to) : null
  if (isBefore) return instantOf(date, to)
  return isAfter ? instantOf(addDays(date, 1), to) : null
}

/** When a mail may go, in ms and not before `now`: at once or with the day's digest, but never into the quiet. */
export function mailTime(wish: NotificationPreference, calendar: Calendar, now: number): number {
  if (wish.emailMode !== 'DAILY') return nextOpening(wish, calendar, now)
  const today = instantOf(dateOf(now), DIGEST_HOUR)
  const opening = nextOpening(wish, calendar, today < now ? instantOf(addDays(dateOf(now), 1), DIGEST_HOUR) : today)
  const digest = Math.max(opening, instantOf(dateOf(opening), DIGEST_HOUR))
  // Who is quiet at half past eight gets theirs when the quiet is over.
  return nextOpening(wish, calendar, digest) === digest ? digest : opening
}
