import { NativeConnection, Worker } from '@temporalio/worker'
import { createActivities } from '../../activities/index.ts'
import { connect } from '../../db/connect.ts'
import { bundleWorkflows } from '../../worker/worker.ts'

/** A worker that keeps no case in memory: each step of each case begins with a replay of its whole history. */

const { DATABASE_URL = '', TEMPORAL_ADDRESS = '', TEMPORAL_NAMESPACE = '' } = process.env
const { db } = connect(DATABASE_URL, { max: 20, name: 'forgetful-worker' })
const connection = await NativeConnection.connect({ address: TEMPORAL_ADDRESS })
const worker = await Worker.create({
  connection,
  namespace: TEMPORAL_NAMESPACE,
  taskQueue: 'chuangwei',
  workflowBundle: await bundleWorkflows(),
  activities: createActivities(db, { skipping: true }),
  maxCachedWorkflows: 0,
})
process.on('SIGTERM', () => worker.getState() === 'RUNNING' && worker.shutdown())
console.log('worker ready')
await worker.run()
process.exit(0)
