import type { RefusalCode } from './refusals.ts'
import { type Done, type HistoryEvent, resetPoints } from './reset-points.ts'

/**
 * 退回上一步: which step of a case was answered last, and whether the process can go back to before it. It cannot
 * where what followed has left the case: another case, a booking, a word to another process. Pure.
 */

export type SentBack = {
  /** Where the process goes back to. */
  eventId: number
  step: Done
  /** All that is taken back: the step, and what was done after it. */
  later: Done[]
}

/** Acts that answer a step. */
const answers: readonly string[] = ['submit', 'recordReceipt']
/** What is the whole case's, or not a person's: it would be lost with the step. */
const ofTheCase: readonly string[] = ['withdraw', 'reopen', 'mergeUnit', 'settleDueDate']

/** What a story asks without leaving a trace beyond its own record, which follows it back. */
const harmless: readonly string[] = [
  'record',
  'fence',
  'failuresOfUnit',
  'yearOfUnit',
  'heldOf',
  'openInvestigations',
  'assessedUnits',
  'scorers',
  'dailyFigures',
  'nearProblems',
  'mergeTarget',
  'suggestHandlers',
  'patrolToday',
]

/** The step that was answered last, as the history of the case's run has it; or why it cannot be taken back. */
export function lastAnswered(events: readonly HistoryEvent[]): SentBack | { whyNot: RefusalCode } {
  const point = resetPoints(events).find(({ later }) => later.some(({ act }) => answers.includes(act)))
  if (!point) return { whyNot: 'SEND_BACK_NOTHING' }
  const { eventId, later } = point
  const [step, another] = later.filter(({ act }) => answers.includes(act))
  if (!step) return { whyNot: 'SEND_BACK_NOTHING' }
  if (another) return { whyNot: 'SEND_BACK_TOGETHER' }
  if (later.some(({ act }) => ofTheCase.includes(act))) return { whyNot: 'SEND_BACK_OVERTAKEN' }
  const after = events.filter((event) => Number(event.eventId) > eventId)
  if (after.some((event) => event.startChildWorkflowExecutionInitiatedEventAttributes))
    return { whyNot: 'SEND_BACK_SPAWNED' }
  const left = after.some(
    (event) =>
      event.signalExternalWorkflowExecutionInitiatedEventAttributes ??
      !harmless.includes(activityOf(event) ?? 'record'),
  )
  return left ? { whyNot: 'SEND_BACK_LEFT' } : { eventId, step, later }
}

/** The background action that an event is the answer of: the library keeps each as a marker with a description. */
function activityOf({ markerRecordedEventAttributes: marker }: HistoryEvent): string | null {
  const data = marker?.details?.['data']?.payloads?.[0]?.data
  if (marker?.markerName !== 'core_local_activity' || !data) return null
  const text = typeof data === 'string' ? data : new TextDecoder().decode(data)
  return (JSON.parse(text) as { activity_type?: string }).activity_type ?? null
}
