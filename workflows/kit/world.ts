import { proxyLocalActivities } from '@temporalio/workflow'
import type { Activities, EngineActivities } from '../../activities/contract.ts'

/**
 * What workflows ask of the world. Retried for ever: a case never proceeds past an event that is not in the ledger,
 * nor on an answer that it does not have. A story asks through `process.outside`, which keeps the order.
 */
export const world = proxyLocalActivities<Activities & EngineActivities>({
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '10 seconds' },
})
