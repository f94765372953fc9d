import { z } from 'zod'
import { locateCase, taskDraftKey } from '../../db/case-reads.ts'
import { saveDraft } from '../../db/drafts.ts'
import { reachOf } from '../../db/reach.ts'
import { personalActs } from '../../domain/commands.ts'
import { CommandView } from '../../domain/views.ts'
import { act, keepForbiddenAct } from '../acts.ts'
import { commandView } from '../commands.ts'
import { refuse } from '../errors.ts'
import { procedure, router } from '../trpc.ts'

const AskedAct = z.object({
  commandId: z.uuid(),
  caseId: z.string().max(40),
  taskId: z.string().max(60).nullable(),
  act: z.enum(personalActs),
  form: z.unknown(),
})

/** A draft is what somebody has typed so far, of whatever shape; it only must not be huge. */
export const DraftBody = z.unknown().refine((body) => JSON.stringify(body ?? null).length <= 64_000, {
  params: { text: { zh: '草稿过长', en: 'The draft is too long' } },
})

export const taskRouter = router({
  act: procedure('task.act', async (ctx, asked) => {
    const act = AskedAct.safeParse(asked)
    if (act.success) await keepForbiddenAct(ctx.app, act.data, ctx.actor)
  })
    .meta({
      capability: 'task.act',
      openapi: {
        method: 'POST',
        path: '/cases/{caseId}/acts',
        summary: '办理任务 Act on a task or a case',
        description: 'The command id is made by the sender; sending it again is the same act.',
        tags: ['tasks'],
      },
    })
    .input(AskedAct)
    .output(CommandView)
    .mutation(async ({ ctx, input }) =>
      commandView(await act(ctx.app, input, ctx.actor, reachOf(ctx.scope, ctx.actor))),
    ),

  saveDraft: procedure('draft.keep')
    .input(z.object({ taskId: z.string().max(60), form: DraftBody }))
    .output(z.object({ savedAt: z.string() }))
    .mutation(async ({ ctx, input }) => {
      const task = await ctx.app.db
        .selectFrom('task')
        .select('case_id')
        .where('id', '=', input.taskId)
        .where('state', '=', 'OPEN')
        .executeTakeFirst()
      const place = task && (await locateCase(ctx.app.db, task.case_id, reachOf(ctx.scope, ctx.actor)))
      if (!place?.inReach) throw refuse('TASK_UNKNOWN')
      await saveDraft(ctx.app.db, ctx.actor.userId, taskDraftKey(input.taskId), input.form)
      return { savedAt: new Date().toISOString() }
    }),
})
