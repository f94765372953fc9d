import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Pagination } from 'antd'
import { useState } from 'react'
import { outcomeText, stageText } from '../../../domain/processes/catalogue.ts'
import type { Text } from '../../../domain/text.ts'
import { DueBadge } from '../../components/DueBadge.tsx'
import { Empty, Failed, Loading } from '../../components/states.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useTimes } from '../../times.ts'
import { trpc } from '../../trpc.ts'
import '../inbox/inbox.css'

const PAGE = 20

/** Patrols within my reach, the latest first: all, or those that nobody carried out. */
export function Runs({ missed, empty }: { missed: boolean; empty: { title: Text; hint: Text } }) {
  const t = useText()
  const times = useTimes()
  const [page, setPage] = useState(1)
  const { data, error, isPlaceholderData, refetch } = useQuery(
    trpc.case.list.queryOptions(
      { kind: 'patrol', outcome: missed ? 'MISSED' : undefined, sort: 'opened', page, limit: PAGE },
      { placeholderData: keepPreviousData },
    ),
  )
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={6} />
  if (data.total === 0) return <Empty {...empty} />
  return (
    <section aria-busy={isPlaceholderData}>
      <ul className="cards patrol-runs">
        {data.items.map((row) => (
          <li key={row.caseId} className={row.light ? `card card-${row.light.toLowerCase()}` : 'card'}>
            <Link to={paths.case} params={{ caseId: row.caseId }} className="card-link">
              {row.title}
            </Link>
            <p className="card-facts">
              {row.unit.name}{' '}
              <span className={row.outcome === 'MISSED' ? 'stage stage-failed' : 'stage'}>
                {t(row.outcome === null ? stageText(row.kind, row.stage) : outcomeText(row.kind, row.outcome))}
              </span>
            </p>
            {row.waiting && <p className="card-facts">{t(row.waiting)}</p>}
            {row.openedAt && <p className="card-facts">{times.dayClock(row.openedAt)}</p>}
            {row.dueAt && row.light && <DueBadge dueAt={row.dueAt} light={row.light} />}
          </li>
        ))}
      </ul>
      {data.total > PAGE && (
        <Pagination current={page} pageSize={PAGE} total={data.total} showSizeChanger={false} onChange={setPage} />
      )}
    </section>
  )
}
