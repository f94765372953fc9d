import { z } from 'zod'
import { coverageCases } from '../../db/coverage.ts'
import { onlyUnit, reachOf } from '../../db/reach.ts'
import { readScores, readSheet } from '../../db/scores.ts'
import { CoverageCases, CoverageCell, CoverageQuery, CoverageView } from '../../domain/assessment/coverage.ts'
import { SheetView } from '../../domain/assessment/kept.ts'
import { AssessmentPlan } from '../../domain/assessment-forms.ts'
import { AssessmentSchedule, UnitScore } from '../../domain/assessment-views.ts'
import { scopeOf } from '../../domain/permissions.ts'
import { CommandView } from '../../domain/views.ts'
import { assessmentSchedule, pauseAssessments } from '../assessment-schedule.ts'
import { receiveAssessment } from '../campaign-year.ts'
import { coverageOf } from '../coverage.ts'
import { refuse } from '../errors.ts'
import { reachable } from '../patrols.ts'
import { procedure, router } from '../trpc.ts'
import { decided } from './campaign-year.ts'

const MOST_CASES = 100
const Year = z.coerce.number().int().min(2020).max(2100)

export const assessmentRouter = router({
  open: procedure('assessment.open')
    .input(z.object({ commandId: z.uuid(), plan: AssessmentPlan }))
    .output(CommandView)
    .mutation(async ({ ctx, input }) =>
      decided(ctx.app, await receiveAssessment(ctx.app, input.commandId, input.plan, ctx.actor)),
    ),

  scores: procedure('assessment.read')
    .input(z.object({ year: Year }))
    .output(z.array(UnitScore))
    .query(async ({ ctx, input }) => {
      const rows = await readScores(ctx.app.db, input.year, onlyUnit(reachOf(ctx.scope, ctx.actor)))
      return rows.map((row) => ({
        unitId: row.unit_id,
        unitName: row.unit_name,
        half: row.half,
        caseId: row.case_id,
        total: row.total,
        band: row.band,
        vetoed: row.vetoed,
        final: row.final,
        publishedAt: row.published_at?.toISOString() ?? null,
      }))
    }),

  /** By what each item of the sheet was looked at in a half-year: the whole county's, or one's own unit's. */
  coverage: procedure('assessment.read')
    .input(CoverageQuery)
    .output(CoverageView)
    .query(({ ctx, input }) => coverageOf(ctx.app.db, input, onlyUnit(reachOf(ctx.scope, ctx.actor)))),

  /** The cases behind a figure of the coverage that I may open. */
  coverageCases: procedure('assessment.read')
    .input(CoverageCell)
    .output(CoverageCases)
    .query(({ ctx, input }) => {
      const own = onlyUnit(reachOf(ctx.scope, ctx.actor))
      const reach = reachOf(scopeOf(ctx.actor, 'case.read') ?? 'assigned', ctx.actor)
      return coverageCases(ctx.app.db, { ...input, unitId: own ?? input.unitId }, reach, MOST_CASES)
    }),

  /** A unit's sheet, from whose lines its score is recomputed; null while there is none yet. */
  sheet: procedure('assessment.read')
    .input(z.object({ caseId: z.string().max(40) }))
    .output(SheetView.nullable())
    .query(async ({ ctx, input }) => {
      const kept = await readSheet(ctx.app.db, input.caseId)
      if (!kept) return null
      const own = onlyUnit(reachOf(ctx.scope, ctx.actor))
      if (own !== null && own !== kept.unit_id) throw refuse('NOT_FOUND')
      const { unit_id: unitId, year, half, final, published_at: publishedAt, sheet } = kept
      return { unitId, year, half, final, publishedAt: publishedAt?.toISOString() ?? null, sheet }
    }),

  schedule: procedure('assessment.read')
    .output(AssessmentSchedule)
    .query(({ ctx }) => assessmentSchedule(ctx.app)),

  /** Pauses the schedule with the reason, or lets it run again (null). */
  pause: procedure('assessment.open')
    .input(z.object({ reason: z.string().trim().min(2).max(200).nullable() }))
    .output(z.object({ done: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      await reachable(pauseAssessments(ctx.app, input.reason))
      return { done: true as const }
    }),
})
