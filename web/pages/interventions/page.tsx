import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { InterventionRow } from '../../../domain/intervention-views.ts'
import { interventionOf, interventionStates } from '../../../domain/interventions.ts'
import { text } from '../../../domain/text.ts'
import { Page } from '../../components/Page.tsx'
import { Empty, Failed, Loading } from '../../components/states.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useCan } from '../../session.tsx'
import { useTimes } from '../../times.ts'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import { Choose } from './Choose.tsx'
import './interventions.css'

const EVERY = 5_000

/** What administrators have asked for, are carrying out, and have carried out; the newest first. */
export function InterventionsPage() {
  const t = useText()
  const can = useCan()
  const [choosing, setChoosing] = useState(false)
  const { data, error, refetch } = useQuery(
    trpc.intervention.list.queryOptions({}, { refetchInterval: EVERY, staleTime: 0 }),
  )
  return (
    <Page
      title={words.interventions}
      actions={
        can('intervention.make') && (
          <Button type="primary" onClick={() => setChoosing(true)}>
            {t(text('选择案件处置', 'Choose cases'))}
          </Button>
        )
      }
    >
      {!data ? (
        error ? (
          <Failed error={error} onRetry={() => void refetch()} />
        ) : (
          <Loading rows={6} />
        )
      ) : data.length === 0 ? (
        <Empty
          title={text('还没有处置', 'Nothing yet')}
          hint={text(
            '在“异常”中选择事项，或在此按条件选择案件。',
            'Select on the board of what is stuck, or choose cases here.',
          )}
        />
      ) : (
        <ul className="interventions">
          {data.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ul>
      )}
      {choosing && <Choose onClose={() => setChoosing(false)} />}
    </Page>
  )
}

function Row({ row }: { row: InterventionRow }) {
  const t = useText()
  const times = useTimes()
  const { done, refused, failed, all } = row.counts
  return (
    <li className="intervention" data-state={row.state}>
      <p className="intervention-head">
        <Link to={paths.intervention} params={{ id: row.id }}>
          {t(interventionOf(row.act).title)}
        </Link>
        <span>{t(interventionStates[row.state])}</span>
        <span>
          {t(
            text(
              `${done}/${all}件已办${refused > 0 ? `，${refused}件未受理` : ''}${failed > 0 ? `，${failed}件失败` : ''}`,
              `${done} of ${all} done${refused > 0 ? `, ${refused} refused` : ''}${failed > 0 ? `, ${failed} failed` : ''}`,
            ),
          )}
        </span>
      </p>
      <p className="intervention-why">{row.reason}</p>
      <p className="intervention-who">
        {row.by}
        {row.second && t(text(`提出，${row.second}确认`, ` asked, ${row.second} confirmed`))} ·{' '}
        <time dateTime={row.at}>{times.fullClock(row.at)}</time>
      </p>
    </li>
  )
}
