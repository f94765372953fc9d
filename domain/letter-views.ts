import { z } from 'zod'
import { Letter, LetterTemplate } from './letter-forms.ts'
import { RefusalView } from './views.ts'

/** What the API tells of letters, their templates and batches. Times are ISO instants, days YYYY-MM-DD. */

export const TemplateView = z.object({
  id: z.string(),
  version: z.number(),
  content: LetterTemplate,
  savedBy: z.string(),
  savedAt: z.string(),
  /** Its legal review: under way while the outcome is null; null before it was sent there. */
  review: z.object({ caseId: z.string(), outcome: z.enum(['RELEASED', 'RETURNED']).nullable() }).nullable(),
})
export type TemplateView = z.infer<typeof TemplateView>

/** The letter as it comes out, also where it cannot be sent. */
export const LetterPreview = z.object({
  unitId: z.string(),
  unitName: z.string(),
  letter: z.custom<Letter>((value) => typeof value === 'object'),
  /** Tasks of the template that are none of this unit's. */
  left: z.array(z.string()),
  refusal: RefusalView.nullable(),
})
export type LetterPreview = z.infer<typeof LetterPreview>

export const BatchUnitView = z.object({
  unitId: z.string(),
  unitName: z.string(),
  caseId: z.string().nullable(),
  state: z.enum(['RECEIVED', 'APPLIED', 'SKIPPED']),
  refusal: RefusalView.nullable(),
})
export type BatchUnitView = z.infer<typeof BatchUnitView>

/** How far a task is. OVERDUE: neither reported nor judged though its day is over. */
export const LetterTaskState = z.enum(['OPEN', 'REPORTED', 'DONE', 'PART', 'NOT_DONE', 'OVERDUE'])
export type LetterTaskState = z.infer<typeof LetterTaskState>

export const LetterTaskView = z.object({
  caseId: z.string(),
  no: z.number(),
  content: z.string(),
  target: z.string(),
  points: z.number(),
  mustDo: z.boolean(),
  dueOn: z.string(),
  state: LetterTaskState,
  rate: z.number(),
  report: z.string().nullable(),
  evidence: z.array(z.string()),
  reportedAt: z.string().nullable(),
  judgedAt: z.string().nullable(),
})
