import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode, NativeConnection, Worker } from '@temporalio/worker'
import { createActivities } from '../../activities/index.ts'
import { connect } from '../../db/connect.ts'
import { installRuntime } from '../../worker/runtime.ts'
import { engineActivitiesIn } from '../../worker/ends.ts'
import { taskFailuresIn } from '../../worker/task-failures.ts'
import { beat } from '../../db/heartbeat.ts'

/** A worker with broken code, which carries out one task at a time. */

const { DATABASE_URL = '', TEMPORAL_ADDRESS = '', TEMPORAL_NAMESPACE = '' } = process.env
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const { db } = connect(DATABASE_URL, { max: 5, name: 'broken-worker' })
const { CHUANGWEI_WORKER_METRICS_PORT: port } = process.env
installRuntime(port === undefined ? undefined : Number(port), taskFailuresIn(db))
const workflowBundle = await bundleWorkflowCode({
  workflowsPath: at('./broken-workflows.ts'),
  preloadModules: [at('../../workflows/preload.ts')],
  workflowInterceptorModules: [at('./broken-acts.ts')],
})
const connection = await NativeConnection.connect({ address: TEMPORAL_ADDRESS })
const worker = await Worker.create({
  connection,
  namespace: TEMPORAL_NAMESPACE,
  taskQueue: 'chuangwei',
  workflowBundle,
  activities: {
    ...createActivities(db, { skipping: true }),
    ...engineActivitiesIn({ connection, namespace: TEMPORAL_NAMESPACE }),
  },
  maxCachedWorkflows: 0,
  maxConcurrentWorkflowTaskExecutions: 1,
  maxConcurrentWorkflowTaskPolls: 1,
})
beat(db, 'worker')
process.on('SIGTERM', () => worker.getState() === 'RUNNING' && worker.shutdown())
console.log('worker ready')
await worker.run()
process.exit(0)
