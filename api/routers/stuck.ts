import { z } from 'zod'
import { askForLook } from '../../db/stuck-findings.ts'
import { StuckBoard, StuckItem } from '../../domain/stuck-views.ts'
import { stuckBoard, stuckInCase } from '../stuck/view.ts'
import { procedure, router } from '../trpc.ts'

export const stuckRouter = router({
  /** Everything that does not move, as the watch has found it. */
  board: procedure('stuck.read')
    .output(StuckBoard)
    .query(({ ctx }) => stuckBoard(ctx.app, ctx)),

  ofCase: procedure('stuck.read')
    .input(z.object({ caseId: z.string().max(80) }))
    .output(z.array(StuckItem))
    .query(({ ctx, input }) => stuckInCase(ctx.app, ctx, input.caseId)),

  /** Has the watch look at once; what it finds is on the board a few seconds later. */
  look: procedure('stuck.read')
    .output(z.object({ asked: z.literal(true) }))
    .mutation(async ({ ctx }) => {
      await askForLook(ctx.app.db)
      return { asked: true as const }
    }),
})
