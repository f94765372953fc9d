import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode, NativeConnection, Worker } from '@temporalio/worker'
import { createActivities } from '../../activities/index.ts'
import { connect } from '../../db/connect.ts'
import { beat } from '../../db/heartbeat.ts'

/** A worker with broken code, which carries out one task at a time. */

const { DATABASE_URL = '', TEMPORAL_ADDRESS = '', TEMPORAL_NAMESPACE = '' } = process.env
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const { db } = connect(DATABASE_URL, { max: 5, name: 'broken-worker' })
const workflowBundle = await bundleWorkflowCode({
  workflowsPath: at('./broken-workflows.ts'),
  preloadModules: [at('../../workflows/preload.ts')],
})
const connection = await NativeConnection.connect({ address: TEMPORAL_ADDRESS })
const worker = await Worker.create({
  connection,
  namespace: TEMPORAL_NAMESPACE,
  taskQueue: 'chuangwei',
  workflowBundle,
  activities: createActivities(db, { skipping: true }),
  maxCachedWorkflows: 0,
  maxConcurrentWorkflowTaskExecutions: 1,
  maxConcurrentWorkflowTaskPolls: 1,
})
beat(db, 'worker')
process.on('SIGTERM', () => worker.getState() === 'RUNNING' && worker.shutdown())
console.log('worker ready')
await worker.run()
process.exit(0)
