import { useMemo } from 'react'
import { addDays } from '../../../domain/calendar.ts'
import { type Language, type Text, text } from '../../../domain/text.ts'
import { useNow } from '../../calendar.ts'
import { useLanguage, useText } from '../../language.tsx'
import { countyDate } from '../../times.ts'
import { type Day, isWeekend, weekdayOf } from './periods.ts'

const heads: readonly Text[] = [
  text('一', 'M'),
  text('二', 'T'),
  text('三', 'W'),
  text('四', 'T'),
  text('五', 'F'),
  text('六', 'S'),
  text('日', 'S'),
]
const marks = { holiday: text('休', 'H'), workday: text('班', 'W') }

const monthName = (month: number, language: Language): string =>
  language === 'zh'
    ? `${month}月`
    : new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(
        new Date(`2026-${String(month).padStart(2, '0')}-01`),
      )

/** The weeks of a month, Monday first; null where the week belongs to another month. */
function weeksOf(year: number, month: number): (string | null)[][] {
  const first = `${year}-${String(month).padStart(2, '0')}-01`
  const cells: (string | null)[] = Array.from({ length: (weekdayOf(first) + 6) % 7 }, () => null)
  for (let date = first; date.slice(0, 7) === first.slice(0, 7); date = addDays(date, 1)) cells.push(date)
  while (cells.length % 7 !== 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}

/** A year as people read a wall calendar: days off and make-up days marked by a character, not by colour alone. */
export function YearGrid({
  year,
  days,
  brief,
}: {
  year: number
  days: readonly Day[] /** Only the months that have a named day. */
  brief?: boolean
}) {
  const t = useText()
  const today = countyDate(useNow())
  const named = useMemo(() => new Map(days.map((day) => [day.date, day])), [days])
  return (
    <>
      <ul className="calendar-legend" aria-label={t(text('图例', 'Legend'))}>
        <li>
          <span className="day-mark mark-holiday">{t(marks.holiday)}</span>
          {t(text('放假', 'day off'))}
        </li>
        <li>
          <span className="day-mark mark-workday">{t(marks.workday)}</span>
          {t(text('调休上班，计入工作日', 'make-up workday, counts'))}
        </li>
        <li>
          <span className="legend-weekend" />
          {t(text('周末，不计', 'weekend, not counted'))}
        </li>
      </ul>
      <div className="months">
        {Array.from({ length: 12 }, (_, index) => index + 1)
          .filter((month) => !brief || days.some(({ date }) => Number(date.slice(5, 7)) === month))
          .map((month) => (
            <Month key={month} year={year} month={month} named={named} today={today} />
          ))}
      </div>
    </>
  )
}

function Month({
  year,
  month,
  named,
  today,
}: {
  year: number
  month: number
  named: ReadonlyMap<string, Day>
  today: string
}) {
  const t = useText()
  const { language } = useLanguage()
  return (
    <table className="month">
      <caption>{monthName(month, language)}</caption>
      <thead>
        <tr>
          {heads.map((head, index) => (
            <th key={index} scope="col">
              {t(head)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week, index) => (
          <tr key={index}>
            {week.map((date, column) =>
              date === null ? (
                <td key={column}>&nbsp;</td>
              ) : (
                <DayCell key={column} date={date} day={named.get(date)} today={date === today} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function DayCell({ date, day, today }: { date: string; day: Day | undefined; today: boolean }) {
  const t = useText()
  const kind = day?.kind ?? (isWeekend(date) ? 'weekend' : 'plain')
  return (
    <td className={`day day-${kind}`} title={day?.name} data-today={today}>
      <span>{Number(date.slice(8))}</span>
      {day && (
        <span className={`day-mark mark-${day.kind}`}>
          {t(marks[day.kind])}
          <span className="unseen">{day.name}</span>
        </span>
      )}
    </td>
  )
}
