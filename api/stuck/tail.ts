import { tsToMs } from '@temporalio/common/lib/time'
import { failedSomehow, failureWords, timedOut } from '../../domain/stuck-words.ts'
import type { Text } from '../../domain/text.ts'
import type { Engine } from '../engine.ts'

/** What the end of an execution's history says: who ended it and why, of what its last step failed. */

const PAGE = 20

// Numbers of Temporal's causes of a failed workflow task, which the client package does not export.
const CAUSES: Record<number, keyof typeof failureWords> = {
  14: 'WORKFLOW_WORKER_UNHANDLED_FAILURE',
  20: 'RESET_WORKFLOW',
  23: 'BAD_SEARCH_ATTRIBUTES',
  24: 'NON_DETERMINISTIC_ERROR',
  36: 'GRPC_MESSAGE_TOO_LARGE',
  37: 'PAYLOADS_TOO_LARGE',
}

type Failure = { message?: string | null; stackTrace?: string | null; cause?: Failure | null }
type Execution = { workflowId: string; runId: string }

const tailOf = async ({ connection, namespace }: Engine, execution: Execution) =>
  (
    await connection.workflowService.getWorkflowExecutionHistoryReverse({
      namespace,
      execution,
      maximumPageSize: PAGE,
    })
  ).history?.events ?? []

export type Ending = { at: string | null; by: string; reason: string }

/** Who ended an execution, and why, as far as its last event says. */
export async function endingOf(engine: Engine, execution: Execution): Promise<Ending> {
  const events = await tailOf(engine, execution)
  const [last] = events
  const at = last?.eventTime ? new Date(tsToMs(last.eventTime)).toISOString() : null
  const terminated = last?.workflowExecutionTerminatedEventAttributes
  if (terminated) return { at, by: terminated.identity ?? '', reason: terminated.reason ?? '' }
  const failed = last?.workflowExecutionFailedEventAttributes?.failure
  if (failed) return { at, by: '', reason: wordsOf(failed) }
  for (const { workflowExecutionCancelRequestedEventAttributes: asked } of events)
    if (asked) return { at, by: asked.identity ?? '', reason: asked.cause ?? '' }
  return { at, by: '', reason: '' }
}

export type LastFailure = { why: Text; detail: string; by: string; build: string | null; since: string | null }

/** Of what an execution's last step failed, and by which worker and code. */
export async function lastFailureOf(engine: Engine, execution: Execution): Promise<LastFailure> {
  for (const event of await tailOf(engine, execution)) {
    const since = event.eventTime ? new Date(tsToMs(event.eventTime)).toISOString() : null
    if (event.workflowTaskTimedOutEventAttributes)
      return { why: timedOut, detail: 'workflow task timed out', by: '', build: null, since }
    const failed = event.workflowTaskFailedEventAttributes
    if (!failed) continue
    const cause = CAUSES[Number(failed.cause)]
    return {
      why: (cause && failureWords[cause]) || failedSomehow,
      detail: [cause, failed.failure && traceOf(failed.failure)].filter(Boolean).join('\n').slice(0, 2_000),
      by: failed.identity ?? '',
      build: failed.workerVersion?.buildId || null,
      since,
    }
  }
  return { why: failedSomehow, detail: '', by: '', build: null, since: null }
}

/** An error as people read it: its message and what caused it. */
export const wordsOf = ({ message, cause }: Failure): string =>
  [message, cause && wordsOf(cause)].filter(Boolean).join(' <- ').slice(0, 500)

const traceOf = (failure: Failure): string =>
  [wordsOf(failure), failure.stackTrace?.split('\n').slice(0, 8).join('\n')].filter(Boolean).join('\n')
