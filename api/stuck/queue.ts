import { tsToMs } from '@temporalio/common/lib/time'
import type { Engine } from '../engine.ts'

/** Who takes work from our task queue, and how much of it waits. */

// Numbers of Temporal's own enumeration of queues, which the client package does not export.
const WORKFLOWS = 1
const ACTIVITIES = 2

/** A worker asks for work at least once a minute; one that has not for this long is gone. ms */
const WORKER_SILENCE_MS = 90_000

export type Queue = { polling: boolean; waiting: number; oldestMs: number }

/** Whether anybody carries out workflows of our queue, and what waits in it; the oldest's age in ms. */
export async function lookAtQueue({ connection, namespace, taskQueue, within }: Engine): Promise<Queue> {
  const [workflows, activities] = await within(3_000, () =>
    Promise.all(
      [WORKFLOWS, ACTIVITIES].map((taskQueueType) =>
        connection.workflowService.describeTaskQueue({
          namespace,
          taskQueue: { name: taskQueue },
          taskQueueType,
          reportStats: true,
        }),
      ),
    ),
  )
  const stats = [workflows?.stats, activities?.stats]
  return {
    polling: (workflows?.pollers ?? []).some(
      ({ lastAccessTime }) => lastAccessTime && tsToMs(lastAccessTime) > Date.now() - WORKER_SILENCE_MS,
    ),
    waiting: stats.reduce((sum, of) => sum + Number(of?.approximateBacklogCount ?? 0), 0),
    oldestMs: Math.max(...stats.map((of) => (of?.approximateBacklogAge ? tsToMs(of.approximateBacklogAge) : 0))),
  }
}

/** Whether anybody carries out workflows of our queue. */
export const hasWorker = async (engine: Engine): Promise<boolean> => (await lookAtQueue(engine)).polling
