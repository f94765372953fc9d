import { z } from 'zod'
import { Role } from './people.ts'

/** What the API answers about leaves. Days are of the county, both included. */

const Named = z.object({ userId: z.string(), name: z.string() })

export const LeaveView = z.object({
  leaveId: z.string(),
  absent: Named,
  unitName: z.string(),
  substitute: Named,
  from: z.iso.date(),
  to: z.iso.date(),
  reason: z.string(),
  enteredBy: z.string(),
  state: z.enum(['PLANNED', 'RUNNING', 'OVER']),
  /** When it was called off or ended before its last day was over. */
  endedAt: z.string().nullable(),
})
export type LeaveView = z.infer<typeof LeaveView>

/** Somebody who can stand in for a person. */
export const SubstituteView = z.object({ userId: z.string(), name: z.string(), roles: z.array(Role) })
export type SubstituteView = z.infer<typeof SubstituteView>
