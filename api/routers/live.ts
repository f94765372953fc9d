import { tracked } from '@trpc/server'
import { z } from 'zod'
import { reachOf } from '../../db/reach.ts'
import { scopeOf } from '../../domain/permissions.ts'
import type { Change } from '../live.ts'
import { TRPCError, unauthenticated } from '../errors.ts'
import { procedure, router } from '../trpc.ts'

const EventId = z.string().regex(/^\d{1,15}$/)

export const liveRouter = router({
  /** Cases that change, as they change. After a gap the client names the last it heard of and gets what it missed. */
  changes: procedure('case.read')
    .input(z.object({ lastEventId: EventId.optional().catch(undefined) }).optional())
    .subscription(async function* ({ ctx, input, signal }) {
      const { live } = ctx.app
      const ends = AbortSignal.any([
        signal ?? new AbortController().signal,
        AbortSignal.timeout(Math.max(1, ctx.session.expiresAt.getTime() - Date.now())),
      ])
      // Listening comes before looking back, so that nothing falls between.
      const news = live.listen(ends)
      let reach = reachOf(ctx.scope, ctx.actor)
      const told = ({ id, caseId, unitId }: Change) => tracked(String(id), { caseId, unitId })
      if (input?.lastEventId !== undefined) {
        for (const change of await live.since(Number(input.lastEventId), reach)) yield told(change)
      }
      for await (const item of news) {
        if ('change' in item) {
          if (await live.hears(reach, item.change)) yield told(item.change)
        } else if (item.sessionsOf === ctx.actor.userId) {
          const session = await ctx.identifyAgain()
          const scope = session && scopeOf(session.actor, 'case.read')
          if (!scope) throw unauthenticated()
          reach = reachOf(scope, session.actor)
        }
      }
      // The server stops: the client comes back by itself. The session ended: it must not.
      if (live.closed()) throw new TRPCError({ code: 'SERVICE_UNAVAILABLE', message: '服务器正在重启。' })
      if (!signal?.aborted) throw unauthenticated()
    }),
})
