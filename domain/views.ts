import { z } from 'zod'
import { DueSum, Limit } from './calendar.ts'
import { correctionKeys } from './corrections.ts'
import { Actor, Role } from './people.ts'

/** What the API answers: the read model as screens and other systems see it. Times are ISO instants. */

export const TextView = z.object({ zh: z.string(), en: z.string() })
export const Light = z.enum(['GREEN', 'YELLOW', 'RED'])
export type Light = z.infer<typeof Light>

export const Me = z.object({
  userId: z.string(),
  name: z.string(),
  username: z.string(),
  roles: z.array(Role),
  unit: z.object({ id: z.string(), name: z.string(), shortName: z.string() }),
  capabilities: z.array(z.string()),
})
export type Me = z.infer<typeof Me>

/** Somebody by id and name. */
const Named = z.object({ userId: z.string(), name: z.string() })

/** A task in an inbox. `mine` is false where I may see but not act; `whyNot` then says why. */
export const TaskItem = z.object({
  taskId: z.string(),
  caseId: z.string(),
  number: z.string().nullable(),
  caseTitle: z.string(),
  unit: z.object({ id: z.string(), name: z.string() }),
  place: z.string(),
  step: z.string(),
  title: TextView,
  round: z.number(),
  light: Light,
  openedAt: z.string(),
  dueAt: z.string(),
  provisional: z.boolean(),
  /** Why its clock stands still (挂账, 异议审理中), or null when it runs. */
  stopped: TextView.nullable(),
  assignee: TextView,
  mine: z.boolean(),
  /** Why it is here although it is not mine: I stand in for somebody, it is delegated to me, my unit helps with it. */
  reason: TextView.nullable(),
  /** The absent person for whom I would do it as their substitute. */
  onBehalfOf: Named.nullable(),
})
export type TaskItem = z.infer<typeof TaskItem>

export const inboxFilters = ['mine', 'overdue', 'today', 'unit', 'done'] as const
export const InboxQuery = z.object({
  /** mine: I can act now; overdue and today narrow it; unit: open on my unit; done: what I completed. */
  filter: z.enum(inboxFilters).default('mine'),
  /** Document number, case id, unit, place or subject. */
  search: z.string().trim().max(80).default(''),
  step: z.string().optional(),
  sort: z.enum(['due', 'opened', 'unit']).default('due'),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})
export const InboxPage = z.object({
  items: z.array(TaskItem),
  nextCursor: z.string().nullable(),
  counts: z.object({ mine: z.number(), overdue: z.number(), today: z.number() }),
})
export type InboxPage = z.infer<typeof InboxPage>

export const CaseQuery = z.object({
  kind: z.string().max(40).default('rectification'),
  search: z.string().trim().max(80).default(''),
  unitId: z.string().optional(),
  stage: z.string().optional(),
  light: Light.optional(),
  outcome: z.string().optional(),
  /** open: no outcome yet; closed: done and closed; failed: at least one round failed. As the counts count. */
  state: z.enum(['open', 'closed', 'failed']).optional(),
  round: z.coerce.number().int().optional(),
  /** The campaign's year that a letter, deposit, assessment or settlement is of. */
  year: z.coerce.number().int().min(2020).max(2100).optional(),
  openedFrom: z.iso.date().optional(),
  openedTo: z.iso.date().optional(),
  sort: z.enum(['updated', 'due', 'number', 'unit', 'opened']).default('updated'),
  order: z.enum(['asc', 'desc']).default('desc'),
  page: z.coerce.number().int().min(1).default(1),
  limit: z.coerce.number().int().min(1).max(200).default(20),
})
export const CaseRow = z.object({
  caseId: z.string(),
  kind: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  unit: z.object({ id: z.string(), name: z.string() }),
  place: z.string(),
  problemNo: z.string().nullable(),
  stage: z.string(),
  round: z.number(),
  failedRounds: z.number(),
  outcome: z.string().nullable(),
  light: Light.nullable(),
  waiting: TextView.nullable(),
  dueAt: z.string().nullable(),
  openedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  updatedAt: z.string(),
})
export type CaseRow = z.infer<typeof CaseRow>
export const CasePage = z.object({
  items: z.array(CaseRow),
  total: z.number(),
  counts: z.object({ open: z.number(), yellow: z.number(), red: z.number(), closed: z.number(), failed: z.number() }),
})

/** What has been done to a step besides waiting for its answer. */
const StepFactsView = z.object({
  heldSince: z.string().nullable(),
  heldUntil: z.string().nullable(),
  pending: z.enum(['extension', 'objection', 'hold', 'reschedule']).nullable(),
  extensions: z.number(),
  objected: z.boolean(),
  delegate: z.object({ userId: z.string(), name: z.string() }).nullable(),
  coUnits: z.array(z.string()),
  /** The names of `coUnits`, in their order. */
  coUnitNames: z.array(z.string()),
  reminders: z.number(),
  /** Of an appointment: how often the unit asked for another time, and how often the office set one of itself. */
  putOff: z.object({ unit: z.number(), office: z.number() }),
  /** Until when an objection is heard; null where none is. */
  objectUntil: z.string().nullable(),
})

