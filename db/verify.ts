import { type Kysely, sql, type Transaction } from 'kysely'
import { type Text, text } from '../domain/text.ts'
import { connect } from './connect.ts'
import { GENESIS, hashEntry } from './ledger.ts'
import type { Schema } from './schema.ts'

/** The first entry of the ledger that cannot be trusted, and why. */
export type BrokenEntry = { caseId: string; seq: number; reason: Text }
export type LedgerCheck = { cases: number; entries: number; broken: BrokenEntry | null }

const PAGE = 200

/**
 * Recomputes the chain of every case from the stored columns, in one snapshot and bounded memory, and stops at
 * the first entry that is missing, altered, out of place or one too many. Returns how many cases and entries
 * were checked. Throws the database's error. Who can write as superuser can also rewrite a whole chain with its
 * head: against that only a copy of the heads kept elsewhere helps.
 */
export async function verifyLedger(databaseUrl: string): Promise<LedgerCheck> {
  const { db, close } = connect(databaseUrl, { max: 1, name: 'chuangwei-verify' })
  try {
    return await db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(walk)
  } finally {
    await close()
  }
}

/** The same for one case, within the transaction or outside one: the first entry that cannot be trusted, or null. */
export async function verifyCase(db: Kysely<Schema>, caseId: string): Promise<BrokenEntry | null> {
  let chain: Chain | null = null
  for (;;) {
    const page = await nextEntries(db, { caseId, seq: chain?.seq ?? 0 })
    const own = page.filter((row) => row.case_id === caseId)
    for (const row of own) {
      chain ??= { caseId, seq: 0, hash: GENESIS, headSeq: row.head_seq, headHash: row.head_hash }
      const broken = wrongEntry(row, chain)
      if (broken) return { caseId, ...broken }
      chain.seq = row.seq
      chain.hash = row.hash
      // Of the last entry: it may have grown since the first was read.
      chain.headSeq = row.head_seq
      chain.headHash = row.head_hash
    }
    if (own.length < PAGE) break
  }
  return chain && wrongHead(chain)
}

/** Where a case's chain stands after the entries read so far. */
type Chain = { caseId: string; seq: number; hash: string; headSeq: number | null; headHash: string | null }

/** Before the first case: nothing is read and nothing missing. */
const START: Chain = { caseId: '', seq: 0, hash: '', headSeq: 0, headHash: '' }

async function walk(trx: Transaction<Schema>): Promise<LedgerCheck> {
  let cases = 0
  let entries = 0
  let chain = START
  const found = (broken: BrokenEntry | null): LedgerCheck => ({ cases, entries, broken })
  for (;;) {
    const page = await nextEntries(trx, chain)
    for (const row of page) {
      if (row.case_id !== chain.caseId) {
        const broken = wrongHead(chain)
        if (broken) return found(broken)
        chain = { caseId: row.case_id, seq: 0, hash: GENESIS, headSeq: row.head_seq, headHash: row.head_hash }
        cases += 1
      }
      const broken = wrongEntry(row, chain)
      if (broken) return found({ caseId: row.case_id, ...broken })
      chain.seq = row.seq
      chain.hash = row.hash
      entries += 1
    }
    if (page.length < PAGE) break
  }
  const broken = wrongHead(chain)
  if (broken) return found(broken)
  const emptied = await emptiedCase(trx)
  return found(
    emptied === null
      ? null
      : { caseId: emptied, seq: 1, reason: text('全部记录被删除', 'all its entries were deleted') },
  )
}

// Written out, not by the function that the ledger is written with: it stands in what is being verified.
const agrees = sql<boolean>`
  ledger.canonical = jsonb_build_object(
    'caseId', ledger.case_id,
    'seq', ledger.seq,
    'kind', ledger.kind,
    'engineNo', ledger.engine_no,
    'at', to_char(ledger.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'recordedAt', to_char(ledger.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'actor', ledger.actor,
    'commandId', ledger.command_id,
    'type', ledger.type,
    'data', ledger.data
  )::text
`

type EntryRow = Awaited<ReturnType<typeof nextEntries>>[number]

const nextEntries = (trx: Kysely<Schema>, after: Pick<Chain, 'caseId' | 'seq'>) =>
  trx
    .selectFrom('ledger')
    .leftJoin('cases', 'cases.id', 'ledger.case_id')
    .select(['ledger.case_id', 'ledger.seq', 'ledger.canonical', 'ledger.prev_hash', 'ledger.hash'])
    .select(['cases.head_seq', 'cases.head_hash', agrees.as('agrees')])
    .where(sql<boolean>`(ledger.case_id, ledger.seq) > (${after.caseId}, ${after.seq})`)
    .orderBy('ledger.case_id')
    .orderBy('ledger.seq')
    .limit(PAGE)
    .execute()

function wrongEntry(row: EntryRow, before: Chain): { seq: number; reason: Text } | null {
  const expected = before.seq + 1
  if (row.seq > expected) {
    return { seq: expected, reason: text(`第 ${expected} 条缺失`, `entry ${expected} is missing`) }
  }
  const wrong = (zh: string, en: string) => ({ seq: row.seq, reason: text(zh, en) })
  if (row.seq < expected) return wrong('编号不对，是插入的记录', 'its number is wrong: it was inserted')
  if (row.prev_hash !== before.hash) {
    return wrong(
      '与前一条衔接不上，此条或前一条被改动',
      'it does not follow from the entry before: one of the two was altered',
    )
  }
  if (!row.agrees) {
    return wrong('各栏内容与存证文本不一致，被改动', 'its columns differ from the text that was hashed: it was altered')
  }
  if (row.hash !== hashEntry(before.hash, row.canonical)) {
    return wrong('内容与校验值不符，被改动', 'its content does not match its hash: it was altered')
  }
  return null
}

function wrongHead({ caseId, seq, hash, headSeq, headHash }: Chain): BrokenEntry | null {
  const wrong = (at: number, zh: string, en: string) => ({ caseId, seq: at, reason: text(zh, en) })
  if (headSeq === null) return wrong(1, '没有这个事项，却有它的记录', 'there is no such case, but entries of it')
  if (headSeq > seq) {
    return wrong(
      seq + 1,
      `末尾缺失：应有 ${headSeq} 条，只有 ${seq} 条`,
      `the end is missing: ${seq} of ${headSeq} entries are left`,
    )
  }
  if (headSeq < seq) {
    return wrong(
      headSeq + 1,
      `多出记录：应有 ${headSeq} 条，却有 ${seq} 条`,
      `entries were added: ${seq} instead of ${headSeq}`,
    )
  }
  if (headHash !== hash) {
    return wrong(
      seq,
      '与事项登记的末条校验值不符，被改动',
      "it differs from the case's record of its last entry: it was altered",
    )
  }
  return null
}

async function emptiedCase(trx: Transaction<Schema>): Promise<string | null> {
  const row = await trx
    .selectFrom('cases')
    .select('id')
    .where('head_seq', '>', 0)
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('ledger').select('ledger.id').whereRef('ledger.case_id', '=', 'cases.id'))),
    )
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}
