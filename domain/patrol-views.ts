import { z } from 'zod'
import { PatrolPlan } from './patrol-forms.ts'

/** A plan of patrols. `nextRuns` are ISO instants; null when the engine does not say. */
export const PlanView = z.object({
  planId: z.string(),
  plan: PatrolPlan,
  paused: z.string().nullable(),
  assignee: z.string().nullable(),
  unitName: z.string().nullable(),
  nextRuns: z.array(z.string()).nullable(),
})
export type PlanView = z.infer<typeof PlanView>
