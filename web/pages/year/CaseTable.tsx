import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Input, Pagination } from 'antd'
import { useState } from 'react'
import { outcomeText, stageText } from '../../../domain/processes/catalogue.ts'
import { type Text, text } from '../../../domain/text.ts'
import { DueBadge } from '../../components/DueBadge.tsx'
import { Empty, Failed, Loading } from '../../components/states.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import '../inbox/inbox.css'

const PAGE = 20

/** The cases of one kind within my reach, searched and paged; what each waits for and when it falls due. */
export function CaseTable({ kind, empty }: { kind: string; empty: { title: Text; hint: Text } }) {
  const t = useText()
  const [search, setSearch] = useState('')
  const [page, setPage] = useState(1)
  const { data, error, isPlaceholderData, refetch } = useQuery(
    trpc.case.list.queryOptions({ kind, search, page, limit: PAGE }, { placeholderData: keepPreviousData }),
  )
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={6} />
  if (data.total === 0 && search === '') return <Empty {...empty} />
  return (
    <section aria-busy={isPlaceholderData} className="year-cases">
      <Input.Search
        allowClear
        defaultValue={search}
        placeholder={t(text('搜索单位、文号或标题', 'Unit, number or title'))}
        aria-label={t(words.search)}
        onSearch={(value) => {
          setSearch(value.trim())
          setPage(1)
        }}
        className="year-search"
      />
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
        <Pagination current={page} pageSize={PAGE} total={data.total} showSizeChanger={false} onChange={setPage} />
      )}
    </section>
  )
}
