import { DownloadOutlined, PlusOutlined, PrinterOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import { scopeOf } from '../../../domain/permissions.ts'
import { text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { LinkButton } from '../../components/LinkButton.tsx'
import { Listed } from '../../components/Listed.tsx'
import { Page } from '../../components/Page.tsx'
import { Empty } from '../../components/states.tsx'
import { failureText } from '../../errors.ts'
import { useNow } from '../../calendar.ts'
import { useLanguage, useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useCan, useMe } from '../../session.tsx'
import { useTimes } from '../../times.ts'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import { Figures } from './Figures.tsx'
import { Filters } from './Filters.tsx'
import { exportAddress, hasFilters, refine, type Search, withoutFilters } from './query.ts'
import { NoticeCards, NoticeTable } from './Rows.tsx'
import './notices.css'

const route = getRouteApi('/staff/notices')

/** The ledger of notices: every case that one may see, narrowed and sorted by what stands in the address. */
export function NoticesPage() {
  const t = useText()
  const times = useTimes()
  const { language } = useLanguage()
  const me = useMe()
  const can = useCan()
  const search: Search = route.useSearch()
  const navigate = route.useNavigate()
  const query = useQuery(trpc.case.list.queryOptions(search, { placeholderData: keepPreviousData }))
  const { data, error } = query
  const county = scopeOf({ ...me, unitId: me.unit.id }, 'ledger.read') === 'county'
  const go = (next: Search) => void navigate({ search: next, replace: true })
  const printed = times.fullClock(new Date(useNow()).toISOString())

  return (
    <Page
      title={words.notices}
      wide
      actions={
        <>
          {can('case.export') && (
            <Button icon={<DownloadOutlined />} href={exportAddress(search, language)} download>
              {t(text('导出表格', 'Export'))}
            </Button>
          )}
          <Button icon={<PrinterOutlined />} className="desk-only" onClick={() => window.print()}>
            {t(text('打印', 'Print'))}
          </Button>
          {can('notice.launch') && (
            <LinkButton to={paths.launch} primary icon={<PlusOutlined />}>
              {t(words.launch)}
            </LinkButton>
          )}
        </>
      }
    >
      <Figures search={search} counts={data?.counts} />
      <Filters
        search={search}
        county={county}
        onChange={(change) => go(refine(search, change))}
        onClear={() => go(withoutFilters(search))}
      />
      {error && data && <ErrorNote note={failureText(error)} />}
      <Listed
        query={query}
        page={search.page}
        limit={search.limit}
        sizes={[20, 50, 100, 200]}
        onPage={(page, limit) =>
          void navigate({ search: { ...search, page: limit === search.limit ? page : 1, limit } })
        }
        empty={<Nothing search={search} onClear={() => go(withoutFilters(search))} />}
      >
        {({ items, total }) => (
          <>
            <p className="print-only">
              {t(
                text(
                  `打印于 ${printed}，共${total}件，第${search.page}页`,
                  `Printed ${printed}; ${total} in all, page ${search.page}`,
                ),
              )}
            </p>
            <NoticeTable rows={items} search={search} />
            <NoticeCards rows={items} />
          </>
        )}
      </Listed>
    </Page>
  )
}

function Nothing({ search, onClear }: { search: Search; onClear: () => void }) {
  const t = useText()
  const can = useCan()
  if (search.page > 1 || hasFilters(search))
    return (
      <Empty
        title={text('没有符合条件的督办件', 'No notice matches')}
        hint={text('放宽条件或清除条件后再看。', 'Widen the filters or clear them.')}
      >
        <Button type="primary" onClick={onClear}>
          {t(text('清除条件', 'Clear the filters'))}
        </Button>
      </Empty>
    )
  return (
    <Empty
      title={text('还没有督办件', 'No notices yet')}
      hint={text('发起后，每一件从拟稿到销号都记在这里。', 'Every notice is kept here, from draft to closing.')}
    >
      {can('notice.launch') && (
        <LinkButton to={paths.launch} primary>
          {t(words.launch)}
        </LinkButton>
      )}
    </Empty>
  )
}
