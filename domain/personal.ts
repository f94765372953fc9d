import type { DocumentKind } from './document-list.ts'
import type { Assignee, Role } from './people.ts'
import { type Reader, seesSealed } from './sealed.ts'

/**
 * What is about a person (a talk, a disposition) is not for everybody who may see the case (handbook §1.4): the
 * leaders, the office's director and inspectors, legal review, the organs, the auditor, and the head of the unit
 * concerned. Liaisons and units that help see that such a step is under way, not what is said in it.
 */
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

const documents: readonly DocumentKind[] = ['talk-proposal', 'talk-notice', 'talk-record', 'disposition']
/** What the unit committed itself to, and what came of it: its own people's work, not that of a unit that helps. */
const ofUnitAlone: readonly string[] = ['commitment', 'talk-acceptance', 'planAfterTalk', 'keepCommitments']

/** The steps about a person, each with the fields of its form that everybody who sees the case may know. */
const steps: Record<string, readonly string[]> = {
  proposeTalk: ['secondLeaderId'],
  checkProcedure: ['decision'],
  approveTalk: ['decision', 'at', 'place'],
  reappointTalk: ['at', 'place'],
  rescheduleRuling: ['decision', 'at', 'place'],
  holdTalk: ['attendance', 'heldAt', 'leaderIds'],
  signAsLeader: [],
  signAsPrincipal: [],
  draftDisposition: [],
  defense: [],
  legalReview: ['decision'],
  deliberate: ['decision'],
}

/**
 * The steps of a complaint that only the office reads: which unit is complained about, and what the complainant said
 * when called back. The unit that handles it knows of them what is named here.
 */
const officeSteps: Record<string, readonly string[]> = {
  triage: ['decision', 'class', 'title', 'summary'],
  callBack: ['solved', 'satisfied'],
}
const officeReaders: readonly Role[] = [
  'COMMANDER',
  'DEPUTY_COMMANDER',
  'OFFICE_DIRECTOR',
  'OFFICE_DISPATCHER',
  'OFFICE_INSPECTOR',
  'AUDITOR',
]

/** Whether somebody may read what is about a person in a case of `unitId`. */
export const readsPersonal = (reader: Pick<Reader, 'roles' | 'unitId'>, unitId: string): boolean =>
  reader.roles.some((role) => readers.includes(role)) ||
  (reader.unitId === unitId && reader.roles.includes('UNIT_HEAD'))

/** Whether somebody sees a case of `unitId` only because their own unit helps with it. */
const onlyHelps = (reader: Pick<Reader, 'roles' | 'unitId'>, unitId: string): boolean =>
  reader.unitId !== unitId && reader.roles.every((role) => role === 'UNIT_HEAD' || role === 'UNIT_LIAISON')

/** Whether somebody who may see a case of `unitId` may have its documents of a kind. */
export function mayHaveDocument(kind: DocumentKind, reader: Pick<Reader, 'roles' | 'unitId'>, unitId: string): boolean {
  if (ofUnitAlone.includes(kind)) return !onlyHelps(reader, unitId)
  // The dispatcher delivers the notice of a talk by telephone.
  if (kind === 'talk-notice' && reader.roles.includes('OFFICE_DISPATCHER')) return true
  return !documents.includes(kind) || readsPersonal(reader, unitId)
}

/** A step as far as it decides who reads it. */
export type PersonalStep = {
  step: string
  assignee: Pick<Assignee, 'roles' | 'unitId' | 'userId'>
  delegateId?: string
  coUnits: readonly string[]
}

/** Whether a step's content is withheld from somebody who sees the case; whoever has to act on it reads it. */
export function isWithheld(task: PersonalStep, hands: readonly Reader[], unitId: string): boolean {
  const acts = (hand: Reader) => seesSealed(hand, task.assignee, task.delegateId)
  if (ofUnitAlone.includes(task.step))
    return hands.every((hand) => onlyHelps(hand, unitId) && !acts(hand) && !task.coUnits.includes(hand.unitId))
  if (task.step in officeSteps)
    return !hands.some((hand) => hand.roles.some((role) => officeReaders.includes(role)) || acts(hand))
  return task.step in steps && !hands.some((hand) => readsPersonal(hand, unitId) || acts(hand))
}

/** What is left of a withheld step's form. */
export const openPart = (step: string, form: unknown): unknown =>
  form === null || typeof form !== 'object'
    ? null
    : Object.fromEntries(
        Object.entries(form).filter(
          ([field]) => field === 'why' || (steps[step] ?? officeSteps[step])?.includes(field),
        ),
      )

/** What is left of what the ledger tells of a withheld step: who, when, which step, and the open part of its form. */
export function openData(step: string, type: string, data: Record<string, unknown>): Record<string, unknown> {
  const { context: _context, detail: _detail, ...rest } = data
  return type === 'taskSubmitted' ? { ...rest, form: openPart(step, data.form) } : rest
}
