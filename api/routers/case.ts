import { z } from 'zod'
import { countCases, listCases } from '../../db/case-lists.ts'
import { locateCase } from '../../db/case-reads.ts'
import { reachOf } from '../../db/reach.ts'
import { KeptHistory } from '../../domain/health.ts'
import { CasePage, CaseQuery, CaseView } from '../../domain/views.ts'
import { caseHistories } from '../case-histories.ts'
import { RerunReport } from '../../domain/rerun.ts'
import { caseView } from '../case-view.ts'
import { refuse } from '../errors.ts'
import { procedure, router } from '../trpc.ts'
import { caseRow } from '../views.ts'

export const caseRouter = router({
  get: procedure('case.read')
    .meta({
      capability: 'case.read',
      openapi: {
        method: 'GET',
        path: '/cases/{caseId}',
        summary: '督办详情 One case with its tasks and ledger',
        tags: ['cases'],
      },
    })
    .input(z.object({ caseId: z.string().max(40) }))
    .output(CaseView)
    .query(({ ctx, input }) => caseView(ctx.app, input.caseId, ctx.actor, reachOf(ctx.scope, ctx.actor))),

  histories: procedure('ledger.read')
    .input(z.object({ caseId: z.string().max(40) }))
    .output(z.array(KeptHistory))
    .query(({ ctx, input }) => caseHistories(ctx.app, input.caseId, reachOf(ctx.scope, ctx.actor))),

  /** 重演核对: runs the case's history again in a worker and compares. Says nothing of what is in the case. */
  rerun: procedure('case.rerun')
    .input(z.object({ caseId: z.string().max(40) }))
    .output(RerunReport)
    .mutation(async ({ ctx, input }) => {
      const place = await locateCase(ctx.app.db, input.caseId, reachOf(ctx.scope, ctx.actor))
      if (!place?.inReach) throw refuse('NOT_FOUND')
      try {
        return await ctx.app.engine.rerun(input.caseId)
      } catch (error) {
        ctx.log.warn({ err: error, case: input.caseId }, 'not run again')
        throw refuse('NOT_RERUN')
      }
    }),

  list: procedure('case.read')
    .meta({
      capability: 'case.read',
      openapi: { method: 'GET', path: '/cases', summary: '督办台账 The cases within my reach', tags: ['cases'] },
    })
    .input(CaseQuery)
    .output(CasePage)
    .query(async ({ ctx, input }) => {
      const reach = reachOf(ctx.scope, ctx.actor)
      const [{ rows, total }, counts] = await Promise.all([
        listCases(ctx.app.db, input, reach),
        countCases(ctx.app.db, input.kind, reach),
      ])
      return { items: rows.map(caseRow), total, counts }
    }),
})
