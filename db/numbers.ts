import { sql, type Transaction } from 'kysely'
import { dateOf } from '../domain/calendar.ts'
import { documentNo } from '../domain/processes/rectification.ts'
import type { Schema } from './schema.ts'

/**
 * Numbers a case's document: gapless per year and type, because the counter moves in the transaction that
 * records the issue. A further round keeps the number and adds its own. Returns the number as printed and
 * puts it on the case. `at` is the instant of issue, ISO; the year is that of Asia/Shanghai.
 */
export async function issueNumber(
  trx: Transaction<Schema>,
  caseId: string,
  docType: string,
  round: number,
  at: string,
): Promise<string> {
  const held = await trx
    .selectFrom('document_number')
    .select(['year', 'seq'])
    .where('doc_type', '=', docType)
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  const { year, seq } = held ?? (await nextNumber(trx, caseId, docType, at))
  await trx
    .updateTable('cases')
    .set({ number: documentNo(year, seq, 1) })
    .where('id', '=', caseId)
    .execute()
  return documentNo(year, seq, round)
}

async function nextNumber(
  trx: Transaction<Schema>,
  caseId: string,
  docType: string,
  at: string,
): Promise<{ year: number; seq: number }> {
  const year = Number(dateOf(Date.parse(at)).slice(0, 4))
  const { last_seq: seq } = await trx
    .insertInto('document_counter')
    .values({ doc_type: docType, year, last_seq: 1 })
    .onConflict((conflict) =>
      conflict.columns(['doc_type', 'year']).doUpdateSet({ last_seq: sql`document_counter.last_seq + 1` }),
    )
    .returning('last_seq')
    .executeTakeFirstOrThrow()
  await trx
    .insertInto('document_number')
    .values({ doc_type: docType, year, seq, case_id: caseId, issued_at: at })
    .execute()
  return { year, seq }
}
