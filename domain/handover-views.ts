import { z } from 'zod'
import { LeaveView } from './leave-views.ts'
import { Role } from './people.ts'
import { TextView } from './views.ts'

/** What the API answers about the open tasks of somebody who is away or leaves. */

export const HeldTaskView = z.object({
  taskId: z.string(),
  caseId: z.string(),
  number: z.string().nullable(),
  caseTitle: z.string(),
  title: TextView,
  dueAt: z.string(),
  /** NAMED: named to the person. NOBODY: for whoever holds the role, and nobody else does. */
  why: z.enum(['NAMED', 'NOBODY']),
  /** Who can take it over, the usual one first: the substitute, or somebody who holds the same. */
  candidates: z.array(z.object({ userId: z.string(), name: z.string(), substitute: z.boolean() })),
  /** For whom it is, where nobody is left: the roles that somebody must be given. */
  roles: z.array(Role),
})
export type HeldTaskView = z.infer<typeof HeldTaskView>

export const HandoverView = z.object({
  person: z.object({ userId: z.string(), name: z.string(), unitName: z.string(), active: z.boolean() }),
  leave: LeaveView.nullable(),
  tasks: z.array(HeldTaskView),
})
export type HandoverView = z.infer<typeof HandoverView>

export const HandoverResult = z.object({
  taskId: z.string(),
  state: z.enum(['APPLIED', 'REFUSED', 'RECEIVED']),
  /** Why it was refused, or what becomes of it. */
  text: TextView.nullable(),
})
export type HandoverResult = z.infer<typeof HandoverResult>
