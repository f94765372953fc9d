import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  createReadStream,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { execa } from 'execa'
import { Client } from 'pg'
import { CLUSTER, LABEL } from '../backup/manifest.ts'
import { piecesSince } from '../backup/wal.ts'
import { projectDir } from '../data-dir.ts'
import { Failure } from '../failure.ts'
import { chooseOwner } from '../postgres-binaries.ts'
import { shellWord } from '../postgres-settings.ts'
import type { Plan } from './plan.ts'

/** Where the pieces of the log wait until PostgreSQL has read them. */
export const stagedLog = (dataDir: string): string => join(dataDir, 'restore-wal')

/** Settings that hold while the log is played, and no longer. */
const FOR_RECOVERY = ['restore_command', 'recovery_target_time', 'recovery_target_action', 'hot_standby']

/**
 * Lays a backup's cluster out in the data folder, ready to play the log up to `until` (or to its end) at its next
 * start. The pieces of the log are copied, so that nothing of the backup is touched.
 */
export async function layOut({ backup, logs }: Plan, dataDir: string, until: Date | null): Promise<void> {
  const draft = join(dataDir, 'postgres.new')
  mkdirSync(draft, { mode: 0o700 })
  const tar = execa('tar', ['-xpf', '-', '--no-same-owner', '-C', draft], { reject: false })
  // tar leaves once it has seen the end mark, with padding unread; whether it had everything, it says itself.
  await pipeline(createReadStream(join(backup.folder, CLUSTER)), createGunzip(), tar.stdin).catch(() => undefined)
  const { failed, stderr, shortMessage } = await tar
  if (failed) throw new Failure(`备份没有解开：请检查 ${dataDir} 的空间。(tar: ${stderr || (shortMessage ?? '')})`)
  copyFileSync(join(backup.folder, LABEL), join(draft, 'backup_label'))
  mkdirSync(join(draft, 'pg_wal', 'archive_status'), { recursive: true, mode: 0o700 })
  writeFileSync(join(draft, 'recovery.signal'), '')
  const fetch = [process.execPath, join(projectDir, 'bin', 'fetch-wal.mjs'), stagedLog(dataDir)].map(shellWord)
  const settings = {
    restore_command: `${fetch.join(' ')} "%f" "%p"`,
    // Nobody is let in before the log has been played: what they would see is not yet the truth.
    hot_standby: 'off',
    // Zones by name are not known yet when this is read.
    ...(until === null
      ? {}
      : { recovery_target_time: until.toISOString().replace('Z', '+00:00'), recovery_target_action: 'promote' }),
  }
  appendFileSync(
    join(draft, 'postgresql.auto.conf'),
    Object.entries(settings)
      .map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`)
      .join(''),
  )
  stageLog(logs, stagedLog(dataDir), backup.manifest.startWal)
  const owner = chooseOwner(join(dataDir, 'postgres'))
  if (owner) for (const folder of [draft, stagedLog(dataDir)]) give(folder, owner.uid, owner.gid)
  chmodSync(draft, 0o700)
  renameSync(draft, join(dataDir, 'postgres'))
}

/** The first folder that has a piece is believed: what was kept is whole, what still lay in use may not be. */
function stageLog(logs: string[], to: string, start: string): void {
  mkdirSync(to, { recursive: true, mode: 0o700 })
  for (const folder of logs) {
    for (const name of piecesSince(folder, start)) {
      if (!existsSync(join(to, name)) && !existsSync(join(to, `${name}.gz`)))
        copyFileSync(join(folder, name), join(to, name))
    }
  }
}

function give(path: string, uid: number, gid: number): void {
  lchownSync(path, uid, gid)
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name)
    if (entry.isDirectory()) give(inner, uid, gid)
    else lchownSync(inner, uid, gid)
  }
}

/** Takes the recovery's settings back. Returns the instant of the last act that was brought back, or null. */
export async function finishRecovery(adminUrl: string): Promise<Date | null> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ at: Date | null }>('select pg_last_xact_replay_timestamp() as at')
    for (const name of FOR_RECOVERY) await client.query(`alter system reset ${name}`)
    return rows[0]?.at ?? null
  } finally {
    await client.end()
  }
}

/** Turns what PostgreSQL says when the log ends too early into a sentence. */
export function explainRecovery(error: unknown): unknown {
  const said = error instanceof Error ? error.message : String(error)
  if (!said.includes('recovery ended before configured recovery target was reached')) return error
  const last = /last completed transaction was at log time ([\d-]+ [\d:.]+\S* ?\S*)/.exec(said)?.[1]
  return new Failure(
    `归档的数据库日志只到 ${last ?? '更早的时间'}，到不了 --until 的时间：请用 --wal 指出其余日志所在的目录；确认没有的话，去掉 --until 恢复到最后。(The log ends earlier: name the rest with --wal, or leave --until out.)`,
  )
}
