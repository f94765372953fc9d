import type { CalendarSpecDescription, ScheduleSpecDescription } from '@temporalio/client'
import { type Text, text } from '../../domain/text.ts'
import { MONTHS } from './client.ts'

/** When a schedule runs, in words; what it says in no other way, such as patrols do. */

const weekdays: Record<string, Text> = {
  SUNDAY: text('日', 'Sunday'),
  MONDAY: text('一', 'Monday'),
  TUESDAY: text('二', 'Tuesday'),
  WEDNESDAY: text('三', 'Wednesday'),
  THURSDAY: text('四', 'Thursday'),
  FRIDAY: text('五', 'Friday'),
  SATURDAY: text('六', 'Saturday'),
}

export function timingWords({ calendars = [], intervals = [] }: ScheduleSpecDescription): Text {
  const said = [
    ...calendars.map(ofCalendar),
    ...intervals.map(({ every }) => text(`每隔${every / 60_000}分钟`, `every ${every / 60_000} min`)),
  ]
  if (said.length === 0) return text('没有安排时间', 'at no time')
  return text(said.map(({ zh }) => zh).join('；'), said.map(({ en }) => en).join('; '))
}

function ofCalendar({ month, dayOfMonth, dayOfWeek, hour, minute }: CalendarSpecDescription): Text {
  const at = `${two(hour[0]?.start)}:${two(minute[0]?.start)}`
  const named =
    dayOfWeek.length === 1 && dayOfWeek[0]?.start === dayOfWeek[0]?.end
      ? weekdays[dayOfWeek[0]?.start ?? '']
      : undefined
  if (named) return text(`每周${named.zh} ${at}`, `every ${named.en} at ${at}`)
  const day = dayOfMonth.length === 1 && dayOfMonth[0]?.start === dayOfMonth[0]?.end ? dayOfMonth[0]?.start : undefined
  if (day === undefined) return text(`每天 ${at}`, `every day at ${at}`)
  const named12 = month
    .filter(({ start, end }) => start === end)
    .map(({ start }) => MONTHS.findIndex((name) => name === start) + 1)
  if (named12.length === month.length && named12.length > 0)
    return text(
      `每年${named12.map((one) => `${one}月`).join('、')}${day}日 ${at}`,
      `every year on day ${day} of month ${named12.join(', ')} at ${at}`,
    )
  return text(`每月${day}日 ${at}`, `every month on day ${day} at ${at}`)
}

const two = (number: number | undefined): string => String(number ?? 0).padStart(2, '0')
