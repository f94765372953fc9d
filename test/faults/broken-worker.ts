import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode, DefaultLogger, NativeConnection } from '@temporalio/worker'
import { connect } from '../../db/connect.ts'
import { createWorker } from '../../worker/worker.ts'

/** A worker whose code has a fault while a file named `broken` lies in the data folder at its start. */

const { DATABASE_URL = '', TEMPORAL_ADDRESS = '', TEMPORAL_NAMESPACE = '', CHUANGWEI_DATA = '' } = process.env
const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const { db } = connect(DATABASE_URL, { max: 20, name: 'broken-worker' })
const worker = await createWorker({
  connection: await NativeConnection.connect({ address: TEMPORAL_ADDRESS }),
  namespace: TEMPORAL_NAMESPACE,
  taskQueue: 'chuangwei',
  workflowBundle: await bundleWorkflowCode({
    workflowsPath: file('../../workflows/index.ts'),
    preloadModules: [file('../../workflows/preload.ts')],
    workflowInterceptorModules: existsSync(join(CHUANGWEI_DATA, 'broken')) ? [file('broken-acts.ts')] : [],
    logger: new DefaultLogger('WARN'),
  }),
  db,
  skipping: true,
})
process.on('SIGTERM', () => worker.getState() === 'RUNNING' && worker.shutdown())
console.log('worker ready')
await worker.run()
process.exit(0)
