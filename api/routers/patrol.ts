import { z } from 'zod'
import { onlyUnit, reachOf } from '../../db/reach.ts'
import { PatrolPlan } from '../../domain/patrol-forms.ts'
import { PlanView } from '../../domain/patrol-views.ts'
import { endPlan, keepPlan, patrolPlans, pausePlan, startPlan } from '../patrols.ts'
import { procedure, router } from '../trpc.ts'

const Plan = z.object({ planId: z.string().max(20) })
const Done = z.object({ done: z.literal(true) })
const done = { done: true as const }

export const patrolRouter = router({
  plans: procedure('patrol.read')
    .output(z.array(PlanView))
    .query(({ ctx }) => patrolPlans(ctx.app, onlyUnit(reachOf(ctx.scope, ctx.actor)))),

  save: procedure('patrol.plan')
    .input(z.object({ planId: z.string().max(20).nullable(), plan: PatrolPlan }))
    .output(z.object({ planId: z.string() }))
    .mutation(async ({ ctx, input }) => ({ planId: await keepPlan(ctx.app, input.planId, input.plan, ctx.actor) })),

  pause: procedure('patrol.plan')
    .input(Plan.extend({ reason: z.string().trim().min(2).max(200) }))
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await pausePlan(ctx.app, input.planId, input.reason)
      return done
    }),

  resume: procedure('patrol.plan')
    .input(Plan)
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await pausePlan(ctx.app, input.planId, null)
      return done
    }),

  start: procedure('patrol.plan')
    .input(Plan)
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await startPlan(ctx.app, input.planId)
      return done
    }),

  end: procedure('patrol.plan')
    .input(Plan)
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await endPlan(ctx.app, input.planId)
      return done
    }),
})
