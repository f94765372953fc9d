import { z } from 'zod'
import { readLoss } from '../../db/loss.ts'
import { Loss, RestoreView } from '../../domain/backups.ts'
import { restoreView } from '../restore/view.ts'
import { procedure, router } from '../trpc.ts'

export const restoreRouter = router({
  overview: procedure('health.read')
    .output(RestoreView)
    .query(({ ctx }) => restoreView(ctx.app)),

  /** What a restore to an instant would undo. */
  loss: procedure('health.read')
    .input(z.object({ at: z.iso.datetime({ offset: true }) }))
    .output(Loss)
    .query(({ ctx, input }) => readLoss(ctx.app.db, new Date(input.at))),
})
