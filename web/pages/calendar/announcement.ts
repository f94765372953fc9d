import { type Period, weekdayOf } from './periods.ts'

/**
 * Reads the State Council's holiday notice as people paste it: 「二、春节：2月15日（周日）至23日（周一）放假调休，共9天。
 * 2月14日（周六）、2月28日（周六）上班。」 What the text says of weekdays and of numbers of days is kept, to be held
 * against the calendar: that is how a wrong year or a misprint shows.
 */
export type Announcement = {
  year: number | null
  source: string | null
  periods: Period[]
  statedWeekdays: { date: string; weekday: number }[]
  statedDays: { name: string; days: number }[]
}

const HEADING = /[一二三四五六七八九十]+、\s*([^：:。\n]{2,12})[：:]/g
const DATE = /(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:[（(]([^）)]*)[）)])?/g
const WEEKDAYS = '日一二三四五六'

type Found = { date: string; end: number; stated: number | null }

/** The dates named in a sentence; a date without a month or a year takes the one before it. */
function datesIn(sentence: string, year: number): Found[] {
  const found: Found[] = []
  let month = 0
  let inYear = year
  for (const match of sentence.matchAll(DATE)) {
    inYear = match[1] ? Number(match[1]) : inYear
    month = match[2] ? Number(match[2]) : month
    if (month === 0) continue
    const weekday = /(?:周|星期)([日天一二三四五六])/.exec(match[4] ?? '')?.[1]
    found.push({
      date: `${inYear}-${String(month).padStart(2, '0')}-${String(match[3]).padStart(2, '0')}`,
      end: match.index + match[0].length,
      stated: weekday ? WEEKDAYS.indexOf(weekday === '天' ? '日' : weekday) : null,
    })
  }
  return found
}

/** What the pasted text announces; `year` is used where the text names none. */
export function readAnnouncement(pasted: string, year: number): Announcement {
  const text = pasted
    .normalize('NFKC')
    .replaceAll(':', '：')
    .replace(/[ \t\u3000]+/g, '')
  const source = /国务院办公厅关于(\d{4})年\n?部分\n?节假日\n?安排的通知/.exec(text)
  const inYear = source ? Number(source[1]) : year
  const headings = [...text.matchAll(HEADING)]
  const announcement: Announcement = {
    year: source ? inYear : null,
    source: source ? source[0].replaceAll('\n', '') : null,
    periods: [],
    statedWeekdays: [],
    statedDays: [],
  }
  for (const [at, heading] of headings.entries()) {
    const name = heading[1] ?? ''
    const body = text.slice(heading.index + heading[0].length, headings[at + 1]?.index)
    const period = readPeriod(name, body, inYear, announcement)
    if (period) announcement.periods.push(period)
  }
  return announcement
}

function readPeriod(name: string, body: string, year: number, into: Announcement): Period | null {
  const sentences = body.split(/[。;；\n]/)
  const off = sentences.find((sentence) => sentence.includes('放假'))
  if (!off) return null
  const offDates = datesIn(off, year)
  const [first, second] = offDates
  if (!first) return null
  const spans = second !== undefined && /^[至到—\-~]/.test(off.slice(first.end))
  const worked = sentences
    .filter((sentence) => sentence.includes('上班'))
    .flatMap((sentence) => datesIn(sentence, year))
  for (const { date, stated } of [...offDates, ...worked])
    if (stated !== null) into.statedWeekdays.push({ date, weekday: stated })
  const days = /共(\d+)天/.exec(off) ?? /放假(\d+)天/.exec(off)
  if (days) into.statedDays.push({ name, days: Number(days[1]) })
  return { name, from: first.date, to: spans ? second.date : first.date, makeUp: worked.map(({ date }) => date) }
}

/** The stated weekdays that are not so. */
export const wrongWeekdays = (announcement: Announcement): { date: string; weekday: number }[] =>
  announcement.statedWeekdays.filter(({ date, weekday }) => weekdayOf(date) !== weekday)
