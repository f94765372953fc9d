import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { execa } from 'execa'
import { Client, DatabaseError } from 'pg'
import { openDataDir, readSecrets } from './data-dir.ts'
import { explain, Failure, textOf } from './failure.ts'
import { keep, type Attempt, type Log } from './keep.ts'
import { stablePorts } from './ports.ts'
import { readSince } from './log-file.ts'
import { asOwner, chooseOwner, findPrograms, type PostgresPrograms } from './postgres-binaries.ts'
import { ensureDatabases } from './postgres-databases.ts'
import { archiveProgram, postgresSettings } from './postgres-settings.ts'
import { servesFolder, signal, waitGone } from './process-table.ts'

/** A running embedded PostgreSQL. */
export interface Postgres {
  readonly port: number
  readonly pid: number
  /** Connection URL as the role that owns the database: `temporal` for Temporal's two, `chuangwei` for all others. */
  url(database: string): string
  /** Connection URL as superuser, for backups and for faults in tests. */
  adminUrl(database: string): string
  stop(): Promise<void>
}

export interface PostgresOptions {
  dataDir: string
  /** First choice; another one is taken, and kept, when it isn't free. */
  port?: number
  log?: Log
}

/** Makes the cluster in a folder of its own and moves it into place: a killed initdb leaves nothing half-made. */
async function createCluster(cluster: string, programs: PostgresPrograms, password: string): Promise<void> {
  const draft = `${cluster}.new`
  const passwordFile = `${cluster}.pw`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 })
    if (programs.owner) {
      chownSync(draft, programs.owner.uid, programs.owner.gid)
      chownSync(passwordFile, programs.owner.uid, programs.owner.gid)
    }
    const args = [
      '-D',
      draft,
      '-U',
      'postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ]
    const { file, args: all, uid, gid } = asOwner(programs.owner, programs.initdb, args, [draft])
    const result = await execa(file, all, { reject: false, uid, gid, stdin: 'ignore', cwd: '/', env: { LC_ALL: 'C' } })
    if (result.failed) throw new Failure(`无法创建数据库 (initdb): ${result.stderr || result.shortMessage}`)
    renameSync(draft, cluster)
  } catch (error) {
    throw explain(error, cluster)
  } finally {
    rmSync(passwordFile, { force: true })
    rmSync(draft, { recursive: true, force: true })
  }
}

/** Stops a postgres that a killed launcher left on this folder, and removes a pid file that names nobody of ours. */
async function clearCluster(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n', 1)[0])
  if (servesFolder(pid, cluster)) {
    for (const name of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
      signal(pid, name)
      if (await waitGone(pid, 15_000)) break
    }
  }
  // A zombie or a stranger with the same pid makes postgres say "lock file already exists" for ever.
  // Backends that outlive their postmaster are still caught: postgres finds their shared memory.
  if (!servesFolder(pid, cluster)) rmSync(file, { force: true })
}

async function untilServing(url: string, attempt: Attempt): Promise<void> {
  // Recovery after a crash may take minutes with much WAL; it ends by itself, one way or the other.
  for (const end = Date.now() + 300_000; Date.now() < end; await sleep(100)) {
    if (attempt.ended()) throw new Error('PostgreSQL 启动后立即退出 (ended at once)')
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 3_000 })
    client.on('error', () => undefined)
    try {
      await client.connect()
      return
    } catch (error) {
      if (error instanceof DatabaseError && error.code === '28P01') {
        throw new Failure(
          '数据库密码与 secrets.json 不符：请从备份恢复 secrets.json。(Password mismatch: restore secrets.json.)',
        )
      }
    } finally {
      await client.end().catch(() => undefined)
    }
  }
  throw new Error('PostgreSQL 五分钟内没有就绪 (not ready within five minutes)')
}

/**
 * Starts the embedded PostgreSQL 18 of a data folder, creating cluster, roles and the databases
 * `chuangwei`, `temporal` and `temporal_visibility` when missing. It listens on 127.0.0.1 only, keeps its port,
 * recovers from a `kill -9` of itself or of an earlier launcher, and is brought back while this process lives.
 * Rejects with a Failure (one sentence) when the folder, the disk or the programs don't allow it.
 */
export async function startPostgres({ dataDir, port, log = () => undefined }: PostgresOptions): Promise<Postgres> {
  const release = openDataDir(dataDir)
  try {
    const cluster = join(dataDir, 'postgres')
    const programs: PostgresPrograms = { ...findPrograms(), owner: chooseOwner(cluster) }
    const isNew = !existsSync(join(cluster, 'PG_VERSION'))
    if (!isNew && !existsSync(join(dataDir, 'secrets.json'))) {
      throw new Failure(
        `${dataDir} 缺少 secrets.json，打不开已有的数据库：请从备份恢复它。(secrets.json is missing: restore it.)`,
      )
    }
    const secrets = readSecrets(dataDir)
    if (isNew) {
      log('创建数据库 (initdb)')
      await createCluster(cluster, programs, secrets.postgres)
    }
    await clearCluster(cluster)
    const ports = await stablePorts(dataDir, { postgres: port ?? 15_432 })
    const admin = (database: string): string =>
      `postgres://postgres:${secrets.postgres}@127.0.0.1:${ports.postgres}/${database}`
    const kept = await keep({
      name: 'postgres',
      dataDir,
      log,
      stopSignal: 'SIGINT',
      stopMs: 30_000,
      command: async () => {
        await clearCluster(cluster)
        const settings = Object.entries(postgresSettings(dataDir)).flatMap(([key, value]) => ['-c', `${key}=${value}`])
        const args = ['-D', cluster, '-p', String(ports.postgres), ...settings]
        return {
          ...asOwner(programs.owner, programs.postgres, args, [cluster, process.execPath, archiveProgram]),
          cwd: '/',
          env: { LC_ALL: 'C', TZ: 'Asia/Shanghai', PATH: process.env['PATH'] },
        }
      },
      ready: (attempt) => untilServing(admin('postgres'), attempt),
    }).catch((error: unknown) => {
      throw startFailure(error, dataDir)
    })
    try {
      await ensureDatabases(admin, secrets)
    } catch (error) {
      await kept.stop()
      throw error
    }
    return {
      port: ports.postgres,
      get pid() {
        return kept.pid
      },
      url: (database) => {
        const role = database.startsWith('temporal') ? 'temporal' : 'chuangwei'
        const password = role === 'temporal' ? secrets.temporal : secrets.app
        return `postgres://${role}:${password}@127.0.0.1:${ports.postgres}/${database}`
      },
      adminUrl: admin,
      stop: async () => {
        await kept.stop()
        release()
      },
    }
  } catch (error) {
    release()
    throw error
  }
}

function startFailure(error: unknown, dataDir: string): unknown {
  if (error instanceof Error && error.cause instanceof Failure) return error.cause
  const log = join(dataDir, 'logs', 'postgres.log')
  if (/No space left on device/.test(readSince(log, 0).slice(-4_000)))
    return new Failure(`磁盘已满：请为 ${dataDir} 腾出空间后再启动。(No space left.)`)
  return new Failure(`PostgreSQL 没有启动，原因见 ${log}：${textOf(error)}`)
}
