import { z } from 'zod'
import { Limit } from '../../../domain/calendar.ts'
import { Photo } from '../../../domain/fields.ts'
import { type FormKey, forms } from '../../../domain/forms.ts'
import { failureText } from '../../../domain/processes/catalogue.ts'
import type { Text } from '../../../domain/text.ts'
import type { CaseView, TaskView } from './view.ts'

/** Reads what a case's records mean. Records are older than the code that shows them: nothing here may throw. */

export const formOf = (key: string): z.ZodObject | null => (key in forms ? forms[key as FormKey] : null)

/** A notice as it was written, as far as it can be read. */
export const Notice = z.object({
  title: z.string().catch(''),
  unitId: z.string().catch(''),
  place: z.string().catch(''),
  facts: z.string().catch(''),
  requirement: z.string().catch(''),
  legalBasis: z.string().catch(''),
  consequence: z.string().optional().catch(undefined),
  limit: Limit.nullable().catch(null),
  photos: z.array(Photo).catch([]),
})
export type Notice = z.infer<typeof Notice>
const nothing: Notice = Notice.parse({})

export const noticeOf = (content: unknown): Notice => Notice.safeParse(content).data ?? nothing

const Issued = z.object({ docType: z.literal('SUPERVISE_FORM'), round: z.number(), content: z.unknown() })
const Failed = z.object({ round: z.number(), reason: z.string() })

export type IssuedNotice = { round: number; number: string | null; issuedAt: string | null; notice: Notice }

/** The notices of a case in order: those issued, or the draft while there is none. Only a notice's case has any. */
export function noticesOf(view: CaseView): IssuedNotice[] {
  if (view.kind !== 'rectification') return []
  const issued = view.ledger.flatMap((entry) => {
    const data =
      entry.type === 'documentIssued' && entry.kind === 'EVENT' ? Issued.safeParse(entry.data).data : undefined
    if (!data) return []
    const number = view.number && (data.round > 1 ? `${view.number}-${data.round}` : view.number)
    return [{ round: data.round, number, issuedAt: entry.at, notice: noticeOf(data.content) }]
  })
  // A voided line of the ledger may have issued a round twice; the later one stands.
  const standing = new Map(issued.map((notice) => [notice.round, notice]))
  return standing.size > 0
    ? [...standing.values()].sort((a, b) => a.round - b.round)
    : [{ round: 1, number: null, issuedAt: null, notice: noticeOf(view.content) }]
}

export type Round = {
  round: number
  tasks: TaskView[]
  failure: Text | null
  passed: boolean
  befores: Photo[]
  afters: Photo[]
}

const Report = z.object({ photosBefore: z.array(Photo).catch([]), photosAfter: z.array(Photo).catch([]) })

/** The photos that show how it was: the notice's, or those of the report. */
const shown = (view: CaseView, notice: Notice): Photo[] =>
  view.kind === 'problem' ? noticeOf(view.content).photos : notice.photos

/** The rounds of a case, the latest first, each with its tasks in the order in which they were opened. */
export function roundsOf(view: CaseView): Round[] {
  const notices = noticesOf(view)
  const failures = new Map<number, Text>()
  for (const entry of view.ledger) {
    const data = entry.type === 'roundFailed' ? Failed.safeParse(entry.data).data : undefined
    if (data) failures.set(data.round, failureText(view.kind, data.reason))
  }
  const numbers = [...new Set(view.tasks.map((task) => task.round))].sort((a, b) => b - a)
  return numbers.map((round) => {
    const tasks = view.tasks.filter((task) => task.round === round).sort((a, b) => a.openedAt.localeCompare(b.openedAt))
    const report = tasks.findLast((task) => task.form === 'rectificationReport.v1' && task.state === 'DONE')
    const photos = Report.safeParse(report?.outcome).data
    const notice = notices.findLast((issued) => issued.round <= round)?.notice ?? nothing
    const befores = photos && photos.photosBefore.length > 0 ? photos.photosBefore : shown(view, notice)
    return {
      round,
      tasks,
      failure: failures.get(round) ?? null,
      passed: view.outcome === 'PASSED' && round === Math.max(...numbers),
      befores: photos ? befores : [],
      afters: photos?.photosAfter ?? [],
    }
  })
}
