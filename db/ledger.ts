import { createHash } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { Actor } from '../domain/people.ts'
import type { Schema } from './schema.ts'

/** The predecessor of a case's first entry: the hash of the algorithm's name, which may one day be SM3. */
export const GENESIS = createHash('sha256').update('chuangwei-ledger-sha256-v1').digest('hex')

export type LedgerInput = {
  kind: 'EVENT' | 'REFUSAL' | 'VOID' | 'NOTE'
  engineNo: number | null
  at: string
  actor: Actor | null
  commandId: string | null
  type: string
  data: unknown
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
  const { rows } = await sql<{ seq: number }>`
    select append_ledger(${caseId}, ${JSON.stringify(entries)}) as seq
  `.execute(trx)
  return rows[0]?.seq ?? 0
}
