import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { type Text, text } from '../domain/text.ts'
import { connect } from './connect.ts'

/** A kept history whose file is gone or no longer says what it said; `key` is its place under the data folder. */
export type BrokenHistory = { workflowId: string; key: string; reason: Text }
export type HistoryCheck = { files: number; broken: BrokenHistory[] }

const PAGE = 200
const MOST_NAMED = 100
const unzip = promisify(gunzip)

/**
 * Reads every kept history and compares it with the hash that the database has. Returns how many were read and the
 * first hundred that are missing or altered. Throws the database's error.
 */
export async function verifyHistories(databaseUrl: string, dataDir: string): Promise<HistoryCheck> {
  const { db, close } = connect(databaseUrl, { max: 1, name: 'chuangwei-verify' })
  const check: HistoryCheck = { files: 0, broken: [] }
  try {
    for (let after = ''; check.broken.length < MOST_NAMED; ) {
      const page = await db
        .selectFrom('history_archive')
        .select(['workflow_id', 'run_id', 'key', 'sha256'])
        .where('run_id', '>', after)
        .orderBy('run_id')
        .limit(PAGE)
        .execute()
      for (const { workflow_id: workflowId, key, sha256 } of page) {
        check.files += 1
        const reason = await wrongFile(join(dataDir, key), sha256)
        if (reason) check.broken.push({ workflowId, key, reason })
      }
      after = page.at(-1)?.run_id ?? ''
      if (page.length < PAGE) break
    }
  } finally {
    await close()
  }
  return check
}

async function wrongFile(path: string, sha256: string): Promise<Text | null> {
  try {
    const said = await unzip(await readFile(path))
    if (createHash('sha256').update(said).digest('hex') === sha256) return null
    return text('内容与登记的校验值不符，请从备份恢复', 'does not match its checksum; restore it from a backup')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return text(
      `文件缺失或无法读取（${why}），请从备份恢复`,
      `missing or unreadable (${why}); restore it from a backup`,
    )
  }
}
