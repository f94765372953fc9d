import { existsSync, readdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type Backup, listBackups } from '../backup/manifest.ts'
import { walFolder } from '../backup/wal.ts'
import { Failure } from '../failure.ts'
import { holderOf } from '../lock.ts'

/** What a folder may hold and still count as empty. */
const OF_NO_MATTER = new Set(['lock', 'logs', 'run', '.DS_Store'])

/** From what to restore: a backup, where pieces of the log lie, and where the rest of the old data may still be. */
export type Plan = { backup: Backup; logs: string[]; survivor: string | null }

/**
 * Returns the instant that a person wrote: ISO with its zone, or `2026-11-24 10:30[:15]` as the county's clock.
 * Throws a Failure for anything else and for the future.
 */
export function parseInstant(written: string): Date {
  const local = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)$/.exec(written.trim())
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/.test(written.trim())
  const at = new Date(local ? `${local[1]}T${local[2]}+08:00` : zoned ? written.trim() : Number.NaN)
  if (Number.isNaN(at.getTime()))
    throw new Failure(
      `看不懂时间「${written}」：请写成 2026-11-24 10:30（北京时间）或 2026-11-24T02:30:00Z。(Write it like that.)`,
    )
  if (at.getTime() > Date.now()) throw new Failure(`「${written}」还没有到：请写过去的时间。(That is in the future.)`)
  return at
}

/** Throws a Failure when something lies in the data folder that a restore would overwrite. */
export function mustBeEmpty(dataDir: string): void {
  if (!existsSync(dataDir) || readdirSync(dataDir).every((name) => OF_NO_MATTER.has(name))) return
  throw new Failure(
    `${dataDir} 里已有数据，不会覆盖：请先停止创卫，把它移开（mv ${dataDir} ${dataDir}.old），再恢复；或用 CHUANGWEI_DATA 指定一个空目录。(Not empty: stop the product and move it aside, or set CHUANGWEI_DATA to an empty folder.)`,
  )
}

/**
 * Chooses the newest backup that was finished by `until`, or the newest of all. `from` is the place of backups or
 * one backup in it. Throws a Failure when there is none.
 */
export function planRestore(from: string, until: Date | null, wal: string | undefined): Plan {
  const given = resolve(from)
  const isOne = existsSync(join(given, 'manifest.json'))
  const place = isOne ? dirname(dirname(given)) : given
  const all = listBackups(place).filter(({ folder }) => !isOne || folder === given)
  if (all.length === 0)
    throw new Failure(`${given} 里没有完整的备份：请检查 --from。(No finished backup there: check --from.)`)
  const usable = all.filter(({ manifest }) => until === null || Date.parse(manifest.finishedAt) <= until.getTime())
  const backup = usable.at(-1)
  if (backup === undefined) {
    throw new Failure(
      `最早的备份完成于 ${all[0]?.manifest.finishedAt}，不能恢复到更早的时间。(The earliest backup is later than that.)`,
    )
  }
  // Backups inside a data folder: what its last piece of the log and its evidence hold is not lost.
  const home = dirname(place)
  const survivor =
    existsSync(join(home, 'postgres', 'PG_VERSION')) && holderOf(join(home, 'lock')) === null ? home : null
  const logs = [walFolder(place), ...(wal === undefined ? [] : [resolve(wal)])]
  if (survivor !== null) logs.push(join(survivor, 'postgres', 'pg_wal'))
  return { backup, logs, survivor }
}
