import { z } from 'zod'
import { readDraft, removeDraft, saveDraft } from '../../db/drafts.ts'
import { procedure, router } from '../trpc.ts'
import { DraftBody } from './task.ts'

const Key = z.string().regex(/^[\w:.-]{1,80}$/)

export const draftRouter = router({
  get: procedure('draft.keep')
    .input(z.object({ key: Key }))
    .output(z.object({ body: z.unknown(), savedAt: z.string() }).nullable())
    .query(async ({ ctx, input }) => {
      const draft = await readDraft(ctx.app.db, ctx.actor.userId, input.key)
      return draft ? { body: draft.body, savedAt: draft.updated_at.toISOString() } : null
    }),

  save: procedure('draft.keep')
    .input(z.object({ key: Key, body: DraftBody }))
    .output(z.object({ savedAt: z.string() }))
    .mutation(async ({ ctx, input }) => {
      await saveDraft(ctx.app.db, ctx.actor.userId, input.key, input.body)
      return { savedAt: new Date().toISOString() }
    }),

  remove: procedure('draft.keep')
    .input(z.object({ key: Key }))
    .output(z.object({ removed: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      await removeDraft(ctx.app.db, ctx.actor.userId, input.key)
      return { removed: true as const }
    }),
})
