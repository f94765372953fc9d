import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { bands } from '../../../domain/assessment/sheet.ts'
import { AssessmentPlan } from '../../../domain/campaign-year-forms.ts'
import { pointsText } from '../../../domain/points.ts'
import { text } from '../../../domain/text.ts'
import { Failed, Loading } from '../../components/states.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useCan } from '../../session.tsx'
import { client, trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import { CaseTable } from './CaseTable.tsx'
import { LaunchDialog } from './LaunchDialog.tsx'

const halves = { H1: text('上半年', 'First half'), H2: text('下半年', 'Second half') } as const

/** The half-years of a year: how each unit scored, by bands and in the units' own order, never as a league. */
export function Assessments({ year }: { year: number }) {
  const t = useText()
  const can = useCan()
  const { data, error, refetch } = useQuery(trpc.assessment.scores.queryOptions({ year }))
  return (
    <>
      <div className="year-tools">
        {can('assessment.open') && (
          <LaunchDialog
            title={text('发起半年考核', 'Open an assessment')}
            schema={AssessmentPlan}
            initial={{ year, title: `${year}年半年考核` }}
            send={(commandId, plan) => client.assessment.open.mutate({ commandId, plan })}
          />
        )}
      </div>
      {!data && (error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={4} />)}
      {data && data.length > 0 && (
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
              {data.map((row) => (
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
                  <td>{t(row.publishedAt ? text('已通报', 'Published') : text('待审定', 'To be approved'))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <CaseTable
        kind="assessment"
        empty={{
          title: text('还没有发起过半年考核', 'No assessment was opened yet'),
          hint: text('每年六月末、十二月末各一次，由创卫办主任发起。', 'Twice a year, opened by the office director.'),
        }}
      />
    </>
  )
}
