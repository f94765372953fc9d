import { addDays } from '../../../domain/calendar.ts'
import { type Text, text } from '../../../domain/text.ts'
import { type Announcement, wrongWeekdays } from './announcement.ts'
import { datesBetween, daysOf, isDate, isWeekend, type Period, weekdayOf } from './periods.ts'

/** `error` may not be published; `warning` may, after a second look. `row` is the holiday it is about. */
export type Finding = { level: 'error' | 'warning'; row: number | null; text: Text }

const WEEKDAYS = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
}
const dayZh = (date: string) => `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`
const weekday = (n: number): Text => text(WEEKDAYS.zh[n] ?? '', WEEKDAYS.en[n] ?? '')

/** Statutory days off a year since 2025: 元旦 1, 春节 4, 清明 1, 劳动节 2, 端午 1, 中秋 1, 国庆 3. */
const STATUTORY = 13

const allDates = (year: number) => {
  const dates: string[] = []
  for (let date = `${year}-01-01`; date.startsWith(String(year)); date = addDays(date, 1)) dates.push(date)
  return dates
}

/** How many days of the year are worked with these holidays. */
export function workingDaysOf(year: number, periods: readonly Period[]): number {
  const named = new Map(daysOf(periods).map((day) => [day.date, day.kind]))
  return allDates(year).filter((date) => (named.has(date) ? named.get(date) === 'workday' : !isWeekend(date))).length
}

/** The weekdays of a year less the statutory days: what every notice's total has come to, as a day off on a weekend is made good. */
export const expectedWorkingDays = (year: number): number =>
  allDates(year).filter((date) => !isWeekend(date)).length - STATUTORY

/**
 * The year's festivals: three fixed ones, 清明 by formula, three by the lunar calendar where the browser knows it.
 * A lunar date may be a day off: browsers reckon a new moon close to midnight differently from the almanac.
 */
function festivalsOf(year: number): { name: string; date: string; lunar?: boolean }[] {
  const short = year % 100
  const festivals: { name: string; date: string; lunar?: boolean }[] = [
    { name: '元旦', date: `${year}-01-01` },
    { name: '清明节', date: `${year}-04-0${Math.floor(short * 0.2422 + 4.81) - Math.floor(short / 4)}` },
    { name: '劳动节', date: `${year}-05-01` },
    { name: '国庆节', date: `${year}-10-01` },
  ]
  const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' })
  if (lunar.resolvedOptions().calendar !== 'chinese') return festivals
  const names: Record<string, string> = { '1/1': '春节', '5/5': '端午节', '8/15': '中秋节' }
  for (const date of allDates(year)) {
    const name = names[lunar.format(new Date(`${date}T00:00:00Z`))]
    if (name) festivals.push({ name, date, lunar: true })
  }
  return festivals
}

/** What is wrong or unlikely with a year's holidays, errors first. */
export function check(year: number, periods: readonly Period[], announcement: Announcement | null): Finding[] {
  const findings: Finding[] = []
  const find = (level: Finding['level'], row: number | null, zh: string, en: string) =>
    findings.push({ level, row, text: text(zh, en) })
  if (periods.length === 0) find('error', null, '还没有填写任何放假安排。', 'No holiday has been entered yet.')
  const owner = new Map<string, number>()
  for (const [row, period] of periods.entries()) checkPeriod(year, period, row, owner, find)
  for (const [row, { makeUp }] of periods.entries())
    for (const date of makeUp)
      if (owner.has(date))
        find('error', row, `${dayZh(date)}既放假又调休上班。`, `${date} is both a day off and a make-up day.`)

  for (const { name, date, lunar } of periods.length > 0 ? festivalsOf(year) : []) {
    const around = lunar ? [addDays(date, -1), date, addDays(date, 1)] : [date]
    if (around.some((day) => owner.has(day) || (!lunar && isWeekend(day)))) continue
    find(
      lunar ? 'warning' : 'error',
      null,
      `${name}（${dayZh(date)}${lunar ? '前后' : ''}）没有列为放假日。`,
      `${name} (${lunar ? 'about ' : ''}${date}) is not a day off.`,
    )
  }

  checkWeekdays(periods, announcement, find)
  for (const { name, days } of announcement?.statedDays ?? []) {
    const row = periods.findIndex((period) => period.name === name)
    const period = periods[row]
    const entered = period ? datesBetween(period.from, period.to).length : days
    if (entered !== days)
      find(
        'warning',
        row,
        `${name}原文写共${days}天，填写的是${entered}天。`,
        `The text says ${days} days for ${name}; ${entered} are entered.`,
      )
  }
  if (periods.length > 0) {
    const [total, expected] = [workingDaysOf(year, periods), expectedWorkingDays(year)]
    if (total !== expected)
      find(
        'warning',
        null,
        `全年工作日合计${total}天，按13天法定节假日应为${expected}天，请核对是否有漏填的调休日。`,
        `The year comes to ${total} working days; with 13 statutory days it should be ${expected}. Is a make-up day missing?`,
      )
  }
  return findings.sort((a, b) => a.level.localeCompare(b.level))
}

