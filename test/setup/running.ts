import { randomBytes } from 'node:crypto'
import { spawnPart, stablePorts, startPostgres, startTemporal } from '../../bin/stack.ts'
import { TEMPORAL_PORTS } from '../../bin/temporal-config.ts'
import { migrate } from '../../db/migrate.ts'
import { importSampleCounty } from '../../db/sample.ts'
import { furnish, NAMESPACE } from './furnished.ts'
import { takePortShift } from './port-shift.ts'

export { NAMESPACE }

type Halting = 'worker' | 'api' | 'temporal'

/** A stack in which executions may skip time, with the sample county in it. */
export type Running = {
  addresses: { api: string; database: string; admin: string; temporal: string; dataDir: string }
  accounts: { username: string; password: string; name: string; role: string; unit: string }[]
  pids: () => { worker: number; api: number; temporal: number; postgres: number }
  /** Stops a part until it is resumed; one that is killed comes back by itself. */
  halt: (part: Halting) => Promise<void>
  resume: (part: Halting) => Promise<void>
  stop: () => Promise<void>
}

type Options = {
  log?: (line: string) => void
  /** Begins with nothing, as a first start does, and not with a copy of what one has left. */
  fresh?: boolean
  /** By which way worker and API reach the database, from its own URL. */
  route?: (databaseUrl: string) => Promise<string>
  /** The worker's program. */
  worker?: string
  /** After how many entries of its journal each run gives way to a next one. */
  continueEvery?: number
}

/** Starts everything on free ports under `dataDir`; some seconds once Temporal Server is built. */
export async function startStack(dataDir: string, options: Options = {}): Promise<Running> {
  const { log = (_line: string) => {}, route = (url) => Promise.resolve(url), worker = 'worker/main.ts' } = options
  const continueEvery = options.continueEvery ?? process.env.CHUANGWEI_CONTINUE_EVERY
  const { shift, release } = takePortShift()
  const ports = Object.fromEntries(Object.entries(TEMPORAL_PORTS).map(([name, port]) => [name, port + shift]))
  if (!options.fresh) await furnish(dataDir, 'county')
  const postgres = await startPostgres({ dataDir, port: 15_432 + shift, log })
  const startEngine = () => startTemporal({ postgres, dataDir, namespaces: [NAMESPACE], ports, log })
  const temporal = await startEngine()
  const database = postgres.url('chuangwei')
  await migrate(database)
  const { accounts } = await importSampleCounty(database)
  const { api: port } = await stablePorts(dataDir, { api: 8_300 + shift })
  const env = {
    DATABASE_URL: await route(database),
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: NAMESPACE,
    CHUANGWEI_CLOCK: 'skipping',
    CHUANGWEI_WORKER_TAKEOVER: 'on',
    ...(continueEvery ? { CHUANGWEI_CONTINUE_EVERY: String(continueEvery) } : {}),
    CHUANGWEI_DATA: dataDir,
    CHUANGWEI_HOST: '127.0.0.1',
    CHUANGWEI_PORT: String(port),
    CHUANGWEI_SECRET: randomBytes(32).toString('hex'),
    TZ: 'Asia/Shanghai',
  }
  const api = `http://127.0.0.1:${port}`
  const start = {
    temporal: startEngine,
    worker: () => spawnPart({ name: 'worker', entry: worker, dataDir, env, ready: { line: 'worker ready' } }),
    api: () => spawnPart({ name: 'api', entry: 'api/main.ts', dataDir, env, ready: { url: `${api}/readyz` } }),
  }
  const [working, serving] = await Promise.all([start.worker(), start.api()])
  const parts: Record<Halting, { pid: number; stop: () => Promise<void> }> = { temporal, worker: working, api: serving }
  return {
    addresses: { api, database, admin: postgres.adminUrl('chuangwei'), temporal: temporal.address, dataDir },
    accounts,
    pids: () => ({
      worker: parts.worker.pid,
      api: parts.api.pid,
      temporal: parts.temporal.pid,
      postgres: postgres.pid,
    }),
    halt: (part) => parts[part].stop(),
    resume: async (part) => {
      parts[part] = await start[part]()
    },
    stop: async () => {
      await Promise.all([parts.worker.stop(), parts.api.stop()])
      await parts.temporal.stop()
      await postgres.stop()
      release()
    },
  }
}
