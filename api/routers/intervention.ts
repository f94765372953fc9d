import { z } from 'zod'
import { findTargets, listInterventions } from '../../db/intervention-reads.ts'
import {
  AskIntervention,
  InterventionPreview,
  InterventionRow,
  InterventionView,
  PreviewIntervention,
  ResetPointView,
  SteerIntervention,
  TargetQuery,
  TargetRow,
} from '../../domain/intervention-views.ts'
import { MOST_AT_ONCE } from '../../domain/interventions.ts'
import { ask, steer } from '../interventions/ask.ts'
import { pointsOf } from '../interventions/points.ts'
import { previewOf } from '../interventions/preview.ts'
import { interventionRow, interventionView } from '../interventions/views.ts'
import { procedure, router } from '../trpc.ts'

const NEWEST = 100
const CaseId = z.object({ caseId: z.string().max(80) })

/** What administrators do about cases that do not move: asked, confirmed where two are needed, carried out, kept. */
export const interventionRouter = router({
  /** Open steps to choose from. */
  targets: procedure('intervention.make')
    .input(TargetQuery)
    .output(z.array(TargetRow))
    .query(async ({ ctx, input }) =>
      (await findTargets(ctx.app.db, input, MOST_AT_ONCE)).map((row) => ({
        caseId: row.case_id,
        taskId: row.task_id,
        number: row.number,
        kind: row.kind,
        unitName: row.unit_name,
        step: row.step,
        dueAt: row.due_at.toISOString(),
        light: row.light,
      })),
    ),

  /** To where a case can go back. */
  points: procedure('intervention.make')
    .input(CaseId)
    .output(z.array(ResetPointView))
    .query(({ ctx, input }) => pointsOf(ctx.app, input.caseId)),

  preview: procedure('intervention.make')
    .input(PreviewIntervention)
    .output(InterventionPreview)
    // A list of a thousand cases is too long for an address.
    .mutation(({ ctx, input }) => previewOf(ctx.app, input, ctx.actor)),

  ask: procedure('intervention.make')
    .input(AskIntervention)
    .output(z.object({ id: z.uuid() }))
    .mutation(async ({ ctx, input }) => {
      await ask(ctx.app, input, ctx.actor)
      return { id: input.id }
    }),

  steer: procedure('intervention.make')
    .input(SteerIntervention)
    .output(z.object({ steered: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      await steer(ctx.app, input, ctx.actor)
      return { steered: true as const }
    }),

  list: procedure('intervention.read')
    .input(CaseId.partial())
    .output(z.array(InterventionRow))
    .query(async ({ ctx, input }) =>
      (await listInterventions(ctx.app.db, { caseId: input.caseId, limit: NEWEST })).map(interventionRow),
    ),

  get: procedure('intervention.read')
    .input(z.object({ id: z.uuid() }))
    .output(InterventionView)
    .query(({ ctx, input }) => interventionView(ctx.app, input.id, ctx.actor)),
})
