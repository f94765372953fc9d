import { DownloadOutlined, PlusOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { text } from '../../../domain/text.ts'
import { LinkButton } from '../../components/LinkButton.tsx'
import { Listed } from '../../components/Listed.tsx'
import { Page } from '../../components/Page.tsx'
import { Empty } from '../../components/states.tsx'
import { useLanguage, useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useCan } from '../../session.tsx'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import '../notices/notices.css'
import { Filters } from './Filters.tsx'
import { Openings } from './Openings.tsx'
import { exportAddress, figures, refine, type Search } from './query.ts'
import { ComplaintCards, ComplaintTable } from './Rows.tsx'

const route = getRouteApi('/staff/complaints')

/** The complaints within my reach: what they are about, where they stand, never who made them. */
export function ComplaintsPage() {
  const t = useText()
  const { language } = useLanguage()
  const can = useCan()
  const search: Search = route.useSearch()
  const navigate = route.useNavigate()
  const query = useQuery(trpc.complaint.list.queryOptions(search, { placeholderData: keepPreviousData }))
  return (
    <Page
      title={words.complaints}
      wide
      actions={
        <>
          <Button icon={<DownloadOutlined />} href={exportAddress(search, language)} download>
            {t(text('导出表格', 'Export'))}
          </Button>
          {can('complaint.register') && (
            <LinkButton to={paths.registerComplaint} primary icon={<PlusOutlined />}>
              {t(words.registerComplaint)}
            </LinkButton>
          )}
        </>
      }
    >
      <nav className="figures" aria-label={t(text('按状态查看', 'By state'))}>
        {figures.map(({ key, label }) => (
          <Link
            key={key}
            to={paths.complaints}
            search={refine(search, { state: search.state === key ? undefined : key })}
            className={`figure${key === 'late' ? ' figure-red' : ''}${search.state === key ? ' figure-on' : ''}`}
            aria-current={search.state === key ? 'true' : undefined}
          >
            <span className="figure-number">{query.data ? query.data.counts[key] : '–'}</span>
            <span className="figure-label">{t(label)}</span>
          </Link>
        ))}
      </nav>
      <Filters search={search} onChange={(next) => void navigate({ search: next, replace: true })} />
      <Listed
        query={query}
        page={search.page}
        limit={search.limit}
        onPage={(page, limit) => void navigate({ search: { ...search, page, limit } })}
        empty={
          <Empty
            title={text('没有符合条件的举报', 'No such complaints')}
            hint={text(
              '群众可打开本站 /jubao 反映，不用账号。',
              'Anybody can send one in at /jubao, without an account.',
            )}
          />
        }
      >
        {({ items }) => (
          <>
            <ComplaintTable rows={items} />
            <ComplaintCards rows={items} />
          </>
        )}
      </Listed>
      {can('complainant.openings') && <Openings />}
    </Page>
  )
}
