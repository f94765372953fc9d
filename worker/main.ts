import { loadClientConnectConfig } from '@temporalio/envconfig'
import { NativeConnection } from '@temporalio/worker'
import { connect } from '../db/connect.ts'
import { beat } from '../db/heartbeat.ts'
import { startTracing } from '../tracing/tracing.ts'
import { readConfig } from './config.ts'
import { readNotifierConfig } from './notifier/config.ts'
import { startNotifier } from './notifier.ts'
import { installRuntime } from './runtime.ts'
import { taskFailuresIn } from './task-failures.ts'
import { becomeCurrent, buildOf, versionedAs, withoutVersions } from './versions.ts'
import { bundleWorkflows, createWorker } from './worker.ts'

const config = readConfig(process.env)
const { db, close } = connect(config.databaseUrl, { max: 20, name: 'chuangwei-worker' })
installRuntime(config.metricsPort, taskFailuresIn(db))
const temporal = loadClientConnectConfig()
const tracing = await startTracing('chuangwei-worker', process.env)

const workflowBundle = await bundleWorkflows()
const buildId = buildOf(workflowBundle)
const connection = await connected()
const worker = await createWorker({
  connection,
  namespace: temporal.namespace ?? 'chuangwei',
  taskQueue: config.taskQueue,
  workflowBundle,
  db,
  skipping: config.skipping,
  continueAfter: config.continueAfter,
  dataDir: config.dataDir,
  tracing,
  deployment: config.versions ? versionedAs(config.taskQueue, buildId) : undefined,
})
const stopBeating = beat(db, 'worker')
const stopTelling = config.telling ? startNotifier(db, readNotifierConfig(process.env)) : async () => {}
// Told twice, it would give up what it is finishing.
const shutdown = () => {
  if (worker.getState() === 'RUNNING') worker.shutdown()
}
process.on('SIGTERM', shutdown)
process.on('SIGINT', shutdown)
const over = new AbortController()
const running = worker.run().finally(() => over.abort())
await Promise.race([running, takeTasks(over.signal)])
console.log('worker ready')
await running
stopBeating()
await stopTelling()
await tracing.close()
await connection.close()
await close()

/** Sees to it that this worker's code gets the tasks, as far as it is its turn. */
async function takeTasks(signal: AbortSignal): Promise<void> {
  const deployment = { namespace: temporal.namespace ?? 'chuangwei', taskQueue: config.taskQueue, signal }
  if (!config.versions) return withoutVersions(connection, deployment)
  if (await becomeCurrent(connection, { ...deployment, buildId, takeOver: config.takeOver })) return
  console.log(
    `version ${buildId} was replaced and gets no tasks; to go back to it, start it with CHUANGWEI_WORKER_TAKEOVER=on`,
  )
}

/** Any start order will do: the engine may come up after the worker. */
async function connected(): Promise<NativeConnection> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await NativeConnection.connect(temporal.connectionOptions)
    } catch (error) {
      if (tries >= 60) throw error
      console.log(`waiting for Temporal at ${temporal.connectionOptions.address ?? 'its default address'}`)
      await new Promise((resolve) => setTimeout(resolve, Math.min(tries * 500, 5_000)))
    }
  }
}
