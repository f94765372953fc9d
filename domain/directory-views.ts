import { z } from 'zod'
import { Limit } from './calendar.ts'
import { Role } from './people.ts'

/** What the API answers about the county and its accounts. Times are ISO instants. */

export const RoadSectionView = z.object({
  id: z.string(),
  name: z.string(),
  townName: z.string().nullable(),
  community: z.string().nullable(),
})
export const PersonView = z.object({
  userId: z.string(),
  name: z.string(),
  roles: z.array(Role),
  unitId: z.string(),
  unitName: z.string(),
})

export const RulesView = z.object({
  rules: z.object({
    signOff: Limit,
    receipt: Limit,
    phoneDelivery: Limit,
    verify: Limit,
    countersign: Limit,
    nextRound: Limit,
    statement: Limit,
    determination: Limit,
    objection: Limit,
    talkNotice: Limit,
    talkPlan: Limit,
    defense: Limit,
    lookBack: z.object({ oneIn: z.number(), withinDays: z.number() }),
    counting: z.object({ threshold: z.number(), per: z.enum(['CASE', 'UNIT_YEAR']), source: z.string() }),
  }),
  businessHours: z.object({ opens: z.number(), closes: z.number() }),
  campaign: z.string(),
  /** Whether this is the fictional sample county. */
  sample: z.boolean(),
})

export const ProblemView = z.object({
  no: z.string(),
  category: z.string(),
  description: z.string(),
  roadSection: z.object({ id: z.string(), name: z.string() }).nullable(),
  unit: z.object({ id: z.string(), name: z.string() }).nullable(),
  reportedAt: z.string(),
  dueAt: z.string().nullable(),
  status: z.string(),
  overdue: z.boolean(),
  /** The case in which it is under notice now. */
  caseId: z.string().nullable(),
})

export const CalendarDays = z
  .array(z.object({ date: z.iso.date(), kind: z.enum(['holiday', 'workday']), name: z.string().trim().min(1).max(40) }))
  .max(120)
export const CalendarView = z.object({
  years: z.array(z.object({ year: z.number(), source: z.string(), publishedAt: z.string(), days: CalendarDays })),
  provisionalTasks: z.number(),
})
export const MovedDueDate = z.object({
  taskId: z.string(),
  caseId: z.string(),
  number: z.string().nullable(),
  title: z.object({ zh: z.string(), en: z.string() }),
  dueAt: z.string(),
  newDueAt: z.string(),
})

export const UserView = z.object({
  userId: z.string(),
  name: z.string(),
  username: z.string(),
  roles: z.array(Role),
  unit: z.object({ id: z.string(), name: z.string() }),
  active: z.boolean(),
  /** Minutes until the account opens again after too many wrong passwords. */
  lockedMinutes: z.number().nullable(),
  sessions: z.number(),
  createdAt: z.string(),
})
