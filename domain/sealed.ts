import type { Assignee, Role } from './people.ts'
import { text } from './text.ts'

/**
 * The compartment of the competent organs: what they decide about a person is seen by them, and by the unit
 * head whom a step is for; everybody else reads one line.
 */
export const SEALED = text('已移送有权机关办理', 'With the competent organ')

/** Those who keep the compartment see all of it, as the ruling on an appeal needs the appeal. */
export const organRoles: readonly Role[] = ['ORG_OFFICER', 'DISCIPLINE_OFFICER']

export type Reader = { userId: string; unitId: string; roles: readonly Role[] }

/** Whether somebody may see what is in a sealed step. */
export function seesSealed(
  reader: Reader,
  assignee: Pick<Assignee, 'roles' | 'unitId' | 'userId'>,
  delegateId?: string,
): boolean {
  if (delegateId === reader.userId || organRoles.some((role) => reader.roles.includes(role))) return true
  return (
    assignee.roles.some((role) => reader.roles.includes(role)) &&
    (assignee.unitId === undefined || assignee.unitId === reader.unitId) &&
    (assignee.userId === undefined || assignee.userId === reader.userId)
  )
}
