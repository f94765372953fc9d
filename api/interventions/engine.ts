import {
  Client,
  isGrpcServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WithStartWorkflowOperation,
} from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'
import { OPENED_UPDATE, REFUSED } from '../../domain/commands.ts'
import type { AskedIntervention, Steering } from '../../domain/intervention-forms.ts'
import { interventionWorkflowId, STEER_UPDATE } from '../../domain/interventions.ts'
import { isRefusalCode, type RefusalParams } from '../../domain/refusals.ts'
import type { HistoryEvent } from '../../domain/reset-points.ts'
import type { Engine } from '../engine.ts'
import { refuse } from '../errors.ts'

/** How an administrator asks the engine: for an intervention's workflow, and for what can be done to a case's. */

const PATIENCE_MS = 8_000
const PAUSED = 8
const RUNNING = 1
const COMPLETED = 2
const NOT_FOUND = 5

const clientOf = ({ connection, namespace }: Engine) => new Client({ connection, namespace })

/** Starts an intervention, once, and waits until it is kept. Throws ENGINE_SILENT when nobody answers. */
export async function startIntervention(engine: Engine, asked: AskedIntervention): Promise<void> {
  await answered(() =>
    engine.within(PATIENCE_MS, () =>
      clientOf(engine).workflow.executeUpdateWithStart<(asked: AskedIntervention) => Promise<unknown>, unknown, []>(
        OPENED_UPDATE,
        {
          updateId: asked.id,
          args: [],
          startWorkflowOperation: new WithStartWorkflowOperation('intervention', {
            workflowId: interventionWorkflowId(asked.id),
            taskQueue: engine.taskQueue,
            args: [asked],
            workflowIdConflictPolicy: 'USE_EXISTING',
            workflowIdReusePolicy: 'REJECT_DUPLICATE',
          }),
        },
      ),
    ),
  )
}

/** Steers an intervention. Throws its refusal, or ENGINE_SILENT. False when it is over. */
export async function steerIntervention(
  engine: Engine,
  id: string,
  steering: Steering,
  updateId: string,
): Promise<boolean> {
  try {
    await answered(() =>
      engine.within(PATIENCE_MS, () =>
        clientOf(engine)
          .workflow.getHandle(interventionWorkflowId(id))
          .executeUpdate(STEER_UPDATE, { args: [steering], updateId }),
      ),
    )
    return true
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false
    throw error
  }
}

async function answered(call: () => Promise<unknown>): Promise<void> {
  try {
    await call()
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) throw error
    if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
      const [code, params] = (error.cause.details ?? []) as [string, RefusalParams | undefined]
      if (error.cause.type === REFUSED && isRefusalCode(code)) throw refuse(code, params)
      if (error.cause.type === 'AcceptedUpdateCompletedWorkflow') return
    }
    if (error instanceof Error) throw refuse('ENGINE_SILENT')
    throw error
  }
}

/** How a case's workflow stands, as far as a preview must know; null when the engine does not have it. */
export type Standing = {
  open: boolean
  paused: boolean
  activityPaused: boolean
  completed: boolean
  status: number
  waiting: boolean
  /** Cases to which it gave rise and which run by themselves. */
  children: number
  attempt: number
}

export async function standingOf(
  { connection, namespace, within }: Engine,
  workflowId: string,
): Promise<Standing | null> {
  try {
    const said = await within(PATIENCE_MS, () =>
      connection.workflowService.describeWorkflowExecution({ namespace, execution: { workflowId } }),
    )
    const status = Number(said.workflowExecutionInfo?.status)
    return {
      status,
      open: status === RUNNING || status === PAUSED,
      paused: status === PAUSED,
      completed: status === COMPLETED,
      activityPaused: (said.pendingActivities ?? []).some(({ paused }) => paused),
      children: (said.pendingChildren ?? []).length,
      waiting: (said.pendingActivities ?? []).length > 0,
      attempt: said.pendingWorkflowTask?.attempt ?? 0,
    }
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null
    if (codeOf(error) === NOT_FOUND) return null
    throw error
  }
}

/** The history of a case's present run; null when the engine has none. */
export async function historyOf(
  engine: Engine,
  workflowId: string,
): Promise<{ runId: string; events: HistoryEvent[] } | null> {
  return engine.within(PATIENCE_MS, async () => {
    try {
      const client = clientOf(engine)
      const { runId } = await client.workflow.getHandle(workflowId).describe()
      const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory()
      return { runId, events: events ?? [] }
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return null
      throw error
    }
  })
}

const codeOf = (error: unknown): number | null => (isGrpcServiceError(error) ? error.code : null)
