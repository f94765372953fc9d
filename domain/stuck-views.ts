import { z } from 'zod'
import { channels } from './notifications.ts'
import { stuckActCodes } from './stuck.ts'
import { stuckCauseCodes } from './stuck-causes.ts'
import { TextView } from './views.ts'

/** What a finding carries for the acts: which command, activity, run or date they are about. */
export const StuckFacts = z.object({
  taskId: z.string().optional(),
  /** Of a step that waits: its key in the process, as `receipt`. */
  step: z.string().optional(),
  dueAt: z.string().optional(),
  personId: z.string().optional(),
  commandId: z.string().optional(),
  channel: z.enum(channels).optional(),
  /** Of a workflow that is no case's: its id. */
  workflowId: z.string().optional(),
  runId: z.string().optional(),
  activityId: z.string().optional(),
  activity: z.string().optional(),
  attempt: z.number().optional(),
  /** When it is tried again, ISO. */
  nextAt: z.string().optional(),
  build: z.string().optional(),
  reason: z.string().optional(),
  by: z.string().optional(),
  count: z.number().optional(),
})
export type StuckFacts = z.infer<typeof StuckFacts>

/** One thing that does not move, as the board shows it. Of a case only its number, kind and unit. */
export const StuckItem = z.object({
  id: z.number(),
  cause: z.enum(stuckCauseCodes),
  caseId: z.string().nullable(),
  number: z.string().nullable(),
  /** The kind of process. */
  kind: z.string().nullable(),
  unitId: z.string().nullable(),
  unitName: z.string().nullable(),
  /** Who has to act, or whom it affects, in words; null where nobody is named. */
  person: TextView.nullable(),
  step: TextView.nullable(),
  since: z.string(),
  /** When the watch first saw it and last saw it, and since when it is cured. */
  foundAt: z.string(),
  seenAt: z.string(),
  curedAt: z.string().nullable(),
  /** The diagnosis: what is wrong and what to do, in one sentence. */
  text: TextView,
  /** The last error, the history's own words: for whoever repairs it. */
  detail: z.string().nullable(),
  facts: StuckFacts,
  acts: z.array(z.enum(stuckActCodes)),
})
export type StuckItem = z.infer<typeof StuckItem>

/** The board: what is open, longest first, and what was cured within a day. `more`: there is more than is shown. */
export const StuckBoard = z.object({
  items: z.array(StuckItem),
  more: z.boolean(),
  cured: z.array(StuckItem),
  /** When the watch began its last round; null before the first. */
  lookedAt: z.string().nullable(),
  openCases: z.number(),
})
export type StuckBoard = z.infer<typeof StuckBoard>

/** What narrows and orders the board; what is absent narrows nothing. `cured` shows what was cured instead. */
export const StuckQuery = z.object({
  cause: z.enum(stuckCauseCodes).optional().catch(undefined),
  unit: z.string().max(80).optional(),
  person: z.string().max(120).optional(),
  kind: z.string().max(40).optional(),
  search: z.string().trim().max(80).default(''),
  sort: z.enum(['since', 'latest', 'unit', 'number']).default('since').catch('since'),
  cured: z.stringbool().or(z.boolean()).default(false).catch(false),
})
export type StuckQuery = z.infer<typeof StuckQuery>
