import { z } from 'zod'
import { listOpenings, openSealed } from '../../db/complaints.ts'
import { locateCase } from '../../db/case-reads.ts'
import { draftPhotos } from '../../db/public-uploads.ts'
import { reachOf } from '../../db/reach.ts'
import { Complainant } from '../../domain/complainant.ts'
import {
  ComplaintPage,
  ComplaintQuery,
  Followed,
  OpeningReason,
  PublicReport,
  PublicWithdrawal,
  Registration,
} from '../../domain/complaint-views.ts'
import { isOldEnough, newDraft, readDraft } from '../complaints/draft-token.ts'
import { follow } from '../complaints/follow.ts'
import { complaintPage } from '../complaints/list.ts'
import { receiveRegistration, receiveReport } from '../complaints/receive.ts'
import { openComplainant } from '../complaints/vault.ts'
import { withdrawComplaint } from '../complaints/withdraw.ts'
import { refuse } from '../errors.ts'
import { open, procedure, router } from '../trpc.ts'

const CaseId = z.string().max(40)
const Receipt = z.object({ receipt: z.string() })

export const complaintRouter = router({
  /** The public page is opened: photos and the complaint itself belong to this draft. */
  begin: open.output(z.object({ draft: z.string() })).mutation(async ({ ctx }) => {
    await ctx.app.throttle.take('begin', ctx.ip)
    return { draft: newDraft(ctx.app.config.secret, Date.now()) }
  }),

  /** Sends a complaint in, without an account. Sent again it is the same one, with the same receipt. */
  report: open
    .input(
      z.object({
        commandId: z.uuid(),
        draft: z.string().max(200),
        report: PublicReport,
        /** Left empty by everybody who sees the page. */
        website: z.string().max(200).default(''),
      }),
    )
    .output(Receipt)
    .mutation(async ({ ctx, input }) => {
      const draft = readDraft(ctx.app.config.secret, input.draft, Date.now())
      if (!draft || !isOldEnough(draft) || input.website !== '') throw refuse('DRAFT_STALE')
      await ctx.app.throttle.take('report', ctx.ip)
      const { report } = input
      const { receipt } = await receiveReport(ctx.app, input.commandId, report, async () => {
        const photos = await draftPhotos(ctx.app.db, draft.id, report.photoIds)
        const missing = report.photoIds.length - photos.length
        if (missing > 0) throw refuse('PHOTO_UNKNOWN', { count: String(missing) })
        return photos
      })
      return { receipt }
    }),

  /** How a complaint stands, for whoever has its code. A mutation only so that no code stands in an address. */
  follow: open
    .input(z.object({ receipt: z.string().max(60) }))
    .output(Followed)
    .mutation(async ({ ctx, input }) => {
      await ctx.app.throttle.take('follow', ctx.ip)
      return follow(ctx.app, input.receipt)
    }),

  /** Takes a complaint back, for whoever has its code; what was found already is put right all the same. */
  withdraw: open
    .input(PublicWithdrawal)
    .output(Followed)
    .mutation(async ({ ctx, input }) => {
      await ctx.app.throttle.take('withdraw', ctx.ip)
      return withdrawComplaint(ctx.app, input)
    }),

  list: procedure('complaint.read')
    .input(ComplaintQuery)
    .output(ComplaintPage)
    .query(({ ctx, input }) => complaintPage(ctx.app.db, input, reachOf(ctx.scope, ctx.actor))),

  register: procedure('complaint.register')
    .input(z.object({ commandId: z.uuid(), registration: Registration }))
    .output(z.object({ receipt: z.string(), caseId: CaseId }))
    .mutation(({ ctx, input }) =>
      receiveRegistration(ctx.app, input.commandId, input.registration, ctx.actor, reachOf(ctx.scope, ctx.actor)),
    ),

  /** Who complained and what they said word for word, for whoever may know and says why. It is kept before it is told. */
  openIdentity: procedure('complainant.open')
    .input(z.object({ caseId: CaseId }).extend(OpeningReason.shape))
    .output(Complainant)
    .mutation(async ({ ctx, input: { caseId, reason } }) => {
      const { app, actor } = ctx
      const place = await locateCase(app.db, caseId, reachOf(ctx.scope, actor))
      if (!place?.inReach) throw refuse('NOT_FOUND')
      const standing = await app.db.selectFrom('cases').select('content').where('id', '=', caseId).executeTakeFirst()
      const kind = (standing?.content as { class?: string } | undefined)?.class
      if (kind === 'D' && !actor.roles.includes('DISCIPLINE_OFFICER')) throw refuse('SEALED_FROM_OFFICE')
      const sealed = await openSealed(app.db, { caseId, personId: actor.userId, reason })
      if (!sealed) throw refuse('NOT_FOUND')
      return openComplainant(app.config.identityKeys, caseId, sealed)
    }),

  /** Who opened it, when and why. For the auditor alone. */
  openings: procedure('complainant.openings')
    .input(z.object({ caseId: CaseId.optional() }))
    .output(
      z.array(
        z.object({ at: z.string(), caseId: z.string(), userId: z.string(), name: z.string(), reason: z.string() }),
      ),
    )
    .query(async ({ ctx, input }) =>
      (await listOpenings(ctx.app.db, input.caseId)).map(({ at, case_id, user_id, name, reason }) => ({
        at: at.toISOString(),
        caseId: case_id,
        userId: user_id,
        name,
        reason,
      })),
    ),
})
