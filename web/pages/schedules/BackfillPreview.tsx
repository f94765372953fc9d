import { useQuery } from '@tanstack/react-query'
import type { BackfillPlan } from '../../../domain/schedule-views.ts'
import { text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Loading } from '../../components/states.tsx'
import { failureText, refusalOf } from '../../errors.ts'
import { useText } from '../../language.tsx'
import { useTimes } from '../../times.ts'
import { trpc } from '../../trpc.ts'

const states = {
  OPENS: text('将开立', 'will be opened'),
  OPENED: text('已开立过，不再开', 'was opened, stays so'),
  DAY_OFF: text('不是工作日，不开', 'not a working day'),
} as const

/** What would be opened for the days chosen, before anybody says so. */
export function BackfillPreview({ scheduleIds, from, to }: { scheduleIds: string[]; from: string; to: string }) {
  const t = useText()
  const { data, error } = useQuery(
    trpc.schedule.backfillPreview.queryOptions(
      { scheduleIds, from, to },
      { enabled: from !== '' && to !== '', staleTime: 0, retry: false },
    ),
  )
  if (error) {
    const fields = refusalOf(error)?.fields ?? []
    return <ErrorNote note={fields[0]?.text ?? failureText(error)} />
  }
  if (!data) return <Loading rows={3} />
  const opens = data.flatMap(({ refused, instants }) =>
    refused ? [] : instants.filter(({ state }) => state === 'OPENS'),
  ).length
  return (
    <section aria-label={t(text('补开预览', 'What would be opened'))}>
      <p>
        <strong>{t(text(`将开立${opens}件`, `${opens} will be opened`))}</strong>
      </p>
      {data.map((plan) => (
        <Plan key={plan.scheduleId} plan={plan} titled={data.length > 1} />
      ))}
    </section>
  )
}

function Plan({ plan: { title, refused, instants }, titled }: { plan: BackfillPlan; titled: boolean }) {
  const t = useText()
  const times = useTimes()
  return (
    <div className="schedule-preview">
      {titled && <strong>{t(title)}</strong>}
      {refused && <p className="schedule-warned">{t(refused)}</p>}
      {!refused && instants.length === 0 && (
        <p>{t(text('这几天没有要开的时刻。', 'It does not run on these days.'))}</p>
      )}
      {!refused && (
        <ul>
          {instants.map(({ at, state }) => (
            <li key={at}>
              {times.dayClock(at)} {t(states[state])}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
