import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import type { Stage } from '../../../domain/processes/rectification.ts'
import { type Text, text } from '../../../domain/text.ts'
import type { CaseRow } from '../../../domain/views.ts'
import { DueBadge } from '../../components/DueBadge.tsx'
import { Empty, Failed, Loading } from '../../components/states.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { usePhone } from '../../phone.ts'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import '../inbox/inbox.css'
import { stageText } from '../../../domain/processes/catalogue.ts'
import './stages.css'

/** Where there are more, the ledger of notices with its filters is the place to look. */
const AT_MOST = 100

/** What is told of each case beside what every list tells. */
type Shown = { heading: Text; Facts: ComponentType<{ row: CaseRow }> }

/** The open cases within my reach that stand at one of some stages, the nearest due date first. */
function useStageCases(stages: readonly Stage[]) {
  return useQueries({
    queries: stages.map((stage) =>
      trpc.case.list.queryOptions({ stage, state: 'open', sort: 'due', order: 'asc', limit: AT_MOST }),
    ),
    combine: (answers) => ({
      rows: answers
        .flatMap((answer) => answer.data?.items ?? [])
        .sort((a, b) => (a.dueAt ?? '9999').localeCompare(b.dueAt ?? '9999')),
      more: answers.some((answer) => (answer.data?.total ?? 0) > AT_MOST),
      pending: answers.some((answer) => answer.isPending),
      error: answers.find((answer) => answer.error)?.error ?? null,
      refetch: () => answers.forEach((answer) => void answer.refetch()),
    }),
  })
}

/** Those cases as a table at a desk and as cards on a phone, with what `shown` tells of each. */
export function StageCases({
  stages,
  caption,
  empty,
  shown: { heading, Facts },
}: {
  stages: readonly Stage[]
  caption: Text
  empty: { title: Text; hint: Text }
  shown: Shown
}) {
  const t = useText()
  const phone = usePhone()
  const { rows, more, pending, error, refetch } = useStageCases(stages)
  if (error && rows.length === 0) return <Failed error={error} onRetry={refetch} />
  if (pending) return <Loading rows={6} />
  if (rows.length === 0) return <Empty {...empty} />
  return (
    <>
      {phone ? (
        <ul className="cards">
          {rows.map((row) => (
            <li key={row.caseId} className={row.light ? `card card-${row.light.toLowerCase()}` : 'card'}>
              <p className="card-step">{t(stageText(row.kind, row.stage))}</p>
              <Subject row={row} className="card-link" />
              <p className="card-facts">
                {row.unit.name} {row.number ?? t(words.noNumberYet)}
              </p>
              {row.waiting && (
                <p className="card-facts">
                  {t(next)} {t(row.waiting)}
                </p>
              )}
              <div className="card-facts">
                <Facts row={row} />
              </div>
              {row.dueAt && row.light && <DueBadge dueAt={row.dueAt} light={row.light} />}
            </li>
          ))}
        </ul>
      ) : (
        <table className="tasks stage-cases">
          <caption className="unseen">{t(caption)}</caption>
          <thead>
            <tr>
              <th scope="col">{t(words.due)}</th>
              <th scope="col">{t(words.subject)}</th>
              <th scope="col">{t(words.unit)}</th>
              <th scope="col">{t(next)}</th>
              <th scope="col">{t(heading)}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.caseId} className={row.light === 'RED' ? 'task-red' : undefined}>
                <td className="task-due">
                  {row.dueAt && row.light && <DueBadge dueAt={row.dueAt} light={row.light} />}
                </td>
                <td className="task-title">
                  <Subject row={row} className="task-link" />
                  <span className="task-place">{row.number ?? t(words.noNumberYet)}</span>
                </td>
                <td className="task-unit">{row.unit.name}</td>
                <td>
                  <b className="stage-name">{t(stageText(row.kind, row.stage))}</b>
                  {row.waiting && t(row.waiting)}
                </td>
                <td>
                  <Facts row={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {more && (
        <p className="state-hint">
          <Link to={paths.notices} search={{ state: 'open', sort: 'due', order: 'asc' }}>
            {t(text(`只列出最近${AT_MOST}件，其余请到督办台账查看`, `The nearest ${AT_MOST} only; the ledger has all`))}
          </Link>
        </p>
      )}
    </>
  )
}

const next = text('下一步', 'Next')

function Subject({ row, className }: { row: CaseRow; className: string }) {
  return (
    <Link to={paths.case} params={{ caseId: row.caseId }} data-row className={className}>
      {row.title}
    </Link>
  )
}
