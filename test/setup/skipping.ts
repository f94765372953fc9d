import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from '@temporalio/client'
import { NAMESPACE } from './running.ts'

/** Lets time pass for one case alone, by Temporal Server's own time skipping. */
export async function skipTime(connection: Connection, caseId: string, seconds: number): Promise<void> {
  const fastForwardId = randomUUID()
  const workflowExecution = { workflowId: caseId }
  const until = Date.parse(await timeOf(connection, caseId)) + seconds * 1_000
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
  // Asked by its name, the engine forgets where it is going once the case gives way to its next run, which goes there.
  for (const end = Date.now() + 30_000; Date.now() < end; await sleep(50)) {
    if (Date.parse(await timeOf(connection, caseId)) >= until) return
    const { workflowExecutionInfo: info } = await connection.workflowService.describeWorkflowExecution({
      namespace: NAMESPACE,
      execution: workflowExecution,
    })
    // It may have come to its end on the way. (1: running, 6: continued)
    if (![1, 6].includes(Number(info?.status))) return
  }
  throw new Error(`${caseId} has not come to ${new Date(until).toISOString()}`)
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
