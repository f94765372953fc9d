import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useRef } from 'react'
import { inboxFilters, type InboxPage as InboxAnswer } from '../../../domain/views.ts'
import { scopeOf } from '../../../domain/permissions.ts'
import { Page } from '../../components/Page.tsx'
import { SearchBox } from '../../components/SearchBox.tsx'
import { Empty, Failed, Loading } from '../../components/states.tsx'
import { useText } from '../../language.tsx'
import { usePhone } from '../../phone.ts'
import { paths } from '../../paths.ts'
import { useMe } from '../../session.tsx'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import './inbox.css'
import { TaskCards } from './cards.tsx'
import { useRowKeys } from './keys.ts'
import { TaskTable } from './table.tsx'
import { emptyTexts, type Filter, filterNames, inboxWords, nothingFound, openNames } from './words.ts'

/** How many are behind a filter, where the API counts them. */
const countOf = (counts: InboxAnswer['counts'] | undefined, filter: Filter): number | undefined =>
  counts && filter in counts ? counts[filter as keyof typeof counts] : undefined

/** What must I do, and by when. */
export function InboxPage() {
  const t = useText()
  const phone = usePhone()
  const me = useMe()
  const scope = scopeOf({ ...me, unitId: me.unit.id }, 'inbox.read') ?? 'unit'
  const list = useRef<HTMLDivElement>(null)
  const query = useSearch({ from: '/staff/' })
  const navigate = useNavigate({ from: paths.inbox })
  const inbox = useInfiniteQuery(
    trpc.inbox.list.infiniteQueryOptions(query, {
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    }),
  )
  const items = inbox.data?.pages.flatMap((page) => page.items) ?? []
  const counts = inbox.data?.pages[0]?.counts

  useRowKeys(list)

  return (
    <Page title={words.inbox} wide>
      <nav className="tabs" aria-label={t(words.inbox)}>
        {inboxFilters.map((filter) => {
          const count = countOf(counts, filter)
          return (
            <Link
              key={filter}
              to={paths.inbox}
              search={{ ...query, filter }}
              className={query.filter === filter ? 'tab tab-on' : 'tab'}
              aria-current={query.filter === filter ? 'page' : undefined}
            >
              {t(filter === 'unit' ? openNames[scope] : filterNames[filter])}
              {count !== undefined && (
                <span className={filter === 'overdue' && count > 0 ? 'tab-count tab-count-red' : 'tab-count'}>
                  {count}
                </span>
              )}
            </Link>
          )
        })}
      </nav>
      <search className="inbox-tools">
        <SearchBox
          value={query.search}
          label={words.search}
          placeholder={inboxWords.search}
          onSearch={(search) => void navigate({ search: (before) => ({ ...before, search }), replace: true })}
        />
        <Select
          aria-label={t(inboxWords.sort)}
          value={query.sort}
          options={(['due', 'opened', 'unit'] as const).map((value) => ({ value, label: t(inboxWords[value]) }))}
          onChange={(sort) => void navigate({ search: (before) => ({ ...before, sort }), replace: true })}
        />
        {!phone && items.length > 1 && <span className="inbox-keys">{t(inboxWords.opens)}</span>}
      </search>
      <div ref={list} className="inbox-list" aria-busy={inbox.isFetching}>
        {inbox.isPending ? (
          <Loading rows={8} />
        ) : inbox.isError && items.length === 0 ? (
          <Failed error={inbox.error} onRetry={() => void inbox.refetch()} />
        ) : items.length === 0 ? (
          query.search ? (
            <Empty title={nothingFound(query.search)}>
              <Button onClick={() => void navigate({ search: (before) => ({ ...before, search: '' }) })}>
                {t(inboxWords.clear)}
              </Button>
            </Empty>
          ) : (
            <Empty {...emptyTexts[query.filter]} />
          )
        ) : phone ? (
          <TaskCards items={items} done={query.filter === 'done'} whose={query.filter === 'unit'} />
        ) : (
          <TaskTable items={items} done={query.filter === 'done'} whose={query.filter === 'unit'} />
        )}
      </div>
      {inbox.hasNextPage && (
        <div className="more">
          <Button loading={inbox.isFetchingNextPage} onClick={() => void inbox.fetchNextPage()}>
            {t(words.more)}
          </Button>
        </div>
      )}
    </Page>
  )
}
