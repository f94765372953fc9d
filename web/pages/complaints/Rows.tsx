import { Link } from '@tanstack/react-router'
import { complaintChannels, complaintClasses } from '../../../domain/complaint-forms.ts'
import type { ComplaintRow } from '../../../domain/complaint-views.ts'
import { outcomeText, stageText } from '../../../domain/processes/catalogue.ts'
import { type Text, text } from '../../../domain/text.ts'
import { DueBadge } from '../../components/DueBadge.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useTimes } from '../../times.ts'
import { words } from '../../words.ts'

const nameOf = (names: Record<string, Text>, key: string | null): Text =>
  (key === null ? undefined : names[key]) ?? text('未分流', 'Not sorted yet')

const solvedText: Record<string, Text> = {
  YES: text('已解决', 'solved'),
  NO: text('未解决', 'not solved'),
  UNKNOWN: text('未能了解', 'not known'),
}

const stateOf = ({ outcome, stage }: ComplaintRow): Text =>
  outcome === null ? stageText('complaint', stage) : outcomeText('complaint', outcome)

function Facts({ row }: { row: ComplaintRow }) {
  const t = useText()
  return (
    <>
      <b className="stage-name">{t(stateOf(row))}</b>
      {row.waiting && <small>{t(row.waiting)}</small>}
      {row.solved && (
        <small>{t(text(`回访：${solvedText[row.solved]?.zh}`, `Called back: ${solvedText[row.solved]?.en}`))}</small>
      )}
      {row.late && row.light !== 'RED' && <small className="rounds-failed">{t(text('曾逾期', 'was late'))}</small>}
    </>
  )
}

/** Complaints at a desk. */
export function ComplaintTable({ rows }: { rows: ComplaintRow[] }) {
  const t = useText()
  const times = useTimes()
  return (
    <div className="notice-table">
      <table>
        <caption className="unseen">{t(words.complaints)}</caption>
        <thead>
          <tr>
            <th scope="col">{t(text('编号', 'Number'))}</th>
            <th scope="col">{t(text('事项', 'Subject'))}</th>
            <th scope="col">{t(text('类型', 'Class'))}</th>
            <th scope="col">{t(text('承办单位', 'Unit'))}</th>
            <th scope="col">{t(words.stage)}</th>
            <th scope="col">{t(words.due)}</th>
            <th scope="col">{t(text('收到', 'Received'))}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.caseId} data-light={row.light ?? undefined}>
              <td className="notice-number">{row.caseId}</td>
              <td className="notice-subject">
                <Link to={paths.case} params={{ caseId: row.caseId }} className="notice-title" data-row>
                  {row.title}
                </Link>
                <small>{row.place}</small>
              </td>
              <td>
                {t(nameOf(complaintClasses, row.class))}
                <small>{t(nameOf(complaintChannels, row.channel))}</small>
              </td>
              <td className="notice-unit">{row.unit.name}</td>
              <td className="notice-stage">
                <Facts row={row} />
              </td>
              <td className="notice-due">
                {row.dueAt && row.light && <DueBadge dueAt={row.dueAt} light={row.light} />}
              </td>
              <td className="notice-day">{times.dayClock(row.receivedAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The same on a phone. */
export function ComplaintCards({ rows }: { rows: ComplaintRow[] }) {
  const t = useText()
  return (
    <ul className="notice-cards">
      {rows.map((row) => (
        <li key={row.caseId} data-light={row.light ?? undefined}>
          <p className="notice-card-head">
            <span>{row.caseId}</span>
            <span className="standing">{t(stateOf(row))}</span>
          </p>
          <Link to={paths.case} params={{ caseId: row.caseId }} className="notice-title" data-row>
            {row.title}
          </Link>
          <p className="notice-card-facts">
            <span>{t(nameOf(complaintClasses, row.class))}</span>
            <span>{row.unit.name}</span>
            <span>{row.place}</span>
          </p>
          {row.dueAt && row.light && <DueBadge dueAt={row.dueAt} light={row.light} />}
        </li>
      ))}
    </ul>
  )
}
