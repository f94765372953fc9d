import { useQuery } from '@tanstack/react-query'
import { type Text, text } from '../../../domain/text.ts'
import { Page } from '../../components/Page.tsx'
import { Empty, Failed, Loading } from '../../components/states.tsx'
import { useText } from '../../language.tsx'
import { useMe } from '../../session.tsx'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import { Standing } from './Standing.tsx'
import './unit.css'

const AT_MOST = 100
const query = { state: 'open', sort: 'due', order: 'asc', limit: AT_MOST } as const

/** Where my unit stands: what is open, how often it failed by the rule that counts, and what may still be done. */
export function UnitPage() {
  const t = useText()
  const me = useMe()
  const { data, error, refetch } = useQuery(trpc.case.list.queryOptions({ ...query, unitId: me.unit.id }))
  const figures: { label: Text; value: number; tone?: string }[] = data
    ? [
        { label: text('在办', 'Open'), value: data.total },
        { label: text('临期', 'Due soon'), value: data.items.filter(({ light }) => light === 'YELLOW').length },
        {
          label: text('超期', 'Overdue'),
          value: data.items.filter(({ light }) => light === 'RED').length,
          tone: 'red',
        },
        {
          label: text('在办事项累计未落实', 'Failures of what is open'),
          value: data.items.reduce((sum, { failedRounds }) => sum + failedRounds, 0),
          tone: 'red',
        },
      ]
    : []
  return (
    <Page title={words.myUnit} heading={me.unit.name}>
      {data ? (
        <>
          <dl className="unit-figures">
            {figures.map(({ label, value, tone }) => (
              <div key={label.zh} className={tone && value > 0 ? `unit-figure unit-figure-${tone}` : 'unit-figure'}>
                <dt>{t(label)}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {data.items.length === 0 ? (
            <Empty
              title={text('本单位没有在办的督办', 'Your unit has no open notice')}
              hint={text('已办结的可在督办台账中查询。', 'Closed ones are in the list of notices.')}
            />
          ) : (
            <ul className="unit-cases">
              {data.items.map((row) => (
                <Standing key={row.caseId} row={row} />
              ))}
            </ul>
          )}
        </>
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading rows={8} />
      )}
    </Page>
  )
}
