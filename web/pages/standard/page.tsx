import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import { halfOf, halves } from '../../../domain/assessment/half.ts'
import { unseenUnits } from '../../../domain/assessment/coverage.ts'
import { text } from '../../../domain/text.ts'
import { useNow } from '../../calendar.ts'
import { Page } from '../../components/Page.tsx'
import { Failed, Loading } from '../../components/states.tsx'
import { useLanguage, useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import '../../components/score-table.css'
import '../year/year.css'
import './standard.css'
import { Articles } from './Articles.tsx'
import { Cases } from './Cases.tsx'
import { Filters } from './Filters.tsx'
import { Matrix } from './Matrix.tsx'

const route = getRouteApi('/staff/year/coverage')
const title = text('标准覆盖', 'Coverage of the standard')

/** By what each item of the standard's sheet was looked at in a half-year, and which nobody has looked at. */
export function CoveragePage() {
  const t = useText()
  const { language } = useLanguage()
  const navigate = route.useNavigate()
  const search = route.useSearch()
  const current = halfOf(useNow())
  const { year = current.year, half = current.half, unitId, gaps = false, item, source } = search
  const asked = { year, half, ...(unitId === undefined ? {} : { unitId }) }
  const { data, error, refetch } = useQuery(
    trpc.assessment.coverage.queryOptions(asked, { placeholderData: keepPreviousData }),
  )
  const change = (next: Partial<typeof search>) =>
    void navigate({ search: { ...search, item: undefined, source: undefined, ...next }, replace: true })
  const query = new URLSearchParams({ year: String(year), half, language, ...(unitId === undefined ? {} : { unitId }) })
  const open = data?.rows.filter((row) => unseenUnits(row, data.units).length > 0) ?? []
  return (
    <Page
      title={title}
      heading={`${t(title)}：${year}${t(halves[half])}`}
      wide
      crumbs={[{ label: words.year, link: { to: paths.year, search: { tab: 'assessments', year } } }]}
      actions={
        <>
          <Button icon={<DownloadOutlined />} href={`/api/assessment/coverage.xlsx?${query}`} download>
            {t(text('导出表格', 'Export'))}
          </Button>
          <Button icon={<PrinterOutlined />} className="desk-only" onClick={() => window.print()}>
            {t(text('打印', 'Print'))}
          </Button>
        </>
      }
    >
      <Filters search={{ year, half, unitId, gaps }} onChange={change} />
      {!data && (error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={10} />)}
      {data && (
        <>
          <output className="coverage-sum">
            {t(
              text(
                `${data.rows.length}个评分项目，${data.rows.filter(({ seen }) => seen.length === 0).length}项没有人看过，${open.length}项还有单位没有看到`,
                `${data.rows.length} items: ${data.rows.filter(({ seen }) => seen.length === 0).length} nobody looked at, ${open.length} not in every unit`,
              ),
            )}
          </output>
          <Matrix
            view={data}
            rows={gaps ? open : data.rows}
            chosen={item !== undefined && source !== undefined ? { item, source } : null}
            onChoose={(cell) => change(cell)}
          />
          {item !== undefined && source !== undefined && (
            <Cases key={`${item}-${source}`} cell={{ ...asked, item, source }} onClose={() => change({})} />
          )}
          <Articles view={data} />
        </>
      )}
    </Page>
  )
}
