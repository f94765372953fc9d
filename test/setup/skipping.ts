import { randomUUID } from 'node:crypto'
import type { Connection } from '@temporalio/client'
import { NAMESPACE } from './running.ts'

/** Lets time pass for one case alone, by Temporal Server's own time skipping. */
export async function skipTime(connection: Connection, caseId: string, seconds: number): Promise<void> {
  const fastForwardId = randomUUID()
  const workflowExecution = { workflowId: caseId }
  await connection.workflowService.updateWorkflowExecutionOptions({
    namespace: NAMESPACE,
    workflowExecution,
    updateMask: { paths: ['time_skipping_config'] },
    workflowExecutionOptions: {
      timeSkippingConfig: {
        enabled: true,
        fastForwardConfig: { id: fastForwardId, duration: { seconds, nanos: 0 } as never },
      },
    },
  })
  await connection.workflowService.pollWorkflowExecutionTimeSkipping({
    namespace: NAMESPACE,
    workflowExecution,
    fastForwardId,
  })
}

/** Now, as a case's clock shows it, ISO: what a form's moments are measured against. */
export async function timeOf(connection: Connection, caseId: string): Promise<string> {
  const description = await connection.workflowService.describeWorkflowExecution({
    namespace: NAMESPACE,
    execution: { workflowId: caseId },
  })
  const current = description.workflowExtendedInfo?.timeSkippingInfo?.currentTime
  return new Date(current ? Number(current.seconds) * 1000 : Date.now() - 1000).toISOString()
}
