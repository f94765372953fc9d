import { z } from 'zod'
import { listLeaves } from '../../db/leaves.ts'
import { LeaveView, SubstituteView } from '../../domain/leave-views.ts'
import { Leave } from '../../domain/substitutes.ts'
import { enterLeave, finishLeave, knownPerson, leaveView, substitutesFor } from '../leaves.ts'
import { procedure, router } from '../trpc.ts'

const UserId = z.object({ userId: z.string().max(80) })
const LeaveId = z.object({ leaveId: z.uuid() })
const Ended = z.object({ ended: z.literal(true) })

export const leaveRouter = router({
  /** My leaves and those for which I stand in, newest first. */
  mine: procedure('leave.own')
    .output(z.array(LeaveView))
    .query(async ({ ctx }) => (await listLeaves(ctx.app.db, { userId: ctx.actor.userId })).map(leaveView)),

  substitutes: procedure('leave.own')
    .output(z.array(SubstituteView))
    .query(({ ctx }) => substitutesFor(ctx.app, ctx.actor)),

  enter: procedure('leave.own')
    .input(Leave)
    .output(LeaveId)
    .mutation(async ({ ctx, input }) => ({ leaveId: await enterLeave(ctx.app, ctx.actor, ctx.actor.userId, input) })),

  end: procedure('leave.own')
    .input(LeaveId)
    .output(Ended)
    .mutation(async ({ ctx, input }) => {
      await finishLeave(ctx.app, ctx.actor, input.leaveId, ctx.actor.userId)
      return { ended: true as const }
    }),

  list: procedure('leave.manage')
    .output(z.array(LeaveView))
    .query(async ({ ctx }) => (await listLeaves(ctx.app.db, 'all')).map(leaveView)),

  substitutesOf: procedure('leave.manage')
    .input(UserId)
    .output(z.array(SubstituteView))
    .query(async ({ ctx, input }) => substitutesFor(ctx.app, (await knownPerson(ctx.app, input.userId)).actor)),

  enterFor: procedure('leave.manage')
    .input(UserId.extend({ leave: Leave }))
    .output(LeaveId)
    .mutation(async ({ ctx, input }) => ({
      leaveId: await enterLeave(ctx.app, ctx.actor, input.userId, input.leave),
    })),

  endFor: procedure('leave.manage')
    .input(LeaveId)
    .output(Ended)
    .mutation(async ({ ctx, input }) => {
      await finishLeave(ctx.app, ctx.actor, input.leaveId, null)
      return { ended: true as const }
    }),
})
