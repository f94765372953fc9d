import { getRouteApi } from '@tanstack/react-router'
import { InputNumber, Tabs } from 'antd'
import { dateOf } from '../../../domain/calendar.ts'
import { text } from '../../../domain/text.ts'
import { useNow } from '../../calendar.ts'
import { Page } from '../../components/Page.tsx'
import { useText } from '../../language.tsx'
import { words } from '../../words.ts'
import { Assessments } from './Assessments.tsx'
import { Deposits } from './Deposits.tsx'
import { Letters } from './Letters.tsx'
import { Settlements } from './Settlements.tsx'
import './year.css'

const route = getRouteApi('/staff/year')
const tabs = {
  letters: { label: text('责任书', 'Letters'), Panel: Letters },
  deposits: { label: text('保证金', 'Deposits'), Panel: Deposits },
  assessments: { label: text('半年考核', 'Assessments'), Panel: Assessments },
  settlements: { label: text('年终结算', 'Settlements'), Panel: Settlements },
} as const

/** The year's account with every unit: what was promised, deposited, assessed and settled. */
export function YearPage() {
  const t = useText()
  const navigate = route.useNavigate()
  const search = route.useSearch()
  const now = useNow()
  const year = search.year ?? Number(dateOf(now).slice(0, 4))
  const { Panel } = tabs[search.tab]
  return (
    <Page
      title={words.year}
      wide
      actions={
        <label className="year-of">
          {t(text('年度', 'Year'))}
          <InputNumber
            value={year}
            min={2020}
            max={2100}
            onChange={(next) => next && void navigate({ search: { ...search, year: next }, replace: true })}
          />
        </label>
      }
    >
      <Tabs
        activeKey={search.tab}
        onChange={(tab) => void navigate({ search: { ...search, tab: tab as keyof typeof tabs }, replace: true })}
        items={Object.entries(tabs).map(([key, { label }]) => ({ key, label: t(label) }))}
      />
      <Panel key={`${search.tab}-${year}`} year={year} />
    </Page>
  )
}
