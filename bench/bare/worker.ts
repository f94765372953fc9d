import { fileURLToPath } from 'node:url'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import { bundleWorkflowCode, NativeConnection, Worker } from '@temporalio/worker'

/** The bare flow's worker, as large as the product's. */
const temporal = loadClientConnectConfig()
const connection = await NativeConnection.connect(temporal.connectionOptions)
const worker = await Worker.create({
  connection,
  namespace: temporal.namespace ?? 'default',
  taskQueue: 'bare',
  workflowBundle: await bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('./workflow.ts', import.meta.url)) }),
  maxCachedWorkflows: 2_000,
})
process.on('SIGTERM', () => worker.shutdown())
console.log('worker ready')
await worker.run()
await connection.close()