/** One weekday that is wrong in the text may be a misprint; several mean that it is about another year. */
function checkWeekdays(periods: readonly Period[], announcement: Announcement | null, find: Find) {
  const rowOf = (date: string) => periods.findIndex(({ from, to, makeUp }) => [from, to, ...makeUp].includes(date))
  const wrong = (announcement ? wrongWeekdays(announcement) : []).filter(({ date }) => rowOf(date) >= 0)
  for (const { date, weekday: stated } of wrong) {
    const [said, is] = [weekday(stated), weekday(weekdayOf(date))]
    find(
      wrong.length > 2 ? 'error' : 'warning',
      rowOf(date),
      `原文写${dayZh(date)}为${said.zh}，实为${is.zh}，请核对日期和年份。`,
      `The text calls ${date} a ${said.en}; it is a ${is.en}: check the date and the year.`,
    )
  }
}

type Find = (level: Finding['level'], row: number | null, zh: string, en: string) => void

function checkPeriod(
  year: number,
  { name, from, to, makeUp }: Period,
  row: number,
  owner: Map<string, number>,
  find: Find,
) {
  const called = name.trim() || `第${row + 1}行`
  if (!name.trim()) find('error', row, `第${row + 1}行没有填写节日名称。`, `Row ${row + 1} has no name.`)
  if (!isDate(from) || !isDate(to))
    return find('error', row, `${called}的放假起止日期不完整。`, `${called}: enter both dates.`)
  if (to < from) return find('error', row, `${called}的结束日期早于开始日期。`, `${called} ends before it begins.`)
  const dates = datesBetween(from, to)
  if (dates.length > 15)
    find('error', row, `${called}连续放假超过15天，请核对日期。`, `${called} is longer than 15 days; check the dates.`)
  for (const date of dates) {
    if (owner.has(date)) find('error', row, `${dayZh(date)}重复放假。`, `${date} is entered twice.`)
    owner.set(date, row)
  }
  const elsewhere = [...dates.filter((date) => !isWeekend(date)), ...makeUp].filter(
    (date) => isDate(date) && !date.startsWith(String(year)),
  )
  if (elsewhere.length > 0)
    find(
      'error',
      row,
      `${called}有${elsewhere.length}天不在${year}年内（${elsewhere[0]}）。`,
      `${called}: ${elsewhere.length} day(s) are not in ${year} (${elsewhere[0]}).`,
    )
  for (const date of makeUp) {
    if (!isDate(date))
      find('error', row, `${called}的调休上班日“${date}”不是有效日期。`, `${called}: “${date}” is not a date.`)
    else if (date.startsWith(String(year)) && !isWeekend(date))
      find(
        'error',
        row,
        `${dayZh(date)}是${weekday(weekdayOf(date)).zh}，本来就上班，不能作为调休上班日。`,
        `${date} is a ${weekday(weekdayOf(date)).en}, a working day already.`,
      )
  }
}
