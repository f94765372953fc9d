import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { AssessmentPlan } from '../../../domain/assessment-forms.ts'
import { text } from '../../../domain/text.ts'
import { ScoreTable } from '../../components/ScoreTable.tsx'
import { useText } from '../../language.tsx'
import { useCan } from '../../session.tsx'
import { trpc } from '../../trpc.ts'
import type { CaseView } from './view.ts'

const Period = z.object({ year: AssessmentPlan.shape.year, half: AssessmentPlan.shape.half })

/** What the units of a half-year have scored so far, for whoever approves it; a unit sees its own. */
export function Results({ view }: { view: CaseView }) {
  const t = useText()
  const can = useCan()
  const period = Period.safeParse(view.content).data
  const { data } = useQuery(
    trpc.assessment.scores.queryOptions(
      { year: period?.year ?? 2020 },
      { enabled: period !== undefined && can('assessment.read'), refetchOnMount: 'always' },
    ),
  )
  const rows = (data ?? []).filter(({ half }) => half === period?.half)
  if (rows.length === 0) return null
  return (
    <section className="panel" aria-labelledby="half-year-results">
      <h2 id="half-year-results">{t(text('各单位得分', 'Scores'))}</h2>
      <ScoreTable rows={rows} />
    </section>
  )
}
