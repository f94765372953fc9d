import { getRouteApi } from '@tanstack/react-router'
import { InputNumber, Tabs } from 'antd'
import { dateOf } from '../../../domain/calendar.ts'
import { text } from '../../../domain/text.ts'
import { useNow } from '../../calendar.ts'
import { Page } from '../../components/Page.tsx'
import { useText } from '../../language.tsx'
import { useCan } from '../../session.tsx'
import { words } from '../../words.ts'
import { Assessments } from './Assessments.tsx'
import { Deposits } from './Deposits.tsx'
import { Letters } from './Letters.tsx'
import { Settlements } from './Settlements.tsx'
import './year.css'

const route = getRouteApi('/staff/year')
const tabs = {
  letters: { needs: 'case.read', label: text('责任书', 'Letters'), Panel: Letters },
  deposits: { needs: 'deposit.read', label: text('保证金', 'Deposits'), Panel: Deposits },
  assessments: { needs: 'assessment.read', label: text('半年考核', 'Assessments'), Panel: Assessments },
  settlements: { needs: 'case.read', label: text('年终结算', 'Settlements'), Panel: Settlements },
} as const
type Tab = keyof typeof tabs

/** The year's account with every unit: what was promised, deposited, assessed and settled. */
export function YearPage() {
  const t = useText()
  const navigate = route.useNavigate()
  const search = route.useSearch()
  const now = useNow()
  const can = useCan()
  const year = search.year ?? Number(dateOf(now).slice(0, 4))
  const mine = (Object.keys(tabs) as Tab[]).filter((key) => can(tabs[key].needs))
  const tab = mine.includes(search.tab) ? search.tab : (mine[0] ?? search.tab)
  const { Panel } = tabs[tab]
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
        activeKey={tab}
        onChange={(key) => void navigate({ search: { tab: key as Tab, year: search.year }, replace: true })}
        items={mine.map((key) => ({ key, label: t(tabs[key].label) }))}
      />
      <Panel key={`${tab}-${year}`} year={year} />
    </Page>
  )
}
