import type { Assignee, Role } from './people.ts'
import { text } from './text.ts'

/**
 * The compartment of the competent organs: what they decide about a person is seen by them, and by the unit
 * head whom a step is for; everybody else reads one line.
 */
export const SEALED = text('已移送有权机关办理', 'With the competent organ')

/** Those who keep the compartment see all of it, as the ruling on an appeal needs the appeal. */
export const organRoles: readonly Role[] = ['ORG_OFFICER', 'DISCIPLINE_OFFICER']

/** Cases of the organs alone: open only to those for whom something in them is, however far they see otherwise. */
export const sealedKinds: readonly string[] = ['discipline']

/**
 * A referral in the making is about persons, and would warn them: the leaders, the office's director and inspectors
 * and the auditor see it (handbook §1.4), and for whom something in it is; no unit does.
 */
const referralKinds: readonly string[] = ['referral']
const referralReaders: readonly Role[] = [
  'COMMANDER',
  'DEPUTY_COMMANDER',
  'OFFICE_DIRECTOR',
  'OFFICE_INSPECTOR',
  'AUDITOR',
]

/** Kinds of cases whose forebears are open to those for whom something in them is: they judge by them. */
export const kindsWithForebears: readonly string[] = [...sealedKinds, ...referralKinds]

/** The kinds of cases that somebody does not see by how far they see, but only by what is for them. */
export const closedKinds = (scope: 'county' | 'unit' | 'assigned', roles: readonly Role[]): readonly string[] =>
  scope === 'county' && roles.some((role) => referralReaders.includes(role))
    ? sealedKinds
    : [...sealedKinds, ...referralKinds]

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
