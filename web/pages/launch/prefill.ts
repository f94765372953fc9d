import type { z } from 'zod'
import type { ProblemView } from '../../../domain/directory-views.ts'
import { problemStatus } from '../../../domain/problems.ts'
import type { FormDraft } from '../../components/form/schema.ts'
import { timesIn } from '../../times.ts'
import { usualLimit } from './usual-limit.ts'

export type Problem = z.infer<typeof ProblemView>

/** A notice about nothing yet. */
export const blank = (): FormDraft => ({ urgency: 'NORMAL', limit: usualLimit('NORMAL') })

/** What the county already knows of a problem, as the beginning of a notice; photos and demands are the drafter's. */
export function fromProblem(problem: Problem): FormDraft {
  const times = timesIn('zh')
  const where = problem.roadSection?.name ?? ''
  const what = problem.description.replace(/[。.]$/, '')
  const due = problem.dueAt ? `处置期限为${times.fullClock(problem.dueAt)}，` : ''
  return {
    ...blank(),
    title: what.slice(0, 80),
    unitId: problem.unit?.id,
    place: where,
    roadSectionId: problem.roadSection?.id,
    problemId: problem.no,
    facts: `${times.fullClock(problem.reportedAt)}接报：${what}（${problem.category}，问题编号${problem.no}）。${due}目前状态：${problemStatus(problem.status).zh}${problem.overdue ? '，已超期' : ''}。`,
  }
}
