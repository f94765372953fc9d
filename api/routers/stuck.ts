import { z } from 'zod'
import { logAdministration } from '../../db/administration-log.ts'
import { resendGivenUp } from '../../db/deliveries.ts'
import { askForLook } from '../../db/stuck-findings.ts'
import { channels } from '../../domain/notifications.ts'
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

  /** Sends once more what a channel has given up, once it works again; kept in the administration log. */
  resend: procedure('intervention.make')
    .input(z.object({ channel: z.enum(channels) }))
    .output(z.object({ sent: z.number() }))
    .mutation(({ ctx, input: { channel } }) =>
      ctx.app.db.transaction().execute(async (trx) => {
        const sent = await resendGivenUp(trx, channel)
        const after = { channel, messages: String(sent) }
        if (sent > 0) await logAdministration(trx, { by: ctx.actor, act: 'messagesResent', detail: { after } })
        await askForLook(trx)
        return { sent }
      }),
    ),
})
