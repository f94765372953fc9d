import { useQuery } from '@tanstack/react-query'
import { text } from '../../../domain/text.ts'
import { AssessmentPlan } from '../../../domain/assessment-forms.ts'
import { newestSheet } from '../../../domain/assessment/sheets.ts'
import { defaultScheme } from '../../../domain/processes/assessment.ts'
import { ScoreTable } from '../../components/ScoreTable.tsx'
import { Failed, Loading } from '../../components/states.tsx'
import { LinkButton } from '../../components/LinkButton.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useCan } from '../../session.tsx'
import { client, trpc } from '../../trpc.ts'
import { AssessmentSchedule } from './AssessmentSchedule.tsx'
import { CaseTable } from './CaseTable.tsx'
import { LaunchDialog } from './LaunchDialog.tsx'
import { SheetItems } from './SheetItems.tsx'

/** The half-years of a year: how each unit scored, by which sheet, and when the next is opened by itself. */
export function Assessments({ year }: { year: number }) {
  const t = useText()
  const can = useCan()
  const { data, error, refetch } = useQuery(trpc.assessment.scores.queryOptions({ year }))
  return (
    <>
      <AssessmentSchedule />
      <div className="year-tools">
        <LinkButton to={paths.coverage} search={{ year }}>
          {t(text('标准覆盖', 'Coverage of the standard'))}
        </LinkButton>
        {can('assessment.open') && (
          <LaunchDialog
            title={text('发起半年考核', 'Open an assessment')}
            schema={AssessmentPlan}
            initial={{ year, title: `${year}年半年考核`, sheet: newestSheet, scheme: defaultScheme }}
            send={(commandId, plan) => client.assessment.open.mutate({ commandId, plan })}
          />
        )}
      </div>
      {!data && (error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={4} />)}
      {data && data.length > 0 && <ScoreTable rows={data} />}
      <CaseTable
        kind="assessment"
        year={year}
        empty={{
          title: text('还没有发起过半年考核', 'No assessment was opened yet'),
          hint: text(
            '每年6月30日、12月31日自动发起，也可由创卫办主任随时发起。',
            'Opened by itself on 30 June and 31 December, or by the office director.',
          ),
        }}
      />
      <SheetItems version={newestSheet} />
    </>
  )
}