export const TaskView = z.object({
  taskId: z.string(),
  step: z.string(),
  round: z.number(),
  title: TextView,
  form: z.string(),
  causes: TextView,
  otherwise: TextView,
  context: z.record(z.string(), z.string()),
  state: z.enum(['OPEN', 'DONE', 'OVERDUE', 'CANCELLED']),
  light: Light,
  assignee: TextView,
  openedAt: z.string(),
  dueAt: z.string(),
  dueSum: DueSum,
  closedAt: z.string().nullable(),
  closedBy: Actor.nullable(),
  outcome: z.unknown(),
  /** What was said in it is not for me: it is about a person (handbook §1.4). */
  withheld: z.boolean(),
  /** Whether I may act on it now, and if not, why. */
  mine: z.boolean(),
  whyNot: TextView.nullable(),
  /** The absent person for whom I would submit it as their substitute. */
  onBehalfOf: Named.nullable(),
  /** The newest saved draft of its form, my own or my unit's; whose and of when, where it is not mine. */
  draft: z.unknown(),
  draftBy: z.object({ name: z.string(), at: z.string() }).nullable(),
  /** What I may do to it now besides submitting it. */
  corrections: z.array(z.object({ act: z.enum(correctionKeys), title: TextView, causes: TextView, form: z.string() })),
  facts: StepFactsView,
})
export type TaskView = z.infer<typeof TaskView>

export const LedgerEntry = z.object({
  seq: z.number(),
  kind: z.enum(['EVENT', 'REFUSAL', 'VOID', 'NOTE']),
  at: z.string(),
  type: z.string(),
  who: z.string().nullable(),
  summary: TextView,
  data: z.unknown(),
  hash: z.string(),
})
export type LedgerEntry = z.infer<typeof LedgerEntry>

export const CaseView = z.object({
  caseId: z.string(),
  kind: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  unit: z.object({ id: z.string(), name: z.string(), headName: z.string().nullable() }),
  place: z.string(),
  problemNo: z.string().nullable(),
  drafter: z.string().nullable(),
  content: z.unknown(),
  stage: z.string(),
  round: z.number(),
  failedRounds: z.number(),
  /** By which rule failures are counted, and how many there are by it: `threshold` of them call for a talk. */
  counting: z
    .object({
      threshold: z.number(),
      failed: z.number(),
      per: z.enum(['CASE', 'UNIT_YEAR']),
      source: z.string(),
    })
    .nullable(),
  outcome: z.string().nullable(),
  openedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  /** "Waiting for X to do Y (2 of 3 working days used); if nothing happens, on 24 March Z follows by itself." */
  sentences: z.array(TextView),
  tasks: z.array(TaskView),
  /** Acts on the whole case that I may do now. */
  acts: z.array(z.object({ act: z.enum(['withdraw', 'reopen']), title: TextView, causes: TextView, form: z.string() })),
  ledger: z.array(LedgerEntry),
  /** The case that gave rise to this one and those to which it gave rise, as far as I may see them. */
  kin: z.array(
    z.object({
      relation: z.enum(['parent', 'child']),
      caseId: z.string(),
      kind: z.string(),
      number: z.string().nullable(),
      title: z.string(),
      stage: z.string(),
      outcome: z.string().nullable(),
    }),
  ),
  /** My commands on this case that are received and not yet decided. */
  pending: z.array(
    z.object({ commandId: z.string(), act: z.string(), taskId: z.string().nullable(), receivedAt: z.string() }),
  ),
  evidence: z.record(
    z.string(),
    z.object({ url: z.string(), width: z.number(), height: z.number(), sha256: z.string(), uploadedAt: z.string() }),
  ),
})
export type CaseView = z.infer<typeof CaseView>

export const RefusalView = z.object({
  code: z.string(),
  text: TextView,
  fields: z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), text: TextView })),
})

/** What became of a command: received and on its way, applied, or refused with the reason. */
export const CommandView = z.object({
  commandId: z.string(),
  caseId: z.string(),
  state: z.enum(['RECEIVED', 'APPLIED', 'REFUSED']),
  receivedAt: z.string(),
  decidedAt: z.string().nullable(),
  refusal: RefusalView.nullable(),
})
export type CommandView = z.infer<typeof CommandView>

export const UnitView = z.object({
  id: z.string(),
  name: z.string(),
  shortName: z.string(),
  kind: z.enum(['OFFICE', 'DEPARTMENT', 'TOWN']),
  subject: z.boolean(),
  headName: z.string().nullable(),
})
export type UnitView = z.infer<typeof UnitView>

export const DuePreview = z.object({ dueAt: z.string(), sum: DueSum, within: Limit })
