import { Link } from '@tanstack/react-router'
import type { ScheduleDone } from '../../../domain/schedule-views.ts'
import { text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useCan } from '../../session.tsx'

/** What became of an act on each schedule; what did not go through stands first. */
export function Results({ results }: { results: ScheduleDone[] }) {
  const t = useText()
  const reads = useCan()('case.read')
  const failed = results.filter(({ done }) => !done).length
  const sorted = [...results].sort((one, other) => Number(one.done) - Number(other.done))
  return (
    <>
      <ErrorNote
        tone={failed > 0 ? 'warning' : 'calm'}
        note={
          failed === 0
            ? text(`全部${results.length}项已完成。`, `All ${results.length} done.`)
            : text(
                `${results.length - failed}项已完成，${failed}项没有完成，原因见下。`,
                `${results.length - failed} done, ${failed} not: see why below.`,
              )
        }
      />
      <ul className="schedule-results">
        {sorted.map(({ scheduleId, title, done, says, caseIds }) => (
          <li key={scheduleId}>
            <strong>{t(title)}</strong>
            <span className={done ? undefined : 'schedule-warned'}>{t(says)}</span>
            {caseIds.map((caseId) =>
              reads ? (
                <Link key={caseId} to={paths.case} params={{ caseId }}>
                  {caseId}
                </Link>
              ) : (
                <span key={caseId}>{caseId}</span>
              ),
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
