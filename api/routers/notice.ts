import { z } from 'zod'
import { readCalendar } from '../../db/calendar.ts'
import { reachOf } from '../../db/reach.ts'
import { dueDate, Limit } from '../../domain/calendar.ts'
import { Photo } from '../../domain/fields.ts'
import { NoticeContent } from '../../domain/forms.ts'
import { CommandView, DuePreview, TextView } from '../../domain/views.ts'
import { commandView, decide } from '../commands.ts'
import { refusalError } from '../errors.ts'
import { receiveNotice } from '../notices.ts'
import { noticeLookups } from '../spreadsheet/lookups.ts'
import { readNoticeSheet } from '../spreadsheet/read-notices.ts'
import { procedure, router } from '../trpc.ts'

const FieldErrorView = z.object({ path: z.array(z.union([z.string(), z.number()])), text: TextView })

/** A sheet holds no photos: they are added before the notice is launched. */
const SheetNotice = NoticeContent.extend({ photos: z.array(Photo) })
const SheetRow = z.object({
  row: z.number(),
  notice: SheetNotice.nullable(),
  draft: z.record(z.string(), z.unknown()),
  raw: z.record(z.string(), z.string()),
  errors: z.array(FieldErrorView),
})

export const noticeRouter = router({
  launch: procedure('notice.launch')
    .meta({
      capability: 'notice.launch',
      openapi: {
        method: 'POST',
        path: '/notices',
        summary: '发起督办 Launch a notice',
        description: 'The command id is made by the sender; sending it again is the same act.',
        tags: ['notices'],
      },
    })
    .input(z.object({ commandId: z.uuid(), notice: NoticeContent }))
    .output(CommandView)
    .mutation(async ({ ctx, input }) => {
      const reach = reachOf(ctx.scope, ctx.actor)
      const received = await receiveNotice(ctx.app, input.commandId, input.notice, ctx.actor, reach)
      const row = await decide(ctx.app, received)
      if (row.refusal) throw refusalError(row.refusal)
      return commandView(row)
    }),

  preview: procedure('notice.launch')
    .input(z.object({ limit: Limit }))
    .output(z.object({ due: DuePreview }))
    .query(async ({ ctx, input }) => {
      const sum = dueDate(await readCalendar(ctx.app.db), Date.now(), input.limit)
      return { due: { dueAt: sum.due, sum, within: input.limit } }
    }),

  readSheet: procedure('notice.launch')
    // A little more than a sheet may have, so that the sentence about its size is told and not only a refused body.
    .input(z.object({ fileBase64: z.base64().max(1_000_000) }))
    .output(z.object({ rows: z.array(SheetRow), problems: z.array(TextView) }))
    .mutation(async ({ ctx, input }) =>
      readNoticeSheet(Buffer.from(input.fileBase64, 'base64'), await noticeLookups(ctx.app.db)),
    ),
})
