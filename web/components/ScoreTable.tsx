import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import { halves } from '../../domain/assessment/half.ts'
import { bands } from '../../domain/assessment/sheet.ts'
import type { UnitScore } from '../../domain/assessment-views.ts'
import { pointsText } from '../../domain/points.ts'
import { text } from '../../domain/text.ts'
import { useText } from '../language.tsx'
import { paths } from '../paths.ts'
import { words } from '../words.ts'
import './score-table.css'

/** How units scored: by bands and in the directory's order, never as a league. */
export function ScoreTable({ rows }: { rows: readonly z.infer<typeof UnitScore>[] }) {
  const t = useText()
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
    <section className="year-scroll" aria-label={t(text('考核得分', 'Scores'))} tabIndex={0}>
      <table className="year-figures">
        <caption className="unseen">{t(text('考核得分', 'Scores'))}</caption>
        <thead>
          <tr>
            <th scope="col">{t(words.unit)}</th>
            <th scope="col">{t(text('考核期', 'Half-year'))}</th>
            <th scope="col">{t(text('总分', 'Score'))}</th>
            <th scope="col">{t(text('等次', 'Band'))}</th>
            <th scope="col">{t(text('状态', 'Standing'))}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.unitId}-${row.half}`}>
              <th scope="row">
                <Link to={paths.case} params={{ caseId: row.caseId }}>
                  {row.unitName}
                </Link>
              </th>
              <td>{t(halves[row.half])}</td>
              <td>{pointsText(row.total)}</td>
              <td>
                {t(bands[row.band])}
                {row.vetoed && t(text('（一票否决）', ' (veto)'))}
              </td>
              <td>
                {t(
                  row.publishedAt
                    ? text('已通报', 'Published')
                    : row.final
                      ? text('待审定', 'To be approved')
                      : text('初评', 'Preliminary'),
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
