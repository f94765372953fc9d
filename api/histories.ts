import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { Client, type Connection, WorkflowNotFoundError } from '@temporalio/client'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import type { FastifyBaseLogger } from 'fastify'
import type pg from 'pg'
import type { Db } from '../db/connect.ts'
import { archivedRuns, historyKey, noteHistory, unarchivedCases } from '../db/histories.ts'
import { lastOperation, noteOperation } from '../db/operations.ts'
import { openQuarantine, write } from './evidence/files.ts'

/**
 * The engine forgets finished executions after its retention. Before that their histories are kept here, each as
 * a file that is found by the hash of its content, with that hash in the database.
 */
export type Archive = {
  db: Db
  pool: pg.Pool
  connection: Connection
  namespace: string
  dataDir: string
  log: Pick<FastifyBaseLogger, 'info' | 'warn'>
}

/** What a sweep did. `lost`: closed cases whose execution the engine no longer has; `failed`: to be tried again. */
export type Sweep = { archived: number; lost: string[]; failed: string[] }

const DAY = 86_400_000
/** Temporal's lists lag behind by seconds; a day is generous. ms */
const LIST_LAG = DAY
const PAGE = 200

const compress = promisify(gzip)

/**
 * Keeps the history of every execution that was closed at least `olderThanMs` ago and is not kept yet. Cases come
 * from the ledger, which misses none; everything else from the engine's list. May run anywhere at any time: of
 * several at once one works, the others return null.
 */
export async function archiveHistories(archive: Archive, { olderThanMs = 0 } = {}): Promise<Sweep | null> {
  const session = await archive.pool.connect()
  const { rows } = await session.query<{ mine: boolean }>(
    `select pg_try_advisory_lock(hashtext('chuangwei'), hashtext('archive')) as mine`,
  )
  if (rows[0]?.mine !== true) {
    session.release()
    return null
  }
  try {
    return await sweep(archive, new Date(Date.now() - olderThanMs))
  } finally {
    await session
      .query(`select pg_advisory_unlock(hashtext('chuangwei'), hashtext('archive'))`)
      .then(() => session.release())
      // With its connection the lock goes too.
      .catch((error: Error) => session.release(error))
  }
}

async function sweep(archive: Archive, before: Date): Promise<Sweep> {
  const { db } = archive
  const began = new Date()
  const client = new Client({ connection: archive.connection, namespace: archive.namespace })
  const done: Sweep = { archived: 0, lost: [], failed: [] }
  await openQuarantine(archive.dataDir)
  const seen = new Set<string>()
  for (;;) {
    const cases = (await unarchivedCases(db, PAGE + seen.size)).filter(({ id }) => !seen.has(id))
    for (const { id } of cases) {
      seen.add(id)
      await attempt(archive, done, id, () => keep(archive, client, id, undefined, before))
    }
    if (cases.length === 0) break
  }
  const last = await lastOperation(db, 'ARCHIVE')
  const through = typeof last?.detail['through'] === 'string' ? Date.parse(last.detail['through']) : LIST_LAG
  const query = `ExecutionStatus != 'Running' AND CloseTime > '${new Date(through - LIST_LAG).toISOString()}'`
  for await (const { workflowId, runId, closeTime } of client.workflow.list({ query })) {
    if (!closeTime || closeTime > before || (await archivedRuns(db, [runId])).has(runId)) continue
    await attempt(archive, done, workflowId, () => keep(archive, client, workflowId, runId, before))
  }
  const isDue = last === null || began.getTime() - last.at.getTime() > DAY
  if (done.failed.length === 0 && (done.archived > 0 || isDue))
    await noteOperation(db, 'ARCHIVE', {
      archived: done.archived,
      lost: done.lost.length,
      through: (before < began ? before : began).toISOString(),
    })
  return done
}

/** One history that can't be kept now holds up no other. */
async function attempt(archive: Archive, done: Sweep, workflowId: string, work: () => Promise<boolean>): Promise<void> {
  try {
    if (await work()) done.archived += 1
  } catch (error) {
    const isLost = error instanceof WorkflowNotFoundError
    ;(isLost ? done.lost : done.failed).push(workflowId)
    archive.log.warn({ err: error, case: workflowId }, isLost ? 'its history is gone' : 'its history was not kept')
  }
}

/** Whether there was something to keep: what still runs or closed after `before` waits for another sweep. */
async function keep(
  { db, dataDir }: Archive,
  client: Client,
  workflowId: string,
  runId: string | undefined,
  before: Date,
): Promise<boolean> {
  const handle = client.workflow.getHandle(workflowId, runId)
  const { status, closeTime, type, runId: thisRun } = await handle.describe()
  if (status.name === 'RUNNING' || !closeTime || closeTime > before) return false
  const history = await client.workflow.getHandle(workflowId, thisRun).fetchHistory()
  const said = historyToJSON(history)
  const sha256 = createHash('sha256').update(said).digest('hex')
  const key = historyKey(sha256)
  const file = await compress(said)
  await write(dataDir, key, file)
  await noteHistory(db, {
    workflow_id: workflowId,
    run_id: thisRun,
    workflow_type: type,
    closed_at: closeTime,
    continued: status.name === 'CONTINUED_AS_NEW',
    events: history.events?.length ?? 0,
    bytes: file.length,
    sha256,
    key,
  })
  return true
}

/** Sweeps every `everyMs` ms until stopped; the first time after one such pause. Returns what stops it. */
export function sweepHistories(archive: Archive, everyMs: number): () => Promise<void> {
  const stopping = new AbortController()
  const loop = async (): Promise<void> => {
    for (;;) {
      await sleep(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (stopping.signal.aborted) return
      try {
        const done = await archiveHistories(archive)
        if (done && done.archived > 0) archive.log.info({ archived: done.archived }, 'histories kept')
      } catch (error) {
        archive.log.warn({ err: error }, 'histories could not be kept')
      }
    }
  }
  const looping = loop()
  return async () => {
    stopping.abort()
    await looping
  }
}
