import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Connection } from '@temporalio/client'
import { execa } from 'execa'
import { endOrphan } from './end-process.ts'
import { explain, Failure, textOf } from './failure.ts'
import { keep, type Attempt, type Log } from './keep.ts'
import { stablePorts } from './ports.ts'
import {
  devServerArgs,
  dynamicConfig,
  parseStore,
  serverConfig,
  TEMPORAL_PORTS,
  type TemporalPorts,
} from './temporal-config.ts'
import { ensureNamespaces } from './temporal-namespaces.ts'
import { ensureTemporalServer, type TemporalPrograms } from './temporal-programs.ts'

/** The health protocol's word for it; the client package doesn't export the enum. */
const SERVING = 1

/** A running Temporal Server. */
export interface Temporal {
  /** host:port of the gRPC front end. */
  readonly address: string
  readonly pid: number
  stop(): Promise<void>
}

export interface TemporalOptions {
  postgres: { url(database: string): string }
  dataDir: string
  /** Default: `chuangwei` and `rehearsal`. Time skipping is allowed in `rehearsal` and `test` only. */
  namespaces?: readonly string[]
  /** First choices; others are taken, and kept, when they aren't free. */
  ports?: Partial<TemporalPorts>
  programs?: TemporalPrograms
  log?: Log
}

async function updateSchema(sqlTool: string, databaseUrl: string, schema: string): Promise<void> {
  const { host, port, user, password, database, tls, verify } = parseStore(databaseUrl)
  const run = async (...args: string[]): Promise<void> => {
    const result = await execa(sqlTool, ['--plugin', 'postgres12_pgx', ...args], {
      // In the environment, not on the command line, which every user of the machine can read.
      env: {
        SQL_HOST: host,
        SQL_PORT: port,
        SQL_DATABASE: database,
        SQL_USER: user,
        SQL_PASSWORD: password,
        ...(tls ? { SQL_TLS: 'true', SQL_TLS_DISABLE_HOST_VERIFICATION: String(!verify) } : {}),
      },
      stdin: 'ignore',
      reject: false,
      all: true,
    })
    if (!result.failed) return
    const reason = [...result.all.matchAll(/"error": "([^"]+)"/g)].at(-1)?.[1] ?? result.shortMessage ?? ''
    throw new Failure(
      `Temporal 的数据库结构没有更新：请检查数据库的磁盘和权限。(Schema ${schema} not updated: ${reason})`,
    )
  }
  // Sets up the version table when missing; update applies what is above the version found there.
  await run('setup-schema', '--version', '0.0')
  await run('update-schema', '--schema-name', `postgresql/v12/${schema}`)
}

async function untilHealthy(address: string, attempt: Attempt): Promise<void> {
  for (const end = Date.now() + 120_000; Date.now() < end; await sleep(150)) {
    if (attempt.ended()) throw new Error(`Temporal Server 启动后立即退出，原因见 ${attempt.log.path} (ended at once)`)
    try {
      const connection = await Connection.connect({ address, connectTimeout: 2_000 })
      try {
        const healthy = await connection.withDeadline(Date.now() + 2_000, () =>
          connection.healthService.check({ service: 'temporal.api.workflowservice.v1.WorkflowService' }),
        )
        const status: number = healthy.status
        if (status === SERVING) return
      } finally {
        await connection.close()
      }
    } catch {
      // Not yet.
    }
  }
  throw new Error(`Temporal Server 两分钟内没有就绪，原因见 ${attempt.log.path} (not ready within two minutes)`)
}

/**
 * Starts Temporal Server 1.32.1 on the databases `temporal` and `temporal_visibility` of a PostgreSQL,
 * after bringing their schema up to date, and registers the namespaces with their search attributes.
 * Listens on 127.0.0.1 only, keeps its ports, and is brought back while this process lives.
 * Rejects with a Failure or with the last lines of its log.
 */
export async function startTemporal(options: TemporalOptions): Promise<Temporal> {
  const { postgres, dataDir, namespaces = ['chuangwei', 'rehearsal'], log = () => undefined } = options
  const programs = options.programs ?? (await ensureTemporalServer({ log }))
  const folder = join(dataDir, 'temporal')
  try {
    mkdirSync(folder, { recursive: true })
    // Before the ports are chosen: an orphan would hold them.
    await endOrphan(dataDir, 'temporal')
    const ports = await stablePorts(dataDir, { ...TEMPORAL_PORTS, ...options.ports })
    const address = `127.0.0.1:${ports.frontend}`
    const args =
      programs.kind === 'cli'
        ? devServerArgs(ports, join(folder, 'dev.sqlite'))
        : await prepare(programs.sqlTool, folder, ports, postgres)
    const kept = await keep({
      name: 'temporal',
      dataDir,
      log,
      stopMs: 20_000,
      command: () =>
        Promise.resolve({
          file: programs.kind === 'cli' ? programs.cli : programs.server,
          args,
          env: { ...process.env, TZ: 'Asia/Shanghai' },
          cwd: folder,
        }),
      ready: (attempt) => untilHealthy(address, attempt),
    })
    try {
      await ensureNamespaces({ address }, namespaces)
    } catch (error) {
      await kept.stop()
      throw new Failure(`Temporal 的命名空间没有就绪 (namespaces): ${textOf(error)}`)
    }
    return {
      address,
      get pid() {
        return kept.pid
      },
      stop: () => kept.stop(),
    }
  } catch (error) {
    throw explain(error, folder)
  }
}

async function prepare(
  sqlTool: string,
  folder: string,
  ports: TemporalPorts,
  postgres: TemporalOptions['postgres'],
): Promise<string[]> {
  const stores = { main: postgres.url('temporal'), visibility: postgres.url('temporal_visibility') }
  await updateSchema(sqlTool, stores.main, 'temporal')
  await updateSchema(sqlTool, stores.visibility, 'visibility')
  const dynamicFile = join(folder, 'dynamic.yaml')
  const configFile = join(folder, 'server.yaml')
  writeFileSync(dynamicFile, dynamicConfig())
  writeFileSync(configFile, serverConfig(ports, stores, dynamicFile), { mode: 0o600 })
  return ['--config-file', configFile, '--allow-no-auth', 'start']
}
