import { z } from 'zod'
import { locateCase } from '../../db/case-reads.ts'
import { nearProblems } from '../../db/near-problems.ts'
import { nearestSection } from '../../db/near-sections.ts'
import { countRegister, listRegister, readMerged } from '../../db/problem-register.ts'
import { listProblems } from '../../db/problems.ts'
import { reachOf } from '../../db/reach.ts'
import { ProblemView } from '../../domain/directory-views.ts'
import { Near } from '../../domain/near.ts'
import {
  MergedReports,
  Position,
  RegisterPage,
  RegisterQuery,
  ReportAsked,
  Whereabouts,
} from '../../domain/problem-views.ts'
import { CommandView } from '../../domain/views.ts'
import { commandView, decide } from '../commands.ts'
import { refusalError, refuse } from '../errors.ts'
import { registerRow } from '../problem-views.ts'
import { receiveProblem } from '../problems.ts'
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

  report: procedure('problem.report')
    .meta({
      capability: 'problem.report',
      openapi: {
        method: 'POST',
        path: '/problems',
        summary: '上报问题 Report a problem',
        description: 'The command id is made by the sender; sending it again is the same report.',
        tags: ['problems'],
      },
    })
    .input(ReportAsked)
    .output(CommandView)
    .mutation(async ({ ctx, input: { commandId, ...asked } }) => {
      const reach = reachOf(ctx.scope, ctx.actor)
      const row = await decide(ctx.app, await receiveProblem(ctx.app, commandId, asked, ctx.actor, reach))
      if (row.refusal) throw refusalError(row.refusal)
      return commandView(row)
    }),

  near: procedure('problem.report')
    .input(Whereabouts)
    .output(z.array(Near))
    .query(({ ctx, input }) => nearProblems(ctx.app.db, input, null)),

  section: procedure('problem.report')
    .input(Position)
    .output(z.object({ id: z.string(), name: z.string(), metres: z.number() }).nullable())
    .query(({ ctx, input }) => nearestSection(ctx.app.db, input)),

  register: procedure('problem.read')
    .input(RegisterQuery)
    .output(RegisterPage)
    .query(async ({ ctx, input }) => {
      const reach = reachOf(ctx.scope, ctx.actor)
      const [{ rows, total }, counts] = await Promise.all([
        listRegister(ctx.app.db, input, reach),
        countRegister(ctx.app.db, reach),
      ])
      return { items: rows.map(registerRow), total, counts }
    }),

  merged: procedure('problem.read')
    .input(z.object({ caseId: z.string().max(40) }))
    .output(MergedReports)
    .query(async ({ ctx, input }) => {
      const place = await locateCase(ctx.app.db, input.caseId, reachOf(ctx.scope, ctx.actor))
      if (!place?.inReach) throw refuse('NOT_FOUND')
      return (await readMerged(ctx.app.db, input.caseId)).map((row) => ({
        caseId: row.id,
        reporter: row.reporter,
        place: row.place,
        reportedAt: (row.opened_at ?? row.updated_at).toISOString(),
      }))
    }),
})
