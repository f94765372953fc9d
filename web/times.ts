import { useMemo } from 'react'
import type { Language } from '../domain/text.ts'
import { useLanguage } from './language.tsx'

/** Every time on a screen is the county's: Asia/Shanghai, wherever the browser is. */
const ZONE = 'Asia/Shanghai'

/** The civil date in the county (YYYY-MM-DD) of an instant: an ISO string or ms since the epoch. */
export const countyDate = (at: string | number): string =>
  new Date((typeof at === 'number' ? at : Date.parse(at)) + 8 * 3_600_000).toISOString().slice(0, 10)

/** The county's wall clock of an instant as a datetime-local input wants it: YYYY-MM-DDTHH:mm. */
export const wallClock = (iso: string): string => new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16)

/** The instant of a wall clock in the county, ISO with zone. */
export const fromWallClock = (wall: string): string => `${wall.length === 16 ? `${wall}:00` : wall}+08:00`

const formats = (language: Language) => {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  const make = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options })
  return {
    day: make(language === 'zh' ? { month: 'numeric', day: 'numeric' } : { day: 'numeric', month: 'short' }),
    full: make(
      language === 'zh'
        ? { year: 'numeric', month: 'long', day: 'numeric' }
        : { year: 'numeric', month: 'short', day: 'numeric' },
    ),
    weekday: make({ weekday: 'short' }),
    clock: make({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  }
}

const monthDay = (date: string, language: Language, format: Intl.DateTimeFormat, at: Date) =>
  language === 'zh' ? `${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日` : format.format(at)

/** How instants and dates are written in one language. Each takes an ISO instant unless it says date. */
export function timesIn(language: Language) {
  const format = formats(language)
  const day = (iso: string): string => {
    const date = countyDate(iso)
    const at = new Date(iso)
    return date.slice(0, 4) === countyDate(Date.now()).slice(0, 4)
      ? monthDay(date, language, format.day, at)
      : format.full.format(at)
  }
  const clock = (iso: string): string => format.clock.format(new Date(iso))
  const weekday = (iso: string): string => format.weekday.format(new Date(iso))
  return {
    /** 11月26日, with the year when it is not this one. */
    day,
    /** 18:00 */
    clock,
    /** 周四 */
    weekday,
    /** 11月26日 18:00 */
    dayClock: (iso: string): string => `${day(iso)} ${clock(iso)}`,
    /** 2026年11月26日 */
    full: (iso: string): string => format.full.format(new Date(iso)),
    /** 2026年11月26日 18:00 */
    fullClock: (iso: string): string => `${format.full.format(new Date(iso))} ${clock(iso)}`,
    /** A civil date YYYY-MM-DD as 11月26日 周四. */
    civil: (date: string): string => {
      const noon = `${date}T12:00:00+08:00`
      return `${day(noon)} ${weekday(noon)}`
    },
  }
}

/** `timesIn` the chosen language. */
export function useTimes(): ReturnType<typeof timesIn> {
  const { language } = useLanguage()
  return useMemo(() => timesIn(language), [language])
}
