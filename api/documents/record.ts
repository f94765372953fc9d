import { Photo } from '../../domain/fields.ts'
import { roundFailures } from '../../domain/processes/rectification.ts'
import type { Dossier, Task } from './dossier.ts'
import type { PhotoCell } from './model.ts'
import { chosen, dateText, ordinal, timeText } from './words.ts'

/** Reads what was submitted. Records are older than the code that shows them: nothing here throws. */

const members = (form: unknown): Record<string, unknown> =>
  form !== null && typeof form === 'object' ? (form as Record<string, unknown>) : {}

/** An entry of the ledger by which a document was issued. */
export type Issued = { at: string; data?: unknown }

/** One member of a form. */
export const part = (form: unknown, key: string): unknown => members(form)[key]

/** A form's text, or empty. */
export function said(form: unknown, key: string): string {
  const value = part(form, key)
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

/** The ids of a list field. */
export const idsIn = (form: unknown, key: string): string[] => {
  const value = part(form, key)
  return Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : []
}

export const photoIds = (form: unknown, key: string): string[] => {
  const value = part(form, key)
  return Array.isArray(value) ? value.flatMap((one) => Photo.safeParse(one).data?.id ?? []) : []
}

/** A photo with the time at which it was received, for its caption. */
export function photoCell({ photos }: Dossier, id: string | undefined, caption: string): PhotoCell {
  const photo = id === undefined ? undefined : photos.get(id)
  return photo
    ? { id: photo.id, caption: `${caption}　${timeText(photo.uploadedAt.toISOString())}上传` }
    : { id: null, caption: '' }
}

/** Photos two to a row. */
export const photoPairs = (dossier: Dossier, ids: string[], caption: string): [PhotoCell, PhotoCell][] =>
  Array.from({ length: Math.ceil(ids.length / 2) }, (_, row): [PhotoCell, PhotoCell] => [
    photoCell(dossier, ids[row * 2], caption),
    photoCell(dossier, ids[row * 2 + 1], caption),
  ])

const before = (a: string, b: string) => Date.parse(a) < Date.parse(b)

/** The tasks of these steps that were done before an instant, in order. */
export const doneBefore = ({ tasks }: Dossier, steps: string[], at: string): Task[] =>
  tasks.filter(
    (task) =>
      task.state === 'DONE' && steps.includes(task.step) && task.closedAt !== null && !before(at, task.closedAt),
  )

/** The first task of a step that opened at or after an instant, though not after another of `unless`. */
export function nextOf({ tasks }: Dossier, step: string, at: string, unless?: string): Task | undefined {
  const end =
    unless === undefined ? undefined : tasks.find((task) => task.step === unless && before(at, task.openedAt))?.openedAt
  return tasks.find(
    (task) => task.step === step && !before(task.openedAt, at) && (end === undefined || before(task.openedAt, end)),
  )
}

/** Who signed a task and when, or a place to sign by hand. */
export const signedBy = (dossier: Dossier, task: Task | undefined): string =>
  task?.state === 'DONE' && task.closedAt ? `${dossier.person(task.closedBy)}　${timeText(task.closedAt)}` : '（签字）'

/** An inspection in words: when, by which two, what they found. */
export const inspectionText = (dossier: Dossier, visit: Task): string =>
  `${timeText(said(visit.outcome, 'visitedAt'))}，${dossier.person(visit.closedBy)}、${dossier.person(said(visit.outcome, 'coInspectorId'))}现场核查：${said(visit.outcome, 'opinion')}`

/** The standing entries of one type. */
export const entriesOf = ({ entries }: Dossier, type: string) => entries.filter((entry) => entry.type === type)

/** The number under which a document was issued last before an instant. */
export const numberBefore = (dossier: Dossier, docType: string, at: string): string =>
  said(
    entriesOf(dossier, 'documentIssued').findLast(
      (entry) => said(entry.data, 'docType') === docType && !before(at, entry.at),
    )?.data,
    'documentNo',
  ) ||
  (dossier.number ?? '')

/** What was done about a matter until an instant, a line each: notices, inspections, failures, talks. */
export function timeline(dossier: Dossier, until: string): string[] {
  const moments: { at: string; what: string }[] = []
  const tell = (at: string, what: string) => void (at !== '' && !before(until, at) && moments.push({ at, what }))
  for (const { at, type, data } of dossier.entries) {
    if (type === 'documentIssued' && said(data, 'docType') === 'SUPERVISE_FORM') {
      tell(at, `${ordinal(Number(said(data, 'round')))}督办，文号${said(data, 'documentNo')}`)
    }
    if (type === 'documentIssued' && said(data, 'docType') === 'TALK_NOTICE')
      tell(at, `发出约谈通知，文号${said(data, 'documentNo')}`)
    if (type === 'roundFailed')
      tell(at, `${ordinal(Number(said(data, 'round')))}督办认定未落实：${chosen(roundFailures, said(data, 'reason'))}`)
  }
  for (const task of dossier.tasks.filter(({ state }) => state === 'DONE')) {
    if (task.step === 'reinspect') tell(task.closedAt ?? '', `现场核查：${said(task.outcome, 'opinion')}`)
    if (task.step === 'holdTalk' && said(task.outcome, 'attendance') === 'PRESENT')
      tell(said(task.outcome, 'heldAt'), '约谈')
  }
  for (const task of dossier.tasks) {
    if (task.step === 'keepCommitments' && task.state === 'OVERDUE') tell(task.closedAt ?? '', '约谈后逾期未反馈')
  }
  return moments.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)).map(({ at, what }) => `${dateText(at)}：${what}`)
}
