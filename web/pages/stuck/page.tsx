import { CheckOutlined, ReloadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { text } from '../../../domain/text.ts'
import type { StuckItem } from '../../../domain/views.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Page } from '../../components/Page.tsx'
import { Failed, Loading } from '../../components/states.tsx'
import { failureText } from '../../errors.ts'
import { useText } from '../../language.tsx'
import { useTimes } from '../../times.ts'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import { stuckKinds, stuckOrder } from './kinds.ts'
import { StuckCard } from './StuckCard.tsx'
import './stuck.css'

const EVERY = 60_000

/** Everything that does not move, and why: the administrator's list, by kind of trouble. */
export function StuckPage() {
  const t = useText()
  const times = useTimes()
  const { data, error, isFetching, dataUpdatedAt, refetch } = useQuery(
    trpc.stuck.list.queryOptions(undefined, { refetchInterval: EVERY, staleTime: 0 }),
  )
  const checked = dataUpdatedAt > 0 ? times.clock(new Date(dataUpdatedAt).toISOString()) : null
  return (
    <Page
      title={words.stuck}
      aside={
        checked && (
          <span>
            {t(text(`检查于 ${checked}，每分钟自动检查一次`, `Checked at ${checked}, and again every minute`))}
          </span>
        )
      }
      actions={
        <Button icon={<ReloadOutlined />} loading={isFetching} onClick={() => void refetch()}>
          {t(words.reload)}
        </Button>
      }
    >
      {error && data && <ErrorNote note={failureText(error)} />}
      {data ? (
        data.length === 0 ? (
          <AllClear />
        ) : (
          <Groups items={data} />
        )
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </Page>
  )
}

function Groups({ items }: { items: readonly StuckItem[] }) {
  const t = useText()
  const groups = stuckOrder
    .map((kind) => ({ kind, items: items.filter((item) => item.kind === kind) }))
    .filter((group) => group.items.length > 0)
  return (
    <>
      {groups.map(({ kind, items: stuck }) => (
        <section
          key={kind}
          className={`stuck-group stuck-${kind === 'OVERDUE' ? 'person' : 'system'}`}
          aria-labelledby={`stuck-${kind}`}
        >
          <h2 id={`stuck-${kind}`}>
            {t(stuckKinds[kind].title)} <span className="stuck-count">{stuck.length}</span>
          </h2>
          <p className="stuck-meaning">{t(stuckKinds[kind].meaning)}</p>
          <ul>
            {stuck.map((item) => (
              <StuckCard key={`${item.kind}:${item.caseId}:${item.since}:${item.step?.zh}`} item={item} />
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function AllClear() {
  const t = useText()
  return (
    <div className="stuck-clear">
      <CheckOutlined aria-hidden="true" />
      <p>{t(text('一切正常，没有卡住的案件', 'All clear: nothing is stuck'))}</p>
      <ul>
        <li>{t(text('没有超期等人办理的环节', 'No step is overdue on a person'))}</li>
        <li>{t(text('流程没有出错或反复重试', 'No process is failing or retrying'))}</li>
        <li>{t(text('收到的操作全部已办结', 'Every act received has been decided'))}</li>
      </ul>
    </div>
  )
}
