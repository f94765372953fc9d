import { fileURLToPath } from 'node:url'
import {
  bundleWorkflowCode,
  DefaultLogger,
  type NativeConnection,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker'
import { createActivities } from '../activities/index.ts'
import type { Db } from '../db/connect.ts'
import { rerunIn } from './rerun/activity.ts'

/** Bundles the workflows; about three seconds, so once per process. */
export const bundleWorkflows = (): Promise<WorkflowBundleWithSourceMap> =>
  bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../workflows/index.ts', import.meta.url)),
    logger: new DefaultLogger('WARN'),
    preloadModules: [fileURLToPath(new URL('../workflows/preload.ts', import.meta.url))],
  })

/**
 * A worker for every process and activity, not yet running. Sized for two cores and some thousand open cases:
 * a case that left the cache is replayed at its next act, which costs three times as much.
 */
export const createWorker = (options: {
  connection: NativeConnection
  namespace: string
  taskQueue: string
  workflowBundle: WorkflowBundleWithSourceMap
  db: Db
  skipping: boolean
  /** Where kept histories lie; without it only those that the engine still has can be run again. */
  dataDir?: string | undefined
}): Promise<Worker> =>
  Worker.create({
    connection: options.connection,
    namespace: options.namespace,
    taskQueue: options.taskQueue,
    workflowBundle: options.workflowBundle,
    activities: {
      ...createActivities(options.db, { skipping: options.skipping }),
      ...rerunIn({ ...options, dataDir: options.dataDir }),
    },
    maxCachedWorkflows: 2_000,
    // A killed worker's queue is given up after this long; ten seconds would be felt by everybody who waits.
    stickyQueueScheduleToStartTimeout: '3 seconds',
    shutdownGraceTime: '20 seconds',
    shutdownForceTime: '40 seconds',
  })
