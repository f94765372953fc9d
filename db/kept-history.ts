import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { Kysely } from 'kysely'
import { historiesOf } from './histories.ts'
import type { Schema } from './schema.ts'

const unzip = promisify(gunzip)

/**
 * The history of a closed case as it was kept when the engine still had it (JSON), or null when none is kept.
 * Throws when its file is gone or does not say what it said.
 */
export async function readKeptHistory(db: Kysely<Schema>, dataDir: string, caseId: string): Promise<string | null> {
  const kept = (await historiesOf(db, caseId)).at(-1)
  if (!kept) return null
  const said = await unzip(await readFile(join(dataDir, kept.key)))
  if (createHash('sha256').update(said).digest('hex') !== kept.sha256)
    throw new Error(`the kept history ${kept.key} does not match its checksum`)
  return said.toString('utf8')
}
