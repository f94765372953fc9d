import { useQuery } from '@tanstack/react-query'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { useTimes } from '../../times.ts'
import { trpc } from '../../trpc.ts'

/** By which hash the finished flow's history is kept, for whoever compares it with the archive years later. */
export function Histories({ caseId }: { caseId: string }) {
  const t = useText()
  const times = useTimes()
  const { data } = useQuery(trpc.case.histories.queryOptions({ caseId }))
  if (!data || data.length === 0) return null
  return (
    <p className="dossier-history">
      {data.map(({ runId, events, sha256, archivedAt }) => (
        <span key={runId}>
          {t(
            text(
              `流程历史已归档（${events} 个事件，${times.fullClock(archivedAt)}），SHA-256：`,
              `The flow's history is kept (${events} events, ${times.fullClock(archivedAt)}), SHA-256: `,
            ),
          )}
          <code>{sha256}</code>
        </span>
      ))}
    </p>
  )
}
