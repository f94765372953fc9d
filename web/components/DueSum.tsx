import { type DueSum as Sum, instantOf } from '../../domain/calendar.ts'
import { limitText } from '../../domain/sentence.ts'
import { type Text, text } from '../../domain/text.ts'
import { useCalendar } from '../calendar.ts'
import { useText } from '../language.tsx'
import { countyDate, useTimes } from '../times.ts'
import { Provisional } from './DueBadge.tsx'

type Skipped = { why: string; dates: string[] }

/** Consecutive days off that share a name, as one line. */
function grouped(skipped: Sum['skipped']): Skipped[] {
  const groups: Skipped[] = []
  for (const { date, why } of skipped) {
    const last = groups.at(-1)
    if (last?.why === why) last.dates.push(date)
    else groups.push({ why, dates: [date] })
  }
  return groups
}

/** Days are given back as working days; hours go on with what was left. */
const givenBack = (sum: Sum, days: number): Text =>
  sum.limit.unit === 'H' || sum.limit.unit === 'WH'
    ? text('剩余时间不减', 'what was left is kept')
    : text(`补回${days}个工作日`, `${days} working day(s) given back`)

const weekend = text('周末', 'Weekend')

/** The arithmetic of a due date, line by line, so that anybody can check it against the wall calendar. */
export function DueSum({ sum, from }: { sum: Sum /** What the clock starts with, such as 签收. */; from?: Text }) {
  const t = useText()
  const times = useTimes()
  const dayBased = sum.limit.unit === 'WD' || sum.limit.unit === 'WH'
  const calendar = useCalendar()
  // For working hours, the part of each day that counts, between opening and closing.
  const hoursOn =
    sum.limit.unit === 'WH' && calendar
      ? (date: string) => {
          const from = Math.max(Date.parse(sum.start), instantOf(date, calendar.opens))
          const to = Math.min(Date.parse(sum.due), instantOf(date, calendar.closes))
          return [from, to].map((at) => times.clock(new Date(at).toISOString())).join('–')
        }
      : null
  const span = (dates: string[]) => {
    const [first = '', last = first] = [dates[0], dates.at(-1)]
    return dates.length === 1 ? times.civil(first) : `${times.civil(first)} – ${times.civil(last)}`
  }
  return (
    <dl className="sum">
      <div>
        <dt>{t(from ?? text('起算', 'Starts'))}</dt>
        <dd>{times.fullClock(sum.start)}</dd>
      </div>
      <div>
        <dt>{t(text('期限', 'Limit'))}</dt>
        <dd>
          {t(limitText(sum.limit))}
          {sum.limit.unit === 'WD' && (
            <small>{t(text('（当日不计，自次日起算）', ' (the first day is not counted)'))}</small>
          )}
        </dd>
      </div>
      {dayBased && sum.counted.length > 0 && (
        <div>
          <dt>{t(text('计入', 'Counted'))}</dt>
          <dd>
            <ol className="sum-days">
              {sum.counted.map((date, index) => (
                <li key={date}>
                  <span className="sum-no">{sum.limit.unit === 'WD' ? index + 1 : '·'}</span> {times.civil(date)}
                  {hoursOn && ` ${hoursOn(date)}`}
                  {sum.madeUp.includes(date) && <em>{t(text('调休上班', 'make-up workday'))}</em>}
                </li>
              ))}
            </ol>
          </dd>
        </div>
      )}
      {sum.skipped.length > 0 && (
        <div>
          <dt>{t(text('不计', 'Skipped'))}</dt>
          <dd>
            <ul className="sum-days">
              {grouped(sum.skipped).map(({ why, dates }) => (
                <li key={dates[0]}>
                  {span(dates)} <em>{why === weekend.zh ? t(weekend) : why}</em>
                </li>
              ))}
            </ul>
          </dd>
        </div>
      )}
      {sum.rolledFrom && (
        <div>
          <dt>{t(text('顺延', 'Moved'))}</dt>
          <dd>
            {times.civil(sum.rolledFrom)}{' '}
            {t(text('为休息日，顺延至次一工作日', 'is a day off: moved to the next working day'))}
          </dd>
        </div>
      )}
      {sum.appointed && (
        <>
          <div>
            <dt>{t(text('不早于', 'Not before'))}</dt>
            <dd>
              {times.fullClock(sum.appointed.notBefore)}{' '}
              <small>{t(text('（通知送达须满上述期限）', ' (the notice must have run its time)'))}</small>
            </dd>
          </div>
          <div>
            <dt>{t(text('定于', 'Appointed'))}</dt>
            <dd>
              {times.fullClock(sum.appointed.at)}
              {Date.parse(sum.appointed.at) < Date.parse(sum.appointed.notBefore) && (
                <small>
                  {t(text('早于可以约谈之日，顺延至该日', 'too soon: moved to the first day on which it may be held'))}
                </small>
              )}
            </dd>
          </div>
        </>
      )}
      {sum.stops?.map((stop) => (
        <div key={stop.from}>
          <dt>{t(text('停止计时', 'Stopped'))}</dt>
          <dd>
            {times.dayClock(stop.from)} – {times.dayClock(stop.to)} <em>{t(givenBack(sum, stop.days))}</em>
          </dd>
        </div>
      ))}
      {sum.extensions?.map((extension, index) => (
        <div key={`${extension.by} ${index}`}>
          <dt>{t(text('延期', 'Extended'))}</dt>
          <dd>
            {t(text(`加${extension.days}个工作日`, `${extension.days} more working day(s)`))}{' '}
            <em>{t(text(`${extension.by}批准`, `granted by ${extension.by}`))}</em>
          </dd>
        </div>
      ))}
      <div className="sum-due">
        <dt>{t(text('到期', 'Due'))}</dt>
        <dd>
          {times.fullClock(sum.due)} {times.weekday(sum.due)}
          {sum.provisional && <Provisional />}
          {sum.provisional && (
            <small>
              {t(
                text(
                  `${sum.unpublishedYears.join('、')}年放假安排尚未公布，公布后核定`,
                  `the calendar of ${sum.unpublishedYears.join(', ')} is not published yet`,
                ),
              )}
            </small>
          )}
          {countyDate(sum.due) !== sum.dueDate && <small>{sum.dueDate}</small>}
        </dd>
      </div>
    </dl>
  )
}
