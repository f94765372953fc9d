import type { Calendar } from '../../domain/calendar.ts'
import { type Text, text } from '../../domain/text.ts'
import type { Light as LightColor } from '../../domain/views.ts'
import { useCalendar, useNow, workingDaysLeft } from '../calendar.ts'
import { useText } from '../language.tsx'
import { countyDate, useTimes } from '../times.ts'
import { words } from '../words.ts'
import { Light } from './Light.tsx'

const MINUTE = 60_000

/** How long is left until `due` (ISO), or by how much it passed, in the words of the office. */
function timeLeft(calendar: Calendar | null, now: number, due: string): Text {
  const minutes = Math.round((Date.parse(due) - now) / MINUTE)
  const over = minutes < 0
  const span = Math.abs(minutes)
  const sameDay = countyDate(now) === countyDate(due)
  if (sameDay || !calendar) {
    const hours = Math.floor(span / 60)
    const days = Math.floor(hours / 24)
    const zh = days > 0 ? `${days}天` : hours > 0 ? `${hours}小时${span % 60 ? `${span % 60}分` : ''}` : `${span}分钟`
    const en = days > 0 ? `${days} d` : hours > 0 ? `${hours} h ${span % 60} min` : `${span} min`
    return over ? text(`已超${zh}`, `${en} over`) : text(`还剩${zh}`, `${en} left`)
  }
  const days = Math.abs(workingDaysLeft(calendar, now, due))
  const plural = days === 1 ? 'working day' : 'working days'
  if (days === 0)
    return over
      ? text('已超期，不足1个工作日', 'overdue, less than 1 working day')
      : text('不足1个工作日', 'less than 1 working day left')
  return over
    ? text(`已超${days}个工作日`, `${days} ${plural} over`)
    : text(`还剩${days}个工作日`, `${days} ${plural} left`)
}

/** The mark of a due date that stands under reserve until its year's calendar is published. */
export function Provisional() {
  const t = useText()
  return (
    <abbr className="provisional" title={t(words.provisionalHint)}>
      {t(words.provisional)}
    </abbr>
  )
}

/**
 * A due date with its light and what is left of it. `open={false}` shows the date alone, for what is over;
 * `stopped` says that the clock stands still, so that nothing is counted down.
 */
export function DueBadge({
  dueAt,
  light,
  provisional,
  open = true,
  compact,
  stopped = false,
}: {
  dueAt: string
  light: LightColor
  provisional?: boolean
  open?: boolean
  compact?: boolean
  stopped?: boolean
}) {
  const t = useText()
  const times = useTimes()
  const calendar = useCalendar()
  const now = useNow()
  const today = countyDate(now) === countyDate(dueAt)
  return (
    <span className={compact ? 'due due-compact' : 'due'}>
      {open && !stopped && <Light light={light} word={!compact} />}
      <time dateTime={dueAt}>
        {today ? `${t(text('今天', 'Today'))} ${times.clock(dueAt)}` : times.dayClock(dueAt)}
      </time>
      {provisional && <Provisional />}
      {stopped && <span className="due-left">{t(text('停止计时中', 'the clock stands still'))}</span>}
      {open && !stopped && (
        <span className={`due-left due-left-${light.toLowerCase()}`}>{t(timeLeft(calendar, now, dueAt))}</span>
      )}
    </span>
  )
}
