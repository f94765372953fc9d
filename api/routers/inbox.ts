import { z } from 'zod'
import { type Cursor, inboxCounts, listInbox } from '../../db/inbox.ts'
import { handsOf } from '../../db/leaves.ts'
import { reachOf } from '../../db/reach.ts'
import { InboxPage, InboxQuery } from '../../domain/views.ts'
import { procedure, router } from '../trpc.ts'
import { taskItem } from '../views.ts'

const CursorText = z.tuple([z.string().max(200), z.string().max(100)])

/** A cursor comes back from the caller: one that cannot be read starts at the beginning. */
function readCursor(text: string | undefined): Cursor | null {
  if (text === undefined) return null
  try {
    const [key, id] = CursorText.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return { key, id }
  } catch {
    return null
  }
}

export const inboxRouter = router({
  list: procedure('inbox.read')
    .meta({
      capability: 'inbox.read',
      openapi: { method: 'GET', path: '/inbox', summary: '我的待办 My tasks, by due date', tags: ['tasks'] },
    })
    .input(InboxQuery)
    .output(InboxPage)
    .query(async ({ ctx, input }) => {
      const { db } = ctx.app
      const now = new Date()
      const reach = reachOf(ctx.scope, ctx.actor)
      const hands = await handsOf(db, ctx.actor)
      const [rows, counts] = await Promise.all([
        listInbox(db, input, hands, reach, now, readCursor(input.cursor)),
        inboxCounts(db, hands, now),
      ])
      const page = rows.slice(0, input.limit)
      const last = page.at(-1)
      return {
        items: page.map(taskItem),
        nextCursor:
          rows.length > input.limit && last
            ? Buffer.from(JSON.stringify([last.sort_key, last.id])).toString('base64url')
            : null,
        counts,
      }
    }),
})
