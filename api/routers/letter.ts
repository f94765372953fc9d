import { z } from 'zod'
import { readCase } from '../../db/case-reads.ts'
import {
  readBatch,
  listTemplates,
  saveTemplate,
  type TemplateVersion,
  templateVersions,
} from '../../db/letter-templates.ts'
import { letterTasks } from '../../db/letters.ts'
import { reachOf } from '../../db/reach.ts'
import { dateOf } from '../../domain/calendar.ts'
import { AmendmentProposal, Letter, LetterTemplate } from '../../domain/letter-forms.ts'
import { placeFault } from '../../domain/letter-template.ts'
import { BatchUnitView, LetterPreview, LetterTaskView, TemplateView } from '../../domain/letter-views.ts'
import { CommandView } from '../../domain/views.ts'
import { refuse } from '../errors.ts'
import { receiveAmendment } from '../letters/amend.ts'
import { previewLetters, receiveLetters } from '../letters/many.ts'
import { receiveLetter } from '../letters/receive.ts'
import { receiveTemplateReview, releaseOfLetter, templateAt } from '../letters/release.ts'
import { procedure, router } from '../trpc.ts'
import { decided } from './campaign-year.ts'

const UnitIds = z.array(z.string().min(1).max(20)).min(1).max(200)
const Version = z.object({ templateId: z.uuid(), version: z.int().min(1) })

const templateView = ({ savedAt, ...version }: TemplateVersion) => ({ ...version, savedAt: savedAt.toISOString() })

export const letterRouter = router({
  draft: procedure('letter.draft')
    .input(z.object({ commandId: z.uuid(), letter: Letter, from: Version.optional() }))
    .output(CommandView)
    .mutation(async ({ ctx, input: { commandId, letter, from } }) => {
      const released = from ? await releaseOfLetter(ctx.app, from, letter) : null
      const asked = { commandId, actor: ctx.actor, asked: letter, letter: () => Promise.resolve(letter), released }
      return decided(ctx.app, await receiveLetter(ctx.app, asked))
    }),

  /** Sends a version of a template to legal review. */
  reviewTemplate: procedure('letter.draft')
    .input(Version.extend({ commandId: z.uuid() }))
    .output(CommandView)
    .mutation(async ({ ctx, input: { commandId, ...version } }) =>
      decided(ctx.app, await receiveTemplateReview(ctx.app, commandId, version, ctx.actor)),
    ),

  /** The newest version of each template of a year. */
  templates: procedure('letter.draft')
    .input(z.object({ year: z.coerce.number().int().min(2020).max(2100) }))
    .output(z.array(TemplateView))
    .query(async ({ ctx, input }) => (await listTemplates(ctx.app.db, input.year)).map(templateView)),

  /** Every version of a template, the newest first. */
  versions: procedure('letter.draft')
    .input(z.object({ templateId: z.uuid() }))
    .output(z.array(TemplateView))
    .query(async ({ ctx, input }) => (await templateVersions(ctx.app.db, input.templateId)).map(templateView)),

  /** Keeps the next version of a template; the versions before it stay. */
  saveTemplate: procedure('letter.draft')
    .input(z.object({ templateId: z.uuid(), basedOn: z.int().min(0), template: LetterTemplate }))
    .output(z.object({ version: z.number() }))
    .mutation(async ({ ctx, input: { templateId, basedOn, template } }) => {
      const { db } = ctx.app
      const fault = placeFault(template)
      if (fault) throw refuse('INVALID_FORM', {}, [fault])
      const next = { id: templateId, basedOn, content: template, by: ctx.actor.userId }
      if (await saveTemplate(db, next)) return { version: basedOn + 1 }
      const newest = (await templateVersions(db, templateId))[0]
      throw refuse('TEMPLATE_CHANGED', { version: String(newest?.version ?? '') })
    }),

  /** Each unit's letter as it would be sent, and why it would not be. */
  preview: procedure('letter.draft')
    .input(Version.extend({ unitIds: UnitIds }))
    .output(z.array(LetterPreview))
    .mutation(async ({ ctx, input: { unitIds, ...version } }) =>
      previewLetters(ctx.app, (await templateAt(ctx.app, version)).content, unitIds),
    ),

  /** Sends the letters of many units; sent again under the same id it is the same batch. */
  launchMany: procedure('letter.draft')
    .input(Version.extend({ batchId: z.uuid(), unitIds: UnitIds }))
    .output(z.array(BatchUnitView))
    .mutation(async ({ ctx, input }) => {
      await receiveLetters(ctx.app, input, ctx.actor)
      return readBatch(ctx.app.db, input.batchId)
    }),

  /** How far a batch is, unit by unit. */
  batch: procedure('letter.draft')
    .input(z.object({ batchId: z.uuid() }))
    .output(z.array(BatchUnitView))
    .query(({ ctx, input }) => readBatch(ctx.app.db, input.batchId)),

  /** Proposes an amendment of a signed letter within my reach. */
  amend: procedure('letter.amend')
    .input(z.object({ commandId: z.uuid(), letterId: z.string().max(40), proposal: AmendmentProposal }))
    .output(CommandView)
    .mutation(async ({ ctx, input: { commandId, ...asked } }) => {
      const reach = reachOf(ctx.scope, ctx.actor)
      return decided(ctx.app, await receiveAmendment(ctx.app, commandId, asked, ctx.actor, reach))
    }),

  /** The tasks of a letter within my reach, as they stand today; none before it is signed. */
  tasks: procedure('case.read')
    .input(z.object({ letterId: z.string().max(40) }))
    .output(z.array(LetterTaskView))
    .query(async ({ ctx, input }) => {
      const { db } = ctx.app
      const found = await readCase(db, input.letterId, reachOf(ctx.scope, ctx.actor))
      const letter = found?.kind === 'letter' ? Letter.safeParse(found.content).data : undefined
      if (!found || !letter) throw refuse('NOT_FOUND')
      const tasks = await letterTasks(db, found.unit_id, letter.year, dateOf(Date.now()))
      return tasks.filter(({ caseId }) => caseId === input.letterId)
    }),
})
