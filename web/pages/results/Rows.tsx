import { Link } from '@tanstack/react-router'
import { decidingOrgans, identities, measureTitles } from '../../../domain/measures.ts'
import type { ResultItem } from '../../../domain/referral-views.ts'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { words } from '../../words.ts'

function Subject({ row }: { row: ResultItem }) {
  return (
    <Link to={paths.case} params={{ caseId: row.caseId }} className="notice-title">
      {row.subject}
    </Link>
  )
}

function Periods({ row }: { row: ResultItem }) {
  const t = useText()
  return (
    <>
      <span>
        {t(text('影响期：', 'In effect: '))}
        {row.effect ? t(row.effect.sum) : t(text('以决定文书为准', 'as the decision says'))}
      </span>
      {row.remedy && <small>{t(row.remedy.sum)}</small>}
    </>
  )
}

/** The register as a table, for desks and paper. */
export function ResultTable({ rows }: { rows: readonly ResultItem[] }) {
  const t = useText()
  return (
    <div className="notice-table">
      <table>
        <caption className="unseen">{t(words.results)}</caption>
        <thead>
          <tr>
            <th scope="col">{t(text('对象', 'Subject'))}</th>
            <th scope="col">{t(text('涉及单位', 'Unit'))}</th>
            <th scope="col">{t(text('决定', 'Decision'))}</th>
            <th scope="col">{t(text('决定机关和文号', 'Organ and number'))}</th>
            <th scope="col">{t(text('期限', 'Periods'))}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.caseId}>
              <td className="notice-subject">
                <Subject row={row} />
                <small>{t(identities[row.identity])}</small>
              </td>
              <td>
                {row.unit.name}
                <small>{row.letterNo}</small>
              </td>
              <td>{t(measureTitles[row.kind])}</td>
              <td>
                {t(decidingOrgans[row.organ])}
                <small>
                  {row.documentNo}，{row.decidedOn}
                </small>
              </td>
              <td>
                <Periods row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The same on a phone. */
export function ResultCards({ rows }: { rows: readonly ResultItem[] }) {
  const t = useText()
  return (
    <ul className="notice-cards">
      {rows.map((row) => (
        <li key={row.caseId}>
          <div className="notice-card-head">
            <span>{t(measureTitles[row.kind])}</span>
            <span>{row.decidedOn}</span>
          </div>
          <Subject row={row} />
          <div className="notice-card-facts">
            <span>{row.unit.name}</span>
            <span>
              {t(decidingOrgans[row.organ])} {row.documentNo}
            </span>
          </div>
          <Periods row={row} />
        </li>
      ))}
    </ul>
  )
}
