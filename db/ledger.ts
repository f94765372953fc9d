import { createHash } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { Actor } from '../domain/people.ts'
import type { Schema } from './schema.ts'

/** The predecessor of a case's first entry: the hash of the algorithm's name, which may one day be SM3. */
export const GENESIS = createHash('sha256').update('chuangwei-ledger-sha256-v1').digest('hex')

export type LedgerInput = {
  kind: 'EVENT' | 'REFUSAL' | 'VOID'
  engineNo: number | null
  at: string
  actor: Actor | null
  commandId: string | null
  type: string
  data: unknown
}

export type LedgerRecord = LedgerInput & { caseId: string; seq: number }

/** The exact text that is hashed: JSON with keys in order, so that any language can recompute it. */
export function canonicalize(entry: LedgerRecord): string {
  const { caseId, seq, kind, engineNo, at, actor, commandId, type, data } = entry
  return stableJson({
    caseId,
    seq,
    kind,
    engineNo,
    at: new Date(at).toISOString(),
    actor,
    // The database gives UUIDs back in lower case, however they were written.
    commandId: commandId?.toLowerCase() ?? null,
    type,
    data,
  })
}

/** SHA-256, hex, of an entry chained to the one before it in its case. */
export const hashEntry = (prevHash: string, canonical: string): string =>
  createHash('sha256').update(`${prevHash}\n${canonical}`).digest('hex')

/** JSON with sorted keys and without undefined members: equal values give equal text. */
export function stableJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => stableJson(item ?? null)).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${stableJson(member)}`).join(',')}}`
  }
  return JSON.stringify(value ?? null)
}

/**
 * Appends entries to a case's chain and tells listeners. Locks the case's row, so entries of one case are
 * written one after the other whoever writes them. Returns the last sequence number. Throws when there is
 * no such case.
 */
export async function appendLedger(trx: Transaction<Schema>, caseId: string, entries: LedgerInput[]): Promise<number> {
  const head = await trx
    .selectFrom('cases')
    .select(['head_seq', 'head_hash', 'unit_id'])
    .where('id', '=', caseId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  let { head_seq: seq, head_hash: prevHash } = head
  if (entries.length === 0) return seq
  const rows = entries.map((entry) => {
    seq += 1
    const canonical = canonicalize({ ...entry, caseId, seq })
    const hash = hashEntry(prevHash || GENESIS, canonical)
    const row = {
      case_id: caseId,
      seq,
      kind: entry.kind,
      engine_no: entry.engineNo,
      at: entry.at,
      actor: entry.actor && JSON.stringify(entry.actor),
      command_id: entry.commandId,
      type: entry.type,
      data: JSON.stringify(entry.data ?? null),
      canonical,
      prev_hash: prevHash || GENESIS,
      hash,
    }
    prevHash = hash
    return row
  })
  const inserted = await trx.insertInto('ledger').values(rows).returning('id').execute()
  await trx
    .updateTable('cases')
    .set({ head_seq: seq, head_hash: prevHash, updated_at: sql<Date>`clock_timestamp()` })
    .where('id', '=', caseId)
    .execute()
  const id = Math.max(...inserted.map((row) => row.id))
  await sql`select pg_notify('chuangwei', ${JSON.stringify({ id, caseId, unitId: head.unit_id })})`.execute(trx)
  return seq
}
