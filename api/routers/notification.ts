import { z } from 'zod'
import { countUnread, listNotifications, markRead, readPreferences, savePreference } from '../../db/notifications.ts'
import { NotificationPreference } from '../../domain/notification-preferences.ts'
import { NotificationPage, NotificationQuery } from '../../domain/notifications.ts'
import { refuse } from '../errors.ts'
import { router, signedIn } from '../trpc.ts'

const Marked = z.object({ marked: z.number() })

/** What I am told, and how I wish to be told: everybody about themselves only. */
export const notificationRouter = router({
  list: signedIn
    .input(NotificationQuery)
    .output(NotificationPage)
    .query(async ({ ctx, input }) => {
      const rows = await listNotifications(ctx.app.db, ctx.actor.userId, input)
      return { items: rows.slice(0, input.limit), more: rows.length > input.limit }
    }),

  unread: signedIn
    .output(z.object({ count: z.number() }))
    .query(async ({ ctx }) => ({ count: await countUnread(ctx.app.db, ctx.actor.userId) })),

  markRead: signedIn
    .input(z.object({ ids: z.array(z.number().int().positive()).min(1).max(200) }))
    .output(Marked)
    .mutation(async ({ ctx, input }) => ({ marked: await markRead(ctx.app.db, ctx.actor.userId, input) })),

  /** Everything up to the newest that was on the screen: what came meanwhile stays unread. */
  markAllRead: signedIn
    .input(z.object({ upTo: z.number().int().positive() }))
    .output(Marked)
    .mutation(async ({ ctx, input }) => ({ marked: await markRead(ctx.app.db, ctx.actor.userId, input) })),

  preference: signedIn.output(NotificationPreference).query(async ({ ctx }) => {
    const wish = (await readPreferences(ctx.app.db, [ctx.actor.userId])).get(ctx.actor.userId)
    if (!wish) throw refuse('NOT_FOUND')
    return wish
  }),

  setPreference: signedIn
    .input(NotificationPreference)
    .output(z.object({ saved: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      await savePreference(ctx.app.db, ctx.actor.userId, input)
      return { saved: true as const }
    }),
})
