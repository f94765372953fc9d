import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useTimes } from '../../times.ts'
import { trpc } from '../../trpc.ts'

/** Who looked up who complained, when and why: for the auditor. */
export function Openings() {
  const t = useText()
  const times = useTimes()
  const { data } = useQuery(trpc.complaint.openings.queryOptions({}))
  if (!data) return null
  return (
    <section className="panel" aria-labelledby="openings">
      <h2 id="openings">{t(text('举报人信息查阅记录', 'Who looked up who complained'))}</h2>
      {data.length === 0 ? (
        <p>{t(text('还没有人查阅过。', 'Nobody has.'))}</p>
      ) : (
        <ul>
          {data.map(({ at, caseId, name, reason }) => (
            <li key={`${caseId}${at}`}>
              {times.fullClock(at)} {name}{' '}
              <Link to={paths.case} params={{ caseId }}>
                {caseId}
              </Link>{' '}
              {reason}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
