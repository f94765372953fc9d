import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { Kysely } from 'kysely'
import { historiesOf } from './histories.ts'
import type { Schema } from './schema.ts'

const unzip = promisify(gunzip)

/** The history of one of a case's runs, as JSON. */
export type RunHistory = { runId: string; said: string }

/**
 * The histories of a case's closed runs as they were kept when the engine still had them, oldest first. Throws when a
 * file is gone or does not say what it said.
 */
export async function readKeptHistories(db: Kysely<Schema>, dataDir: string, caseId: string): Promise<RunHistory[]> {
  const all: RunHistory[] = []
  for (const kept of await historiesOf(db, caseId))
    all.push({ runId: kept.run_id, said: await contentOf(dataDir, kept) })
  return all
}

/** The same of one run, or of the last one; null when it is not kept. */
export async function readKeptHistory(
  db: Kysely<Schema>,
  dataDir: string,
  caseId: string,
  runId?: string,
): Promise<string | null> {
  const kept = (await historiesOf(db, caseId)).findLast((of) => runId === undefined || of.run_id === runId)
  return kept ? contentOf(dataDir, kept) : null
}

async function contentOf(dataDir: string, kept: { key: string; sha256: string }): Promise<string> {
  const said = await unzip(await readFile(join(dataDir, kept.key)))
  if (createHash('sha256').update(said).digest('hex') !== kept.sha256)
    throw new Error(`the kept history ${kept.key} does not match its checksum`)
  return said.toString('utf8')
}
