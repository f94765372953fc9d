import { randomBytes } from 'node:crypto'
import { spawnPart, stablePorts, startPostgres, startTemporal } from '../../bin/stack.ts'
import { TEMPORAL_PORTS } from '../../bin/temporal-config.ts'
import { migrate } from '../../db/migrate.ts'
import { importSampleCounty } from '../../db/sample.ts'

export const NAMESPACE = 'test'

/** A stack in which executions may skip time, with the sample county in it. */
export type Running = {
  addresses: { api: string; database: string; admin: string; temporal: string; dataDir: string }
  accounts: { username: string; password: string; name: string; role: string; unit: string }[]
  pids: () => { worker: number; api: number; temporal: number; postgres: number }
  stop: () => Promise<void>
}

/** Starts everything on free ports under `dataDir`; about eight seconds once Temporal Server is built. */
export async function startStack(dataDir: string, { log = (_line: string) => {} } = {}): Promise<Running> {
  // Stacks that start at the same moment would try for the same ports.
  const shift = ((process.pid % 25) + 1) * 400
  const ports = Object.fromEntries(Object.entries(TEMPORAL_PORTS).map(([name, port]) => [name, port + shift]))
  const postgres = await startPostgres({ dataDir, port: 15_432 + shift, log })
  const temporal = await startTemporal({ postgres, dataDir, namespaces: [NAMESPACE], ports, log })
  const database = postgres.url('chuangwei')
  await migrate(database)
  const { accounts } = await importSampleCounty(database)
  const { api: port } = await stablePorts(dataDir, { api: 8_300 + shift })
  const env = {
    DATABASE_URL: database,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: NAMESPACE,
    CHUANGWEI_CLOCK: 'skipping',
    CHUANGWEI_DATA: dataDir,
    CHUANGWEI_HOST: '127.0.0.1',
    CHUANGWEI_PORT: String(port),
    CHUANGWEI_SECRET: randomBytes(32).toString('hex'),
    TZ: 'Asia/Shanghai',
  }
  const api = `http://127.0.0.1:${port}`
  const [worker, server] = await Promise.all([
    spawnPart({ name: 'worker', entry: 'worker/main.ts', dataDir, env, ready: { line: 'worker ready' } }),
    spawnPart({ name: 'api', entry: 'api/main.ts', dataDir, env, ready: { url: `${api}/readyz` } }),
  ])
  return {
    addresses: { api, database, admin: postgres.adminUrl('chuangwei'), temporal: temporal.address, dataDir },
    accounts,
    pids: () => ({ worker: worker.pid, api: server.pid, temporal: temporal.pid, postgres: postgres.pid }),
    stop: async () => {
      await Promise.all([worker.stop(), server.stop()])
      await temporal.stop()
      await postgres.stop()
    },
  }
}
