import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { connect } from '../../db/connect.ts'
import { MANIFEST, type Manifest, SECRETS } from '../../domain/backups.ts'
import { noteOperation } from '../../db/operations.ts'
import { codeOf, Failure, textOf } from '../failure.ts'
import { takeLock } from '../lock.ts'
import type { Settings } from '../settings.ts'
import { type Cluster, withCluster } from '../with-parts.ts'
import { takeBase } from './base.ts'
import { keepFolders } from './files.ts'
import { FILES, hashFile, listBackups } from './manifest.ts'
import { archiveFolder, archiveInto, bringPieces, dropPieces, untilKept } from './wal.ts'

export type BackupOptions = {
  /** Where backups lie; the data folder's own `backups` unless said otherwise. */
  to: string | undefined
  /** How many are kept; older ones and the log before them go. */
  keep: number
  /** Keep the log in this place from now on. */
  continuous: boolean
  /** Leave passwords and keys out: whoever has such a backup can read nothing that is sealed. */
  withoutSecrets: boolean
  log: (line: string) => void
}

/**
 * Backs up the whole installation while it works. Returns the backup's folder and what it holds.
 * Rejects with a Failure that says what to do.
 */
export async function backup(
  settings: Settings,
  options: BackupOptions,
): Promise<{ folder: string; sha256: string; manifest: Manifest }> {
  const place = resolve(options.to ?? join(settings.dataDir, 'backups'))
  let done: Awaited<ReturnType<typeof into>> | undefined
  await withCluster(settings, async (cluster) => {
    mkdirSync(join(place, 'base'), { recursive: true, mode: 0o700 })
    const lock = takeLock(join(place, 'lock'))
    if (typeof lock === 'number')
      throw new Failure(`另一个备份（进程 ${lock}）正在写 ${place}：请等它完成。(Another backup is writing there.)`)
    try {
      done = await into(place, cluster, settings.dataDir, options)
      await note(cluster.databaseUrl, place, done.manifest, options.log)
    } finally {
      lock()
    }
  })
  if (done === undefined) throw new Error('no cluster')
  return done
}

async function into(
  place: string,
  cluster: Cluster,
  dataDir: string,
  { keep, continuous, withoutSecrets, log }: BackupOptions,
): Promise<{ folder: string; sha256: string; manifest: Manifest }> {
  for (const name of readdirSync(join(place, 'base')))
    if (name.endsWith('.part')) rmSync(join(place, 'base', name), { recursive: true, force: true })
  // The first backup decides where the log is kept; later ones elsewhere are copies that stand by themselves.
  const known = continuous ? null : archiveFolder(dataDir)
  const wal = known ?? archiveInto(dataDir, place)
  const name = new Date().toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '')
  const draft = join(place, 'base', `${name}.part`)
  mkdirSync(draft, { mode: 0o700 })

  log('复制数据库 (database)')
  const base = await takeBase(cluster.adminUrl, cluster.folder, draft)
  await untilKept(wal, base.stopWal)
  await bringPieces(wal, place, base.startWal)
  // After the database: whatever it names is on disk before it is named.
  log('复制照片和流程历史 (evidence and histories)')
  const { damaged, ...evidence } = await keepFolders(dataDir, place)
  for (const file of withoutSecrets ? FILES : [SECRETS, ...FILES])
    if (existsSync(join(dataDir, file))) copyFileSync(join(dataDir, file), join(draft, file))

  const files = await Promise.all(
    readdirSync(draft).map(async (file) => ({
      name: file,
      bytes: statSync(join(draft, file)).size,
      sha256: await hashFile(join(draft, file)),
    })),
  )
  const manifest: Manifest = { format: 1, ...base, evidence, files }
  const text = `${JSON.stringify(manifest, null, 2)}\n`
  writeFileSync(join(draft, MANIFEST), text, { mode: 0o600, flush: true })
  const folder = join(place, 'base', name)
  renameSync(draft, folder)
  const dropped = retire(place, keep)
  if (dropped > 0) log(`已删除最早的 ${dropped} 份备份 (removed the oldest)`)
  if (damaged.length > 0)
    throw new Failure(
      `数据库已备份到 ${folder}，但 ${damaged.length} 个文件与校验值不符、没有备份（如 ${damaged[0]}）：请运行 chuangwei verify。(Backed up, except damaged files: run verify.)`,
    )
  return { folder, sha256: await hashFile(join(folder, MANIFEST)), manifest }
}

function retire(place: string, keep: number): number {
  const all = listBackups(place)
  const stale = all.slice(0, Math.max(0, all.length - keep))
  for (const { folder } of stale) rmSync(folder, { recursive: true, force: true })
  const oldest = all[stale.length]
  if (oldest) dropPieces(place, oldest.manifest.startWal)
  return stale.length
}

async function note(
  databaseUrl: string,
  place: string,
  { finishedAt, ledger, evidence }: Manifest,
  log: (line: string) => void,
): Promise<void> {
  const { db, close } = connect(databaseUrl, { max: 1, name: 'chuangwei-backup' })
  try {
    await noteOperation(db, 'BACKUP', { place, finishedAt, ...ledger, files: evidence.files })
  } catch (error) {
    // Before an upgrade the table may not be there yet; the backup is good all the same.
    if (codeOf(error) !== '42P01') log(`未能登记本次备份 (not noted): ${textOf(error)}`)
  } finally {
    await close()
  }
}
