import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Pagination, Segmented, Select } from 'antd'
import { useState } from 'react'
import { outcomeText, processOf, stageText } from '../../../domain/processes/catalogue.ts'
import { type Text, text } from '../../../domain/text.ts'
import { DueBadge } from '../../components/DueBadge.tsx'
import { SearchBox } from '../../components/SearchBox.tsx'
import { Empty, Failed, Loading } from '../../components/states.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import '../inbox/inbox.css'

const PAGE = 20
const route = getRouteApi('/staff/year')

/** How far a case of a kind may be: its stages while it is open, its outcomes afterwards. */
function statusesOf(kind: string) {
  const { stages = {}, outcomes = {} } = processOf(kind) ?? {}
  return [
    ...Object.entries(stages).flatMap(([stage, label]) =>
      stage === 'CLOSED' ? [] : [{ value: stage, label, asks: { stage } }],
    ),
    ...Object.entries(outcomes).map(([outcome, label]) => ({ value: outcome, label, asks: { outcome } })),
  ]
}

type Narrowed = {
  years?: 'all' | undefined
  status?: string | undefined
  search?: string | undefined
  page?: number | undefined
}

/**
 * The cases of one kind and year within my reach, searched and paged; what each waits for and when it falls due. What
 * narrows the list is kept in the address; `aside` is for a second list on the same page, which keeps its own.
 */
export function CaseTable({
  kind,
  year,
  empty,
  aside = false,
}: {
  kind: string
  year: number
  empty: { title: Text; hint: Text }
  aside?: boolean
}) {
  const t = useText()
  const address = route.useSearch()
  const navigate = route.useNavigate()
  const [own, setOwn] = useState<Narrowed>({})
  const { years, status, search = '', page = 1 } = aside ? own : address
  const change = (next: Narrowed) => {
    const narrowed = { page: undefined, ...next }
    if (aside) setOwn((before) => ({ ...before, ...narrowed }))
    else void navigate({ search: { ...address, ...narrowed }, replace: true })
  }
  const statuses = statusesOf(kind)
  const { data, error, isPlaceholderData, refetch } = useQuery(
    trpc.case.list.queryOptions(
      {
        kind,
        search,
        page,
        limit: PAGE,
        ...(years === 'all' ? {} : { year }),
        ...statuses.find(({ value }) => value === status)?.asks,
      },
      { placeholderData: keepPreviousData },
    ),
  )
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={6} />
  if (data.total === 0 && search === '' && status === undefined && years !== 'all' && data.counts.open === 0)
    return <Empty {...empty} />
  return (
    <section aria-busy={isPlaceholderData} className="year-cases">
      <search className="year-tools">
        <SearchBox
          value={search}
          label={words.search}
          placeholder={text('搜索单位、文号或标题', 'Unit, number or title')}
          onSearch={(typed) => change({ search: typed === '' ? undefined : typed })}
        />
        <Segmented
          aria-label={t(text('年度', 'Year'))}
          value={years ?? 'one'}
          options={[
            { value: 'one', label: t(text(`${year}年度`, `${year}`)) },
            { value: 'all', label: t(text('全部年度', 'Every year')) },
          ]}
          onChange={(value) => change({ years: value === 'all' ? 'all' : undefined })}
        />
        <Select
          aria-label={t(text('状态', 'Status'))}
          allowClear
          placeholder={t(text('状态', 'Status'))}
          value={status}
          options={statuses.map(({ value, label }) => ({ value, label: t(label) }))}
          onChange={(value?: string) => change({ status: value })}
          className="year-status"
        />
      </search>
      {data.items.length === 0 ? (
        <Empty title={text('没有符合条件的事项', 'Nothing matches')} />
      ) : (
        <ul className="cards year-list">
          {data.items.map((row) => (
            <li key={row.caseId} className={row.light ? `card card-${row.light.toLowerCase()}` : 'card'}>
              <Link to={paths.case} params={{ caseId: row.caseId }} className="card-link" data-row>
                {row.title}
              </Link>
              <p className="card-facts">
                {row.number ?? row.caseId} {row.unit.name}{' '}
                <span className="stage">
                  {t(row.outcome === null ? stageText(row.kind, row.stage) : outcomeText(row.kind, row.outcome))}
                </span>
              </p>
              {row.waiting && <p className="card-facts">{t(row.waiting)}</p>}
              {row.dueAt && row.light && <DueBadge dueAt={row.dueAt} light={row.light} />}
            </li>
          ))}
        </ul>
      )}
      {data.total > PAGE && (
        <Pagination
          current={page}
          pageSize={PAGE}
          total={data.total}
          showSizeChanger={false}
          onChange={(next) => change({ page: next })}
        />
      )}
    </section>
  )
}
