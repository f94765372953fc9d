import { DownloadOutlined, PlusOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { scopeOf } from '../../../domain/permissions.ts'
import { text } from '../../../domain/text.ts'
import { LinkButton } from '../../components/LinkButton.tsx'
import { Listed } from '../../components/Listed.tsx'
import { Page } from '../../components/Page.tsx'
import { Empty } from '../../components/states.tsx'
import { useLanguage, useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useCan, useMe } from '../../session.tsx'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import '../notices/notices.css'
import { Filters } from './Filters.tsx'
import { exportAddress, figures, refine, type Search } from './query.ts'
import { ProblemCards, ProblemTable } from './Rows.tsx'

const route = getRouteApi('/staff/problems')

/** The register of problems: those that are cases, and those kept before, side by side. */
export function ProblemsPage() {
  const t = useText()
  const { language } = useLanguage()
  const me = useMe()
  const can = useCan()
  const search: Search = route.useSearch()
  const navigate = route.useNavigate()
  const query = useQuery(trpc.problem.register.queryOptions(search, { placeholderData: keepPreviousData }))
  const county = scopeOf({ ...me, unitId: me.unit.id }, 'problem.read') === 'county'
  const go = (next: Search) => void navigate({ search: next, replace: true })
  return (
    <Page
      title={words.problems}
      wide
      actions={
        <>
          {can('case.export') && (
            <Button icon={<DownloadOutlined />} href={exportAddress(search, language)} download>
              {t(text('导出表格', 'Export'))}
            </Button>
          )}
          {can('problem.report') && (
            <LinkButton to={paths.report} primary icon={<PlusOutlined />}>
              {t(words.report)}
            </LinkButton>
          )}
        </>
      }
    >
      <nav className="figures" aria-label={t(text('按状态查看', 'By state'))}>
        {figures.map(({ key, label }) => (
          <Link
            key={key}
            to={paths.problems}
            search={refine(search, { state: search.state === key ? undefined : key })}
            className={`figure figure-${key}${search.state === key ? ' figure-on' : ''}`}
            aria-current={search.state === key ? 'true' : undefined}
          >
            <span className="figure-number">{query.data ? query.data.counts[key] : '–'}</span>
            <span className="figure-label">{t(label)}</span>
          </Link>
        ))}
      </nav>
      <Filters search={search} county={county} onChange={go} />
      <Listed
        query={query}
        page={search.page}
        limit={search.limit}
        onPage={(page, limit) => void navigate({ search: { ...search, page, limit } })}
        empty={<Empty title={text('没有符合条件的问题', 'No such problems')} />}
      >
        {({ items }) => (
          <>
            <ProblemTable rows={items} />
            <ProblemCards rows={items} />
          </>
        )}
      </Listed>
    </Page>
  )
}
