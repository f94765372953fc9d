import type { DocumentKind } from './document-list.ts'
import type { Role } from './people.ts'

/** Documents about a person: not for everybody who may see the case (handbook §1.4). */
const personal: readonly DocumentKind[] = ['talk-proposal', 'talk-record', 'disposition']
const readers: readonly Role[] = [
  'COMMANDER',
  'DEPUTY_COMMANDER',
  'OFFICE_DIRECTOR',
  'OFFICE_INSPECTOR',
  'LEGAL_REVIEWER',
  'ORG_OFFICER',
  'DISCIPLINE_OFFICER',
  'AUDITOR',
]

/** Whether somebody who may see a case of `unitId` may have its documents of a kind. */
export const mayHaveDocument = (
  kind: DocumentKind,
  reader: { roles: readonly Role[]; unitId: string },
  unitId: string,
): boolean =>
  !personal.includes(kind) ||
  reader.roles.some((role) => readers.includes(role)) ||
  (reader.unitId === unitId && reader.roles.includes('UNIT_HEAD'))
