import { Client, isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client'
import type { NativeConnection } from '@temporalio/worker'
import type { HistoryEvent } from '../../domain/reset-points.ts'
import { type Text, text } from '../../domain/text.ts'

// Numbers of Temporal's own enumerations, which the client package does not export.
const NOT_FOUND = 5
const FAILED_PRECONDITION = 9
const RUNNING = 1
const COMPLETED = 2
const PAUSED = 8
/** What is not applied again in a new run: 1 signals, 2 updates. */
const left: Record<Keep, number[]> = { ALL: [], SIGNALS: [2], NOTHING: [1, 2] }

/** What came after the point of a reset and is applied again: all, what other processes told, or nothing. */
export type Keep = 'ALL' | 'SIGNALS' | 'NOTHING'

/** How a case's workflow stands with the engine. */
export type Standing = 'RUNNING' | 'PAUSED' | 'COMPLETED' | 'ENDED'
export type Execution = {
  runId: string
  standing: Standing
  status: Text
  activities: string[]
  paused: string[]
  attempt: number
}

const statuses: Record<number, Text> = {
  1: text('运行中', 'running'),
  2: text('已正常结束', 'completed'),
  3: text('已失败', 'failed'),
  4: text('已被取消', 'cancelled'),
  5: text('已被终止', 'terminated'),
  6: text('已续接', 'continued'),
  7: text('已超时', 'timed out'),
  8: text('已暂停', 'paused'),
}

export type Executions = ReturnType<typeof executionsOf>

/** What can be done to executions through the engine's own interface. Each call has a deadline; they reject when it passes. */
export function executionsOf({ connection, namespace }: { connection: NativeConnection; namespace: string }) {
  const client = new Client({ connection, namespace })
  const service = client.workflowService
  const within = <T>(calls: () => Promise<T>): Promise<T> => connection.withDeadline(Date.now() + 8_000, calls)

  return {
    /** Where it stands now; null when the engine does not have it. */
    describe: (workflowId: string): Promise<Execution | null> =>
      within(async () => {
        try {
          const said = await service.describeWorkflowExecution({ namespace, execution: { workflowId } })
          const status = Number(said.workflowExecutionInfo?.status)
          return {
            runId: said.workflowExecutionInfo?.execution?.runId ?? '',
            standing: standingOf(status),
            status: statuses[status] ?? text(String(status), String(status)),
            activities: (said.pendingActivities ?? []).map(({ activityId }) => activityId ?? ''),
            paused: (said.pendingActivities ?? []).flatMap(({ activityId, paused }) =>
              paused && activityId ? activityId : [],
            ),
            attempt: said.pendingWorkflowTask?.attempt ?? 0,
          }
        } catch (error) {
          if (error instanceof WorkflowNotFoundError || codeOf(error) === NOT_FOUND) return null
          throw error
        }
      }),

    events: (workflowId: string, runId: string): Promise<HistoryEvent[]> =>
      within(async () => (await client.workflow.getHandle(workflowId, runId).fetchHistory()).events ?? []),

    /** False when it is not running, or paused already. */
    pause: (workflowId: string, requestId: string, reason: string, identity: string): Promise<boolean> =>
      unlessPrecondition(() =>
        within(() => service.pauseWorkflowExecution({ namespace, workflowId, requestId, reason, identity })),
      ),

    unpause: (workflowId: string, requestId: string, reason: string, identity: string): Promise<boolean> =>
      unlessPrecondition(() =>
        within(() => service.unpauseWorkflowExecution({ namespace, workflowId, requestId, reason, identity })),
      ),

    /** A new run that goes on from an event; what came later is applied again as far as it is kept. Returns the new run's id. */
    reset: ({ workflowId, runId, eventId, keep, requestId, reason, identity }: Reset): Promise<string> =>
      within(async () => {
        const answer = await service.resetWorkflowExecution({
          namespace,
          workflowExecution: { workflowId, runId },
          reason,
          workflowTaskFinishEventId: eventId as never,
          requestId,
          identity,
          resetReapplyExcludeTypes: left[keep],
        })
        return answer.runId
      }),

    terminate: (workflowId: string, runId: string, reason: string, identity: string): Promise<boolean> =>
      within(async () => {
        try {
          await service.terminateWorkflowExecution({
            namespace,
            workflowExecution: { workflowId, runId },
            reason,
            identity,
          })
          return true
        } catch (error) {
          if (codeOf(error) === NOT_FOUND) return false
          throw error
        }
      }),

    /** Tries a background action again at once, from its first try. */
    retryActivity: (workflowId: string, id: string, identity: string): Promise<unknown> =>
      within(() => service.resetActivity({ namespace, execution: { workflowId }, id, identity })),

    unpauseActivity: (workflowId: string, id: string, identity: string): Promise<unknown> =>
      within(() => service.unpauseActivity({ namespace, execution: { workflowId }, id, identity })),

    changeActivity: (
      workflowId: string,
      id: string,
      { maximumIntervalSeconds, startToCloseSeconds }: { maximumIntervalSeconds: number; startToCloseSeconds: number },
      identity: string,
    ): Promise<unknown> =>
      within(() =>
        service.updateActivityOptions({
          namespace,
          execution: { workflowId },
          id,
          identity,
          activityOptions: {
            startToCloseTimeout: seconds(startToCloseSeconds),
            retryPolicy: { maximumInterval: seconds(maximumIntervalSeconds) },
          },
          updateMask: { paths: ['start_to_close_timeout', 'retry_policy.maximum_interval'] },
        }),
      ),
  }
}

type Reset = {
  workflowId: string
  runId: string
  eventId: number
  keep: Keep
  requestId: string
  reason: string
  identity: string
}

// The engine's numbers of 64 bits; any integer serves.
const seconds = (count: number) => ({ seconds: count as never, nanos: 0 })

function standingOf(status: number): Standing {
  if (status === RUNNING) return 'RUNNING'
  if (status === PAUSED) return 'PAUSED'
  return status === COMPLETED ? 'COMPLETED' : 'ENDED'
}

async function unlessPrecondition(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call()
    return true
  } catch (error) {
    if (codeOf(error) === FAILED_PRECONDITION || codeOf(error) === NOT_FOUND) return false
    throw error
  }
}

const codeOf = (error: unknown): number | null => (isGrpcServiceError(error) ? error.code : null)
