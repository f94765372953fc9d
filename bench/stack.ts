import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawnPart, stablePorts, startPostgres, startTemporal } from '../bin/stack.ts'
import { migrate } from '../db/migrate.ts'
import { importSampleCounty } from '../db/sample.ts'

export const NAMESPACE = 'bench'

export type Stack = Awaited<ReturnType<typeof startStack>>

/** A folder for one run, removed by the function that comes with it. */
export async function scratchFolder(): Promise<[string, () => Promise<void>]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'chuangwei-bench-'))
  return [dataDir, () => rm(dataDir, { recursive: true, force: true })]
}

/** The API in a process of its own. A proxy in front is believed, so that each caller has an address of its own. */
export async function startApi(dataDir: string, env: Record<string, string>) {
  const { api: port } = await stablePorts(dataDir, { api: 8_900 })
  const url = `http://127.0.0.1:${port}`
  const part = await spawnPart({
    name: 'api',
    entry: 'api/main.ts',
    dataDir,
    ready: { url: `${url}/livez` },
    env: {
      CHUANGWEI_DATA: dataDir,
      CHUANGWEI_PORT: String(port),
      CHUANGWEI_PROXY: '127.0.0.1',
      CHUANGWEI_SECRET: randomBytes(32).toString('hex'),
      TZ: 'Asia/Shanghai',
      ...env,
    },
  })
  return { url, pid: part.pid, stop: () => part.stop() }
}

/** The product on one machine, as `npm start` runs it, with the sample county; and a bare flow's worker beside it. */
export async function startStack(dataDir: string) {
  const postgres = await startPostgres({ dataDir })
  const temporal = await startTemporal({ postgres, dataDir, namespaces: [NAMESPACE] })
  const database = postgres.url('chuangwei')
  await migrate(database)
  await importSampleCounty(database)
  const env = {
    DATABASE_URL: database,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: NAMESPACE,
    TZ: 'Asia/Shanghai',
  }
  const ready = { line: 'worker ready' }
  const worker = await spawnPart({ name: 'worker', entry: 'worker/main.ts', dataDir, env, ready })
  const bareWorker = await spawnPart({ name: 'bare', entry: 'bench/bare/worker.ts', dataDir, env, ready })
  const api = await startApi(dataDir, env)
  return {
    database,
    temporalAddress: temporal.address,
    apiUrl: api.url,
    pids: {
      worker: worker.pid,
      bareWorker: bareWorker.pid,
      api: api.pid,
      temporal: temporal.pid,
      postgres: postgres.pid,
    },
    stop: async () => {
      await Promise.all([worker.stop(), bareWorker.stop(), api.stop()])
      await temporal.stop()
      await postgres.stop()
    },
  }
}
