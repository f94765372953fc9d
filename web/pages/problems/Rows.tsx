import { Link } from '@tanstack/react-router'
import type { RegisterRow } from '../../../domain/problem-views.ts'
import { text } from '../../../domain/text.ts'
import { DueBadge } from '../../components/DueBadge.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useTimes } from '../../times.ts'
import { words } from '../../words.ts'

function Title({ row }: { row: RegisterRow }) {
  if (row.old || row.caseId === null) return <span className="notice-title">{row.title}</span>
  return (
    <Link to={paths.case} params={{ caseId: row.caseId }} className="notice-title">
      {row.title}
    </Link>
  )
}

/** Where it stands, how often it is back, and to what it was joined. */
function Standing({ row }: { row: RegisterRow }) {
  const t = useText()
  return (
    <>
      <span className={row.over ? 'standing standing-passed' : 'standing'}>{t(row.status)}</span>
      {row.relapses > 0 && (
        <small className="rounds-failed">{t(text(`反弹${row.relapses}次`, `${row.relapses} relapse(s)`))}</small>
      )}
      {row.mergedInto && (
        <small>
          {t(text('并入', 'Into'))}{' '}
          <Link to={paths.case} params={{ caseId: row.mergedInto }}>
            {row.mergedInto}
          </Link>
        </small>
      )}
      {row.old && row.caseId && (
        <small>
          <Link to={paths.case} params={{ caseId: row.caseId }}>
            {t(text('督办', 'Notice'))} {row.caseId}
          </Link>
        </small>
      )}
    </>
  )
}

function Due({ row }: { row: RegisterRow }) {
  const times = useTimes()
  if (!row.dueAt) return <span className="faint">–</span>
  if (row.old || !row.light) return <span className="faint">{times.dayClock(row.dueAt)}</span>
  return <DueBadge dueAt={row.dueAt} light={row.light} open={!row.over} />
}

/** The register as a table, for desks and for paper. */
export function ProblemTable({ rows }: { rows: readonly RegisterRow[] }) {
  const t = useText()
  const times = useTimes()
  return (
    <div className="notice-table">
      <table>
        <caption className="unseen">{t(words.problems)}</caption>
        <thead>
          <tr>
            {[
              text('编号', 'Number'),
              text('问题', 'Problem'),
              text('类别', 'Kind'),
              words.unit,
              text('状态', 'State'),
              words.due,
              text('上报', 'Reported'),
            ].map((title) => (
              <th key={title.zh} scope="col">
                {t(title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.no} data-light={row.over ? undefined : row.light}>
              <td className="notice-number">
                {row.no}
                {row.old && <small>{t(text('历史台账', 'Old register'))}</small>}
              </td>
              <td className="notice-subject">
                <Title row={row} />
                <small>{row.place}</small>
              </td>
              <td>{t(row.category)}</td>
              <td className="notice-unit">{row.unit?.name ?? '–'}</td>
              <td className="notice-stage">
                <Standing row={row} />
              </td>
              <td className="notice-due">
                <Due row={row} />
              </td>
              <td className="notice-day">
                {times.dayClock(row.reportedAt)}
                {row.reporter && <small>{row.reporter}</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The same on a phone: one card a problem. */
export function ProblemCards({ rows }: { rows: readonly RegisterRow[] }) {
  const t = useText()
  const times = useTimes()
  return (
    <ul className="notice-cards">
      {rows.map((row) => (
        <li key={row.no} data-light={row.over ? undefined : row.light}>
          <p className="notice-card-head">
            <span>
              {row.no} {row.old && t(text('历史台账', 'Old register'))}
            </span>
            <span>
              <Standing row={row} />
            </span>
          </p>
          <Title row={row} />
          <p className="notice-card-facts">
            <span>{t(row.category)}</span>
            <span>{row.unit?.name}</span>
            <span className="faint">{times.dayClock(row.reportedAt)}</span>
          </p>
          {!row.over && <Due row={row} />}
        </li>
      ))}
    </ul>
  )
}
