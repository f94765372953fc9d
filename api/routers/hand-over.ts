import { z } from 'zod'
import { line } from '../../domain/fields.ts'
import { HandoverResult, HandoverView } from '../../domain/handover-views.ts'
import { text } from '../../domain/text.ts'
import { handOver, handoverOf } from '../handover.ts'
import { procedure, router } from '../trpc.ts'

const UserId = z.object({ userId: z.string().max(80) })
const Moves = z
  .array(z.object({ commandId: z.uuid(), taskId: z.string().max(60), toUserId: z.string().min(1).max(80) }))
  .min(1)
  .max(500)

export const handOverRouter = router({
  preview: procedure('task.handOver')
    .input(UserId)
    .output(HandoverView)
    .query(({ ctx, input }) => handoverOf(ctx.app, input.userId)),

  move: procedure('task.handOver')
    .input(UserId.extend({ reason: line(text('移交理由', 'Why'), { min: 4, max: 200 }), moves: Moves }))
    .output(z.array(HandoverResult))
    .mutation(({ ctx, input }) => handOver(ctx.app, ctx.actor, input)),
})
