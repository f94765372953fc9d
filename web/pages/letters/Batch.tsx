import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Progress } from 'antd'
import { text } from '../../../domain/text.ts'
import { Failed, Loading } from '../../components/states.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { trpc } from '../../trpc.ts'

const POLL = 1_000
const states = {
  RECEIVED: text('已收到，正在发起', 'Received, being started'),
  APPLIED: text('已下发，待单位签订', 'Sent, to be signed'),
  SKIPPED: text('跳过', 'Skipped'),
} as const

/** How far the letters of a batch are, unit by unit; who was skipped and why. */
export function Batch({ batchId }: { batchId: string }) {
  const t = useText()
  const { data, error, refetch } = useQuery(
    trpc.letter.batch.queryOptions(
      { batchId },
      { refetchInterval: ({ state }) => (state.data?.some((unit) => unit.state === 'RECEIVED') ? POLL : false) },
    ),
  )
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={6} />
  const count = (of: keyof typeof states) => data.filter(({ state }) => state === of).length
  const over = data.length - count('RECEIVED')
  return (
    <section className="letters-part" aria-labelledby="letters-batch">
      <h2 id="letters-batch">{t(text('下发情况', 'How far it is'))}</h2>
      <Progress
        aria-label={t(text('下发进度', 'Progress'))}
        percent={data.length === 0 ? 0 : Math.round((over / data.length) * 100)}
      />
      <output className="letters-count">
        {t(
          text(
            `共${data.length}个单位，已下发${count('APPLIED')}份，跳过${count('SKIPPED')}个`,
            `${data.length} units: ${count('APPLIED')} sent, ${count('SKIPPED')} skipped`,
          ),
        )}
      </output>
      <ul className="letters-results">
        {data.map(({ unitId, unitName, state, caseId, refusal }) => (
          <li key={unitId} className={`letters-${state.toLowerCase()}`}>
            {caseId ? (
              <Link to={paths.case} params={{ caseId }}>
                {unitName}
              </Link>
            ) : (
              <span>{unitName}</span>
            )}{' '}
            <span>{t(states[state])}</span> {refusal && <span>{t(refusal.fields[0]?.text ?? refusal.text)}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
