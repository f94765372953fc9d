import { Link } from '@tanstack/react-router'
import { Button, Checkbox } from 'antd'
import { processOf } from '../../../domain/processes/catalogue.ts'
import type { ScheduleView } from '../../../domain/schedule-views.ts'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useCan } from '../../session.tsx'
import { useTimes } from '../../times.ts'
import { type Act, actCodes, acts } from './acts.ts'

const SHOWN_MISSED = 3

/** One schedule: when it runs, what came of it, what it leaves out. `chosen` is null where nothing can be chosen. */
export function Row({
  view,
  chosen,
  onChoose,
  onAct,
}: {
  view: ScheduleView
  chosen: boolean | null
  onChoose: () => void
  onAct: (act: Act) => void
}) {
  const t = useText()
  const times = useTimes()
  const { scheduleId, kind, title, timing, note, paused, nextRuns, missed, exclusions } = view
  const process = processOf(kind)
  const listed = (at: string[]) => at.map((one) => times.dayClock(one)).join(t(text('、', ', ')))
  const offered = actCodes.filter((act) =>
    act === 'pause' ? paused === null : act === 'resume' ? paused !== null : act !== 'readmit' || exclusions.length > 0,
  )
  return (
    <li className={paused === null ? 'schedule' : 'schedule schedule-paused'} aria-label={t(title)}>
      <div className="schedule-head">
        {chosen !== null && (
          <Checkbox
            checked={chosen}
            onChange={onChoose}
            aria-label={t(text(`选择${title.zh}`, `Choose ${title.en}`))}
          />
        )}
        <strong>{t(title)}</strong>
        <span className="schedule-what">
          {process && `${t(process.title)} · `}
          {scheduleId} · {t(timing)}
        </span>
      </div>
      <dl className="schedule-facts">
        {note && <Fact name={t(text('说明', 'Note'))}>{t(note)}</Fact>}
        {paused !== null && (
          <Fact name={t(text('已停用', 'Paused'))} tone="schedule-warned">
            {paused}
          </Fact>
        )}
        {paused === null && (
          <Fact name={t(text('接下来', 'Next'))}>
            {nextRuns.length > 0 ? listed(nextRuns) : t(text('没有', 'none'))}
          </Fact>
        )}
        {exclusions.map(({ id, from, to, reason }) => (
          <Fact key={id} name={t(text('停开', 'Left out'))}>
            {from === to ? times.civil(from) : `${times.civil(from)} – ${times.civil(to)}`}
            {t(text('：', ': '))}
            {reason}
          </Fact>
        ))}
        {missed.length > 0 && (
          <Fact name={t(text('近两周未开', 'Missed'))} tone="schedule-warned">
            {listed(missed.slice(-SHOWN_MISSED))}
            {missed.length > SHOWN_MISSED && t(text(`等${missed.length}次`, `; ${missed.length} in all`))}
          </Fact>
        )}
        <Runs runs={view.runs} />
      </dl>
      {chosen !== null && (
        <div className="schedule-acts">
          {offered.map((act) => (
            <Button key={act} onClick={() => onAct(act)}>
              {t(acts[act].label)}
            </Button>
          ))}
        </div>
      )}
    </li>
  )
}

function Runs({ runs }: { runs: ScheduleView['runs'] }) {
  const t = useText()
  const times = useTimes()
  const reads = useCan()('case.read')
  return (
    <Fact name={t(text('最近', 'Last'))}>
      {runs.length === 0
        ? t(text('还没有运行过', 'It has not run yet'))
        : runs.map(({ at, caseId, says }) => (
            <span key={`${at} ${caseId}`} className="schedule-run">
              {caseId !== null && reads ? (
                <Link to={paths.case} params={{ caseId }}>
                  {times.dayClock(at)}
                </Link>
              ) : (
                times.dayClock(at)
              )}{' '}
              {t(says)}
            </span>
          ))}
    </Fact>
  )
}

function Fact({ name, tone, children }: { name: string; tone?: string; children: React.ReactNode }) {
  return (
    <div className={tone}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
