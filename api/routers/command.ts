import { z } from 'zod'
import { findCommand } from '../../db/commands.ts'
import { CommandView } from '../../domain/views.ts'
import { commandView } from '../commands.ts'
import { refuse } from '../errors.ts'
import { procedure, router } from '../trpc.ts'

export const commandRouter = router({
  get: procedure('task.act')
    .meta({
      capability: 'task.act',
      openapi: {
        method: 'GET',
        path: '/commands/{commandId}',
        summary: '查询操作结果 What became of a command of mine',
        tags: ['commands'],
      },
    })
    .input(z.object({ commandId: z.uuid() }))
    .output(CommandView)
    .query(async ({ ctx, input }) => {
      const row = await findCommand(ctx.app.db, input.commandId)
      if (!row || row.actor_id !== ctx.actor.userId) throw refuse('NOT_FOUND')
      return commandView(row)
    }),
})
