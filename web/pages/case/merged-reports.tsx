import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useCan } from '../../session.tsx'
import { useTimes } from '../../times.ts'
import { trpc } from '../../trpc.ts'
import type { CaseView } from './view.ts'

/** Who else reported the same problem: each is told what becomes of it. */
export function MergedReports({ view }: { view: CaseView }) {
  const t = useText()
  const times = useTimes()
  const can = useCan()
  const { data } = useQuery({
    ...trpc.problem.merged.queryOptions({ caseId: view.caseId }),
    enabled: can('problem.read'),
  })
  if (!data || data.length === 0) return null
  return (
    <section className="panel kin" aria-labelledby="merged">
      <h2 id="merged">{t(text(`并入的上报（${data.length}）`, `Merged reports (${data.length})`))}</h2>
      <ul>
        {data.map(({ caseId, reporter, place, reportedAt }) => (
          <li key={caseId}>
            <Link to={paths.case} params={{ caseId }}>
              {caseId}
            </Link>{' '}
            {reporter} {place} <small>{times.dayClock(reportedAt)}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}
