import { type Kysely, sql } from 'kysely'
import { DatabaseError } from 'pg'
import type { DepositMode } from '../domain/processes/deposit.ts'
import type { BookingMode, Holding, Posting } from '../domain/settlement.ts'
import type { Schema } from './schema.ts'

type Reader = Kysely<Schema>

export type Posted = 'POSTED' | 'VOUCHER_TAKEN' | 'BOOKS_CHANGED'

/**
 * Books a case's posting once, with entries that sum to nothing. POSTED when it is booked, now or earlier;
 * VOUCHER_TAKEN when the voucher belongs to another posting; BOOKS_CHANGED, and nothing is booked, when another case
 * has booked meanwhile what this one was to settle: more would leave a person's account than is held there.
 */
export async function postDeposit(db: Reader, posting: Posting): Promise<Posted> {
  try {
    return await db.transaction().execute(async (trx): Promise<Posted> => {
      // One after another, so that what is held cannot change between the look and the entry.
      await sql`select pg_advisory_xact_lock(hashtextextended(${`deposits/${posting.year}`}, 3))`.execute(trx)
      const { rows } = await sql<{ id: number }>`
        insert into deposit_posting (case_id, unit_id, year, mode, voucher_no, at, preparer_id, reviewer_id, approver_id)
        values (${posting.caseId}, ${posting.unitId}, ${posting.year}, ${posting.mode}, ${posting.voucherNo}, ${posting.at},
          ${posting.preparerId}, ${posting.reviewerId}, ${posting.approverId})
        on conflict (case_id) do nothing returning id`.execute(trx)
      const posted = rows[0]
      if (!posted) return 'POSTED'
      for (const [line, { account, fen, payerId }] of posting.entries.entries())
        await sql`
          insert into deposit_entry (posting_id, line, account, fen, payer_id)
          values (${posted.id}, ${line + 1}, ${account}, ${fen}, ${payerId ?? null})`.execute(trx)
      const { holdings } = await holdingsOf(trx, posting.unitId, posting.year)
      const left = holdings.reduce((sum, { fen }) => sum + fen, 0)
      if (holdings.some(({ fen }) => fen < 0) || (posting.settles && left !== 0)) throw new BooksChanged()
      return 'POSTED'
    })
  } catch (error) {
    if (error instanceof BooksChanged) return 'BOOKS_CHANGED'
    if (error instanceof DatabaseError && error.constraint === 'deposit_posting_voucher_no_key') return 'VOUCHER_TAKEN'
    throw error
  }
}

class BooksChanged extends Error {}

/**
 * What is held for a unit and year, person by person, fen: what came in less what was settled; and how it was booked.
 * What was booked for a unit that was merged into it is its own now.
 */
export async function holdingsOf(
  db: Reader,
  unitId: string,
  year: number,
): Promise<{ holdings: Holding[]; mode: BookingMode }> {
  const { rows } = await sql<{ payer_id: string | null; fen: number; cash: boolean }>`
    select entry.payer_id, (-sum(entry.fen))::bigint as fen, bool_or(posting.mode = 'CASH') as cash
    from deposit_entry as entry
      join deposit_posting as posting on posting.id = entry.posting_id
      join unit on unit.id = posting.unit_id
    where entry.account = 'HELD' and coalesce(unit.merged_into, unit.id) = ${unitId} and posting.year = ${year}
    group by entry.payer_id having sum(entry.fen) <> 0 order by entry.payer_id`.execute(db)
  return {
    holdings: rows.map(({ payer_id: payerId, fen }) => ({ payerId, fen })),
    mode: rows.some(({ cash }) => cash) ? 'CASH' : 'RECORD_ONLY',
  }
}

/** The settlement of a unit's year that is under way, also one that came to it by a merger; null when there is none. */
export async function openSettlementOf(db: Reader, unitId: string, year: number): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from cases where kind = 'settlement' and outcome is null and unit_id = ${unitId}
      and (content ->> 'year')::int = ${year} limit 1`.execute(db)
  return rows[0]?.id ?? null
}

export type DepositStanding = {
  unitId: string
  unitName: string
  paidFen: number
  heldFen: number
  refundedFen: number
  retainedFen: number
  rewardFen: number
}

/** How the deposits of a year stand, unit by unit, fen; `onlyUnit` narrows it to one. */
export async function depositStandings(db: Reader, year: number, onlyUnit: string | null): Promise<DepositStanding[]> {
  const { rows } = await sql<{
    id: string
    name: string
    paid: number
    held: number
    retained: number
    reward: number
  }>`
    select unit.id, unit.name,
      coalesce(sum(entry.fen) filter (where entry.account = 'TREASURY' and entry.fen > 0), 0)::bigint as paid,
      coalesce(-sum(entry.fen) filter (where entry.account = 'HELD'), 0)::bigint as held,
      coalesce(-sum(entry.fen) filter (where entry.account = 'RETAINED'), 0)::bigint as retained,
      coalesce(sum(entry.fen) filter (where entry.account = 'REWARD'), 0)::bigint as reward
    from deposit_posting as posting
      join deposit_entry as entry on entry.posting_id = posting.id
      join unit as booked on booked.id = posting.unit_id
      join unit on unit.id = coalesce(booked.merged_into, booked.id)
    where posting.year = ${year} and (${onlyUnit}::text is null or unit.id = ${onlyUnit})
    group by unit.id, unit.name order by unit.id`.execute(db)
  return rows.map((row) => {
    const { paid, held, retained, reward } = row
    return {
      unitId: row.id,
      unitName: row.name,
      paidFen: paid,
      heldFen: held,
      // What was paid is held, refunded or retained: the identity of handbook §3.7 no. 3.
      refundedFen: paid - held - retained,
      retainedFen: retained,
      rewardFen: reward,
    }
  })
}

/** How deposits are kept now, and the grounds that were given for it. */
export async function depositMode(
  db: Reader,
): Promise<{ mode: DepositMode; basis: Record<string, string>; setAt: Date }> {
  const { rows } = await sql<{ mode: DepositMode; basis: Record<string, string>; set_at: Date }>`
    select mode, basis, set_at from deposit_mode order by id desc limit 1`.execute(db)
  const row = rows[0]
  return row ? { mode: row.mode, basis: row.basis, setAt: row.set_at } : { mode: 'OFF', basis: {}, setAt: new Date(0) }
}

export async function setDepositMode(
  db: Reader,
  mode: DepositMode,
  basis: Record<string, string>,
  by: string,
): Promise<void> {
  await sql`insert into deposit_mode (mode, basis, set_by) values (${mode}, ${JSON.stringify(basis)}, ${by})`.execute(
    db,
  )
}
