import { z } from 'zod'
import { Target } from './intervention-forms.ts'
import {
  interventionActCodes,
  interventionStateCodes,
  itemStateCodes,
  MOST_AT_ONCE,
  steeringKinds,
} from './interventions.ts'
import { area } from './fields.ts'
import { text } from './text.ts'
import { TextView } from './views.ts'

/** What screens show of interventions: numbers, units, steps and dates, never a form or a text (handbook §1.4). */

export const interventionReason = area(text('理由', 'Reason'), { min: 4, max: 500 })

export const AskIntervention = z.object({
  id: z.uuid(),
  act: z.enum(interventionActCodes),
  form: z.unknown(),
  reason: interventionReason,
  targets: z.array(Target).min(1).max(MOST_AT_ONCE),
})
export type AskIntervention = z.infer<typeof AskIntervention>

export const PreviewIntervention = AskIntervention.omit({ id: true, reason: true })
export type PreviewIntervention = z.infer<typeof PreviewIntervention>

/** One case as it would be: `whyNot` says why it would be refused. */
export const PreviewItem = z.object({
  caseId: z.string(),
  taskId: z.string().nullable(),
  number: z.string().nullable(),
  unitName: z.string().nullable(),
  step: TextView.nullable(),
  before: TextView,
  after: TextView.nullable(),
  whyNot: TextView.nullable(),
  /** What would be taken back or applied again: who did what, and which documents' numbers become void. */
  taken: z.array(TextView),
})
export type PreviewItem = z.infer<typeof PreviewItem>
export const InterventionPreview = z.object({
  items: z.array(PreviewItem),
  possible: z.number(),
  needsSecond: z.boolean(),
  /** Why a second administrator is needed, in words; null when none is. */
  why: TextView.nullable(),
})
export type InterventionPreview = z.infer<typeof InterventionPreview>

const counts = z.object({
  done: z.number(),
  refused: z.number(),
  failed: z.number(),
  waiting: z.number(),
  all: z.number(),
})

export const InterventionRow = z.object({
  id: z.uuid(),
  act: z.enum(interventionActCodes),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
  second: z.string().nullable(),
  expiresAt: z.string().nullable(),
  state: z.enum(interventionStateCodes),
  note: z.string().nullable(),
  endedAt: z.string().nullable(),
  counts,
})
export type InterventionRow = z.infer<typeof InterventionRow>

export const InterventionItem = z.object({
  no: z.number(),
  caseId: z.string(),
  number: z.string().nullable(),
  unitName: z.string().nullable(),
  step: TextView.nullable(),
  state: z.enum(itemStateCodes),
  tries: z.number(),
  before: TextView.nullable(),
  after: TextView.nullable(),
  said: TextView.nullable(),
  /** While it waits to be confirmed: what would be taken back or applied again. */
  taken: z.array(TextView),
  doneAt: z.string().nullable(),
})
export type InterventionItem = z.infer<typeof InterventionItem>

/** `can` is what this person may do about it now. */
export const InterventionView = InterventionRow.extend({
  items: z.array(InterventionItem),
  can: z.array(z.enum(steeringKinds)),
})
export type InterventionView = z.infer<typeof InterventionView>

export const SteerIntervention = z.object({
  id: z.uuid(),
  commandId: z.uuid(),
  kind: z.enum(steeringKinds),
  note: z.string().max(500).default(''),
})

/** Cases to choose from, by what is known without opening them. */
export const TargetQuery = z.object({
  kind: z.string().max(40).optional(),
  unitId: z.string().max(40).optional(),
  light: z.enum(['GREEN', 'YELLOW', 'RED']).optional(),
  step: z.string().max(40).optional(),
  search: z.string().max(80).default(''),
})
export type TargetQuery = z.infer<typeof TargetQuery>
export const TargetRow = z.object({
  caseId: z.string(),
  taskId: z.string(),
  number: z.string().nullable(),
  kind: z.string(),
  unitName: z.string(),
  step: TextView,
  dueAt: z.string(),
  light: z.enum(['GREEN', 'YELLOW', 'RED']),
})
export type TargetRow = z.infer<typeof TargetRow>

/** A point to which a case can go back: just before the first of `later`. */
export const ResetPointView = z.object({
  runId: z.string(),
  eventId: z.number(),
  at: z.string(),
  before: TextView,
  later: z.array(TextView),
})
export type ResetPointView = z.infer<typeof ResetPointView>
