import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Text, text } from '../domain/text.ts'
import { connect, type Db } from './connect.ts'
import { sha256OfKey } from './evidence.ts'

/** A photo whose file is gone or no longer what was uploaded; `key` is its place under the data folder. */
export type BrokenEvidence = { evidenceId: string; key: string; reason: Text }
export type EvidenceCheck = { files: number; broken: BrokenEvidence[] }

const PAGE = 500
const MOST_NAMED = 100

/**
 * Reads every stored photo, original and shown copy, and compares it with its SHA-256. Returns how many files
 * were read and the first hundred that are missing or altered. Throws the database's error.
 */
export async function verifyEvidence(databaseUrl: string, dataDir: string): Promise<EvidenceCheck> {
  const { db, close } = connect(databaseUrl, { max: 1, name: 'chuangwei-verify' })
  const check: EvidenceCheck = { files: 0, broken: [] }
  try {
    for await (const { evidenceId, key } of storedFiles(db)) {
      check.files += 1
      const reason = await wrongFile(join(dataDir, key), sha256OfKey(key))
      if (reason) check.broken.push({ evidenceId, key, reason })
      if (check.broken.length === MOST_NAMED) break
    }
  } finally {
    await close()
  }
  return check
}

/** Every file once, though several photos may share it. */
async function* storedFiles(db: Db): AsyncGenerator<{ evidenceId: string; key: string }> {
  for (const column of ['original_key', 'served_key'] as const) {
    for (let after = ''; ; ) {
      const page = await db
        .selectFrom('evidence')
        .select((eb) => [eb.fn.min(eb.cast<string>('id', 'text')).as('evidenceId'), `${column} as key`])
        .where(column, '>', after)
        .groupBy(column)
        .orderBy(column)
        .limit(PAGE)
        .execute()
      yield* page
      after = page.at(-1)?.key ?? ''
      if (page.length < PAGE) break
    }
  }
}

async function wrongFile(path: string, sha256: string): Promise<Text | null> {
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(path), hash)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return text(
      `文件缺失或无法读取（${why}），请从备份恢复`,
      `missing or unreadable (${why}); restore it from a backup`,
    )
  }
  return hash.digest('hex') === sha256
    ? null
    : text('文件与校验值不符，请从备份恢复', 'does not match its checksum; restore it from a backup')
}
