import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from '../../db/connect.ts'
import { noteOperation } from '../../db/operations.ts'
import { type RestoreFinding, SECRETS } from '../../domain/backups.ts'
import { keepFolders } from '../backup/files.ts'
import { checkFiles, FILES } from '../backup/manifest.ts'
import { openDataDir } from '../data-dir.ts'
import { Failure } from '../failure.ts'
import { type Postgres, startPostgres } from '../postgres.ts'
import { spawnPart } from '../processes.ts'
import { partEnvironment, type Settings } from '../settings.ts'
import { startTemporal } from '../temporal.ts'
import { ensureTemporalServer } from '../temporal-programs.ts'
import { checkRestored } from './check.ts'
import { explainRecovery, finishRecovery, layOut, stagedLog } from './cluster.ts'
import { mustBeEmpty, type Plan, parseInstant, planRestore } from './plan.ts'

export type RestoreOptions = {
  from: string
  /** The instant up to which everything is brought back; to the end of the log when undefined. */
  until: string | undefined
  /** A further folder with pieces of the log. */
  wal: string | undefined
  /** The secrets of the installation, where the backup was made without them. */
  secrets: string | undefined
  log: (line: string) => void
}

export type Restored = RestoreFinding & { backup: string; reached: Date | null }

/**
 * Restores an installation into an empty data folder and checks it, engine included; nothing is left running.
 * Database and engine are one cluster, so both come back as they were at one instant. Rejects with a Failure when
 * it can't be done; then the data folder is as empty as before. What the check finds is in the result.
 */
export async function restore(settings: Settings, options: RestoreOptions): Promise<Restored> {
  const { dataDir } = settings
  if (settings.databaseUrl !== undefined || settings.temporalAddress !== undefined) {
    throw new Failure(
      'restore 只恢复内置的数据库和流程引擎：请去掉 DATABASE_URL 和 TEMPORAL_ADDRESS，或用它们各自的工具恢复。(Unset both variables, or restore those with their own tools.)',
    )
  }
  mustBeEmpty(dataDir)
  const until = options.until === undefined ? null : parseInstant(options.until)
  const plan = planRestore(options.from, until, options.wal)
  const { backup } = plan
  const secrets = options.secrets ?? join(backup.folder, SECRETS)
  if (!existsSync(secrets)) {
    throw new Failure(
      `没有 ${secrets}：这份备份不含密钥，请用 --secrets 指出另存的 secrets.json。(The backup is without keys: say where they are with --secrets.)`,
    )
  }
  options.log(`使用备份 ${backup.folder}，完成于 ${backup.manifest.finishedAt} (this backup)`)
  await checkFiles(backup)
  const programs = await ensureTemporalServer({ log: options.log })
  const release = openDataDir(dataDir)
  try {
    const postgres = await bringBack(plan, settings, until, secrets, options.log).catch((error: unknown) => {
      for (const name of readdirSync(dataDir))
        if (!['lock', 'logs', 'run'].includes(name)) rmSync(join(dataDir, name), { recursive: true, force: true })
      throw explainRecovery(error)
    })
    try {
      const reached = await finishRecovery(postgres.adminUrl('postgres'))
      rmSync(stagedLog(dataDir), { recursive: true, force: true })
      options.log('核对台账、照片和流程 (checking)')
      const finding = await check(plan, settings, postgres, programs)
      const { db, close } = connect(postgres.url('chuangwei'), { max: 1, name: 'chuangwei-restore' })
      await noteOperation(db, 'RESTORE', {
        backup: backup.name,
        until: until?.toISOString() ?? null,
        reached: reached?.toISOString() ?? null,
        ...finding,
      })
      await close()
      return { ...finding, backup: backup.folder, reached }
    } finally {
      await postgres.stop()
    }
  } finally {
    release()
  }
}

async function bringBack(
  plan: Plan,
  { dataDir }: Settings,
  until: Date | null,
  secrets: string,
  log: (line: string) => void,
): Promise<Postgres> {
  const { backup, survivor } = plan
  copyFileSync(secrets, join(dataDir, SECRETS))
  chmodSync(join(dataDir, SECRETS), 0o600)
  for (const file of FILES)
    if (existsSync(join(backup.folder, file))) copyFileSync(join(backup.folder, file), join(dataDir, file))
  log('恢复照片和流程历史 (evidence and histories)')
  mkdirSync(join(dataDir, 'evidence'), { recursive: true, mode: 0o700 })
  await keepFolders(backup.place, dataDir)
  // What came after the backup lies only where the old installation was.
  if (survivor !== null) await keepFolders(survivor, dataDir)
  log('恢复数据库，重放日志 (database, playing its log)')
  await layOut(plan, dataDir, until)
  return startPostgres({ dataDir, log })
}

async function check(
  { backup }: Plan,
  settings: Settings,
  postgres: Postgres,
  programs: Awaited<ReturnType<typeof ensureTemporalServer>>,
): Promise<RestoreFinding> {
  const { dataDir, namespace } = settings
  const temporal = await startTemporal({ postgres, dataDir, namespaces: [namespace], programs })
  const parts = { databaseUrl: postgres.url('chuangwei'), temporalAddress: temporal.address }
  try {
    const worker = await spawnPart({
      name: 'worker',
      entry: 'worker/main.ts',
      dataDir,
      // Nobody is told anything by what may be a drill; what waits to be told goes on waiting.
      env: { ...partEnvironment(settings, parts), CHUANGWEI_TELLING: 'off', CHUANGWEI_WORKER_TAKEOVER: 'on' },
      ready: { line: 'worker ready' },
      readyMs: 120_000,
    })
    try {
      return await checkRestored(parts, { namespace, dataDir, backup })
    } finally {
      await worker.stop()
    }
  } finally {
    await temporal.stop()
  }
}
