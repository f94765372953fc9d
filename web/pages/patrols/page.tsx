import { getRouteApi } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { text } from '../../../domain/text.ts'
import { Page } from '../../components/Page.tsx'
import { useText } from '../../language.tsx'
import { words } from '../../words.ts'
import { Plans } from './Plans.tsx'
import { Runs } from './Runs.tsx'
import './patrols.css'

const route = getRouteApi('/staff/patrols')
const views = {
  runs: text('巡查记录', 'Patrols'),
  missed: text('漏巡', 'Missed'),
  plans: text('巡查计划', 'Plans'),
} as const
type View = keyof typeof views

/** Patrols: those under way and done, those missed, and the plans by which they are opened. */
export function PatrolsPage() {
  const t = useText()
  const { view = 'runs' } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <Page title={words.patrols}>
      <Segmented
        aria-label={t(text('查看', 'View'))}
        value={view}
        options={(Object.keys(views) as View[]).map((value) => ({ value, label: t(views[value]) }))}
        onChange={(next) => void navigate({ search: { view: next === 'runs' ? undefined : next } })}
        className="patrol-views"
      />
      {view === 'plans' ? (
        <Plans />
      ) : (
        <Runs
          key={view}
          missed={view === 'missed'}
          empty={
            view === 'missed'
              ? {
                  title: text('没有漏巡', 'None was missed'),
                  hint: text('到时限未完成的巡查会列在这里。', 'Patrols not done in time are listed here.'),
                }
              : {
                  title: text('还没有巡查记录', 'No patrols yet'),
                  hint: text('按计划到时自动派给巡查人。', 'A plan sends them out by itself.'),
                }
          }
        />
      )}
    </Page>
  )
}
