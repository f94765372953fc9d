import { z } from 'zod'
import { ProblemReport } from './problem-forms.ts'
import { kindNames, type ProblemKind } from './problem-kinds.ts'
import { Light, TextView } from './views.ts'

/** What the API answers about problems. Times are ISO instants. */

const Kind = z.enum(Object.keys(kindNames) as [ProblemKind, ...ProblemKind[]])

export const ReportAsked = z.object({
  commandId: z.uuid(),
  report: ProblemReport,
  /** The problem near by of which this is another report. */
  mergeInto: z.string().max(40).optional(),
})

export const Whereabouts = z.object({
  category: Kind,
  roadSectionId: z.string().max(40).optional(),
  lat: z.coerce.number().min(-90).max(90).optional(),
  lng: z.coerce.number().min(-180).max(180).optional(),
})

export const Position = z.object({
  lat: z.coerce.number().min(-90).max(90),
  lng: z.coerce.number().min(-180).max(180),
})

export const RegisterQuery = z.object({
  search: z.string().trim().max(80).default(''),
  category: Kind.optional(),
  unitId: z.string().max(40).optional(),
  /** open: not over; check: waits to be registered or checked; red: something is late; noticed: under notice; over. */
  state: z.enum(['open', 'check', 'red', 'noticed', 'over']).optional(),
  /** new: cases; old: the register kept before (历史台账); mine: what I reported. */
  of: z.enum(['all', 'new', 'old', 'mine']).default('all'),
  page: z.coerce.number().int().min(1).default(1),
  limit: z.coerce.number().int().min(1).max(200).default(20),
})
export type RegisterQuery = z.infer<typeof RegisterQuery>

export const RegisterRow = z.object({
  no: z.string(),
  /** The problem's own case; for one of the old register the notice under which it is now, if any. */
  caseId: z.string().nullable(),
  /** Whether it is of the register kept before problems were cases. */
  old: z.boolean(),
  category: TextView,
  title: z.string(),
  place: z.string(),
  unit: z.object({ id: z.string(), name: z.string() }).nullable(),
  reportedAt: z.string(),
  reporter: z.string().nullable(),
  dueAt: z.string().nullable(),
  light: Light.nullable(),
  status: TextView,
  over: z.boolean(),
  relapses: z.number(),
  mergedInto: z.string().nullable(),
  note: z.string(),
})
export type RegisterRow = z.infer<typeof RegisterRow>

export const RegisterPage = z.object({
  items: z.array(RegisterRow),
  total: z.number(),
  counts: z.object({
    open: z.number(),
    check: z.number(),
    red: z.number(),
    noticed: z.number(),
    over: z.number(),
  }),
})

/** Reports that were merged into a problem. */
export const MergedReports = z.array(
  z.object({ caseId: z.string(), reporter: z.string().nullable(), place: z.string(), reportedAt: z.string() }),
)
