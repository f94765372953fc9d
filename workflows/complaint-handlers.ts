import type { ComplaintTriage } from '../domain/complaint-forms.ts'
import { type Assignee, OFFICE_UNIT, ofUnit } from '../domain/people.ts'
import { refuse } from './kit/refuse.ts'

/** Who may handle a complaint: never the unit it is about (handbook §1.4 no. 5). */

type Parties = { handlerUnitId: string; complainedUnitId: string | undefined }

/** Whoever handles it is never of the unit complained about, by whatever way they came to it. */
export const handlers = ({ handlerUnitId, complainedUnitId }: Parties): Assignee => ({
  ...(handlerUnitId === OFFICE_UNIT
    ? ofUnit(OFFICE_UNIT, 'OFFICE_DIRECTOR', 'OFFICE_DISPATCHER', 'OFFICE_INSPECTOR')
    : ofUnit(handlerUnitId, 'UNIT_HEAD', 'UNIT_LIAISON')),
  excludedUnits: complainedUnitId === undefined ? [] : [complainedUnitId],
})

/** 承办单位≠被举报单位 (handbook §1.4 no. 5); what is said against the office or an official is not the office's. */
export function notTheComplainedUnit(form: ComplaintTriage): void {
  if (form.decision !== 'ACCEPT' || form.class === 'D') return
  if (form.complainedUnitId === OFFICE_UNIT) throw refuse('COMPLAINT_ABOUT_OFFICE')
  if (form.complainedUnitId !== undefined && form.complainedUnitId === form.handlerUnitId)
    throw refuse('COMPLAINED_UNIT', { unit: form.handlerUnitId })
}
