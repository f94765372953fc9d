import { isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client'
import { tsToMs } from '@temporalio/common/lib/time'
import type { Engine } from './engine.ts'

/** What Temporal knows of trouble. Everything here has a deadline; its lists only hint, the ledger is the truth. */

// Numbers of Temporal's own enumerations, which the client package does not export.
const WORKFLOW_QUEUE = 1
const NOT_FOUND = 5
const RUNNING = 1

/** A worker asks for work at least once a minute; one that has not for this long is gone. ms */
const WORKER_SILENCE_MS = 90_000
const FAILED_TRIES = 3

export type CaseTrouble = {
  kind: 'ENGINE_MISSING' | 'ENGINE_FAILING' | 'RETRYING'
  caseId: string
  since: string | null
  detail: string | null
}

/** Whether anybody carries out workflows of our queue. */
export async function hasWorker({ connection, namespace, taskQueue, within }: Engine): Promise<boolean> {
  const { pollers } = await within(3_000, () =>
    connection.workflowService.describeTaskQueue({
      namespace,
      taskQueue: { name: taskQueue },
      taskQueueType: WORKFLOW_QUEUE,
    }),
  )
  return (pollers ?? []).some(
    ({ lastAccessTime }) => lastAccessTime && tsToMs(lastAccessTime) > Date.now() - WORKER_SILENCE_MS,
  )
}

/** Looks at the executions of these cases, and at any other that reports problems. At most five seconds. */
export async function engineTroubles(engine: Engine, caseIds: string[]): Promise<CaseTrouble[]> {
  return engine.within(5_000, async () => {
    const reported = await reportingProblems(engine)
    const all = [...new Set([...reported.keys(), ...caseIds])]
    const troubles: CaseTrouble[] = []
    const queue = [...all]
    const work = async (): Promise<void> => {
      for (let caseId = queue.shift(); caseId !== undefined; caseId = queue.shift()) {
        const trouble = await troubleOf(engine, caseId)
        if (trouble) troubles.push(trouble)
        else if (reported.has(caseId))
          troubles.push({ kind: 'ENGINE_FAILING', caseId, since: null, detail: reported.get(caseId) ?? null })
      }
    }
    await Promise.all(Array.from({ length: 10 }, work))
    return troubles
  })
}

/** Executions that Temporal has marked as failing again and again, with what it says of them. */
async function reportingProblems({ connection, namespace }: Engine): Promise<Map<string, string>> {
  const { executions } = await connection.workflowService.listWorkflowExecutions({
    namespace,
    pageSize: 50,
    query: "TemporalReportedProblems IS NOT NULL AND ExecutionStatus = 'Running'",
  })
  return new Map(
    (executions ?? []).map(({ execution, searchAttributes }) => {
      const data = searchAttributes?.indexedFields?.TemporalReportedProblems?.data
      return [execution?.workflowId ?? '', data ? Buffer.from(data).toString() : '']
    }),
  )
}

async function troubleOf({ connection, namespace }: Engine, caseId: string): Promise<CaseTrouble | null> {
  const missing = { kind: 'ENGINE_MISSING' as const, caseId, since: null, detail: null }
  try {
    const {
      workflowExecutionInfo: info,
      pendingActivities,
      pendingWorkflowTask,
    } = await connection.workflowService.describeWorkflowExecution({
      namespace,
      execution: { workflowId: caseId },
    })
    if (Number(info?.status) !== RUNNING) return { ...missing, detail: `status ${info?.status ?? 'unknown'}` }
    if ((pendingWorkflowTask?.attempt ?? 0) > FAILED_TRIES) {
      const began = pendingWorkflowTask?.originalScheduledTime
      return {
        kind: 'ENGINE_FAILING',
        caseId,
        since: began ? new Date(tsToMs(began)).toISOString() : null,
        detail: `第 ${pendingWorkflowTask?.attempt} 次尝试`,
      }
    }
    const retried = (pendingActivities ?? []).find(({ attempt }) => (attempt ?? 0) > FAILED_TRIES)
    if (!retried) return null
    return {
      kind: 'RETRYING',
      caseId,
      since: null,
      detail:
        `${retried.activityType?.name ?? ''} 第 ${retried.attempt} 次：${retried.lastFailure?.message ?? ''}`.slice(
          0,
          300,
        ),
    }
  } catch (error) {
    if (error instanceof WorkflowNotFoundError || codeOf(error) === NOT_FOUND) return missing
    throw error
  }
}

const codeOf = (error: unknown): number | null => (isGrpcServiceError(error) ? error.code : null)
