import { fileURLToPath } from 'node:url'
import {
  bundleWorkflowCode,
  DefaultLogger,
  type NativeConnection,
  Worker,
  type WorkerDeploymentOptions,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker'
import { createActivities } from '../activities/index.ts'
import type { Db } from '../db/connect.ts'
import type { Tracing } from '../tracing/tracing.ts'
import { activityFailuresIn } from './activity-failures.ts'
import { bundleOnce } from './bundle-cache.ts'
import { engineActivitiesIn } from './ends.ts'
import { interventionsIn } from './interventions/activities.ts'
import { rerunIn } from './rerun/activity.ts'

/** Bundles the workflows: about three seconds where these files were not bundled before. */
export const bundleWorkflows = (): Promise<WorkflowBundleWithSourceMap> =>
  bundleOnce(() =>
    bundleWorkflowCode({
      workflowsPath: fileURLToPath(new URL('../workflows/index.ts', import.meta.url)),
      logger: new DefaultLogger('WARN'),
      preloadModules: [fileURLToPath(new URL('../workflows/preload.ts', import.meta.url))],
    }),
  )

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
  continueAfter?: number | undefined
  /** Where kept histories lie; without it only those that the engine still has can be run again. */
  dataDir?: string | undefined
  tracing?: Tracing | undefined
  /** Under which version the engine knows this worker; none unless it is given. */
  deployment?: WorkerDeploymentOptions | undefined
}): Promise<Worker> =>
  Worker.create({
    connection: options.connection,
    namespace: options.namespace,
    taskQueue: options.taskQueue,
    workflowBundle: options.workflowBundle,
    ...(options.deployment ? { workerDeploymentOptions: options.deployment } : {}),
    activities: {
      ...createActivities(options.db, options),
      ...engineActivitiesIn(options),
      ...rerunIn({ ...options, dataDir: options.dataDir }),
      ...interventionsIn(options),
    },
    interceptors: { activity: [activityFailuresIn(options.db)] },
    maxCachedWorkflows: 2_000,
    // A killed worker's queue is given up after this long; ten seconds would be felt by everybody who waits.
    stickyQueueScheduleToStartTimeout: '3 seconds',
    shutdownGraceTime: '20 seconds',
    shutdownForceTime: '40 seconds',
  })
