import { Client, WorkflowFailedError, WorkflowNotFoundError } from '@temporalio/client'
import type { NativeConnection } from '@temporalio/worker'
import type { EngineActivities } from '../activities/contract.ts'

/** What cases ask of the engine about other cases. */
export const engineActivitiesIn = (options: { connection: NativeConnection; namespace: string }): EngineActivities => {
  const client = new Client({ connection: options.connection, namespace: options.namespace })
  return {
    async endOfCase({ caseId }) {
      const handle = client.workflow.getHandle(caseId)
      try {
        if ((await handle.describe()).status.name === 'RUNNING') return { isOver: false }
        return { isOver: true, value: await handle.result(), failure: null }
      } catch (error) {
        // One that was lost may be brought back.
        if (error instanceof WorkflowNotFoundError) return { isOver: false }
        if (error instanceof WorkflowFailedError) return { isOver: true, value: null, failure: String(error.cause) }
        throw error
      }
    },
  }
}
