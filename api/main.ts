import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { beat } from '../db/heartbeat.ts'
import { startTracing } from '../tracing/tracing.ts'
import { sweepPublicUploads } from './complaints/upload.ts'
import { readConfig } from './config.ts'
import { dispatch } from './dispatcher.ts'
import { createApp, closeApp } from './app.ts'
import { keepAssessmentSchedule } from './assessment-schedule.ts'
import { sweepHistories } from './histories.ts'
import { buildServer } from './server.ts'
import { watchStuck } from './stuck/watch.ts'

/** In-flight requests get this long to finish after we are told to stop. ms */
const GRACE_MS = 15_000
const HOUR = 3_600_000
/** How long a closed case's history waits to be kept. ms */
const SWEEP_MS = 600_000

const config = readConfig(process.env)
const app = createApp(config, { tracing: await startTracing('chuangwei-api', process.env) })
const server = await buildServer(app)
const stopDispatcher = dispatch(app)
const stopWatch = watchStuck(app)
const stopBeat = beat(app.db, 'api')
const stopScheduling = keepAssessmentSchedule(app)
const { db, pool, log, engine } = app
const stopSweeping = sweepHistories(
  { db, pool, log, connection: engine.connection, namespace: engine.namespace, dataDir: config.dataDir },
  SWEEP_MS,
)
const housekeeping = setInterval(() => void forget(), HOUR)

/** What nobody needs any more: sessions that ended a month ago, forgotten wrong sign-ins. */
async function forget(): Promise<void> {
  try {
    await app.db.deleteFrom('auth_session').where('expires_at', '<', sql<Date>`now() - interval '30 days'`).execute()
    await sweepPublicUploads(app)
    await app.db.deleteFrom('sign_in_attempt').where('expire', '<', Date.now()).execute()
  } catch (error) {
    app.log.debug({ err: error }, 'housekeeping failed')
  }
}

let stopping = false
async function stop(signal: string): Promise<void> {
  if (stopping) return
  stopping = true
  app.log.info({ signal }, 'stopping')
  clearInterval(housekeeping)
  stopBeat()
  stopScheduling()
  const finished = (async () => {
    await Promise.all([server.close(), stopDispatcher(), stopWatch(), stopSweeping()])
    await closeApp(app)
  })()
  await Promise.race([
    finished.catch((error: unknown) => app.log.error({ err: error }, 'stopping failed')),
    sleep(GRACE_MS),
  ])
  process.exit(0)
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal))
process.on('unhandledRejection', (error) => app.log.error({ err: error }, 'unhandled rejection'))

await server.listen({ host: config.host, port: config.port })
app.log.info({ host: config.host, port: config.port }, 'api ready')
