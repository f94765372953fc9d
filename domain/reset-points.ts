/**
 * The points of a workflow's history to which it can go back, read from the history as the engine has it. Pure. A
 * timer that has fired fires again, so every point but the first stands before something that people did.
 */

type Payloads = { payloads?: ({ data?: Uint8Array | string | null } | null)[] | null } | null
type WithUpdate = { meta?: { updateId?: string | null } | null; input?: { args?: Payloads } | null } | null
/** What is looked at of an event; the engine's own type has all of it. */
export type HistoryEvent = {
  eventId?: unknown
  eventTime?: unknown
  workflowTaskCompletedEventAttributes?: unknown
  workflowTaskFailedEventAttributes?: unknown
  workflowTaskTimedOutEventAttributes?: unknown
  workflowExecutionUpdateAcceptedEventAttributes?: {
    protocolInstanceId?: string | null
    acceptedRequest?: WithUpdate
  } | null
  workflowExecutionUpdateAdmittedEventAttributes?: { request?: WithUpdate } | null
  startChildWorkflowExecutionInitiatedEventAttributes?: unknown
  signalExternalWorkflowExecutionInitiatedEventAttributes?: unknown
  markerRecordedEventAttributes?: {
    markerName?: string | null
    details?: { [key: string]: Payloads } | null
  } | null
}

/** Something that was done: the command behind it, and the task that it was on. */
export type Done = { commandId: string; act: string; taskId: string | null; at: string }
/** `later` is all that was done at and after it. */
export type ResetPoint = { eventId: number; later: Done[] }

const numberOf = (event: HistoryEvent): number => Number(event.eventId)

/** Just before each thing that was done, the newest first. */
export function resetPoints(events: readonly HistoryEvent[]): ResetPoint[] {
  const points: ResetPoint[] = []
  const admitted = new Map<string, WithUpdate>()
  let task = 0
  for (const event of events) {
    if (event.workflowTaskCompletedEventAttributes) task = numberOf(event)
    const again = event.workflowExecutionUpdateAdmittedEventAttributes?.request
    if (again) admitted.set(again.meta?.updateId ?? '', again)
    const done = doneIn(event, admitted)
    if (!done || task === 0) continue
    for (const point of points) point.later.push(done)
    if (points.at(-1)?.eventId !== task) points.push({ eventId: task, later: [done] })
  }
  return points.toReversed()
}

/** The last thing the workflow finished deciding, or null when it never did. */
export const lastCompletedTask = (events: readonly HistoryEvent[]): number | null =>
  lastOf(events, (event) => Boolean(event.workflowTaskCompletedEventAttributes))

/** Where it failed and has not gone on since, or null. */
export function failingTask(events: readonly HistoryEvent[]): number | null {
  const failed = lastOf(events, (event) =>
    Boolean(event.workflowTaskFailedEventAttributes ?? event.workflowTaskTimedOutEventAttributes),
  )
  return failed !== null && failed > (lastCompletedTask(events) ?? 0) ? failed : null
}

function lastOf(events: readonly HistoryEvent[], fits: (event: HistoryEvent) => boolean): number | null {
  const found = events.findLast(fits)
  return found ? numberOf(found) : null
}

/** What a reset applied again is named in the event that admits it. */
function doneIn(
  { workflowExecutionUpdateAcceptedEventAttributes: accepted }: HistoryEvent,
  admitted: Map<string, WithUpdate>,
): Done | null {
  const request = accepted?.acceptedRequest ?? admitted.get(accepted?.protocolInstanceId ?? '')
  const data = request?.input?.args?.payloads?.[0]?.data
  const commandId = request?.meta?.updateId
  if (!data || !commandId) return null
  const said = JSON.parse(typeof data === 'string' ? data : new TextDecoder().decode(data)) as Partial<Done> & {
    receivedAt?: string
  }
  return { commandId, act: said.act ?? '', taskId: said.taskId ?? null, at: said.receivedAt ?? '' }
}
