import { z } from 'zod'
import { listProblems } from '../../db/problems.ts'
import { reachOf } from '../../db/reach.ts'
import { ProblemView } from '../../domain/directory-views.ts'
import { procedure, router } from '../trpc.ts'

export const problemRouter = router({
  list: procedure('problem.read')
    .input(
      z.object({
        search: z.string().trim().max(80).default(''),
        status: z.string().max(40).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.array(ProblemView))
    .query(({ ctx, input }) => listProblems(ctx.app.db, input, reachOf(ctx.scope, ctx.actor))),
})
