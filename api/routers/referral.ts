import { z } from 'zod'
import { reachOf } from '../../db/reach.ts'
import { ReferralContent } from '../../domain/referral-forms.ts'
import { ResultItem, ResultQuery } from '../../domain/referral-views.ts'
import { CommandView } from '../../domain/views.ts'
import { commandView, decide } from '../commands.ts'
import { refusalError } from '../errors.ts'
import { receiveReferral } from '../referrals.ts'
import { readResults } from '../results.ts'
import { procedure, router } from '../trpc.ts'

export const referralRouter = router({
  raise: procedure('referral.raise')
    .input(z.object({ commandId: z.uuid(), referral: ReferralContent }))
    .output(CommandView)
    .mutation(async ({ ctx, input }) => {
      const reach = reachOf(ctx.scope, ctx.actor)
      const row = await decide(
        ctx.app,
        await receiveReferral(ctx.app, input.commandId, input.referral, ctx.actor, reach),
      )
      if (row.refusal) throw refusalError(row.refusal)
      return commandView(row)
    }),

  /** The register of results: for the organ's officers, each read of it kept. */
  results: procedure('result.read')
    .input(ResultQuery)
    .output(z.array(ResultItem))
    .query(({ ctx, input }) => readResults(ctx.app.db, reachOf(ctx.scope, ctx.actor), input)),
})
