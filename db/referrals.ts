import { type Kysely, sql } from 'kysely'
import type { SanctionRecord } from '../domain/referral-forms.ts'
import { type Reach, reaches } from './reach.ts'
import type { Schema } from './schema.ts'

type Reader = Kysely<Schema>

/**
 * The referrals about a unit that are with the competent organ and not concluded: while there is one, rewards and
 * honours of those concerned stand still (Law on Administrative Sanctions §52).
 */
export const openReferralsOf = (db: Reader, unitId: string): Promise<{ id: string; number: string | null }[]> =>
  db
    .selectFrom('cases')
    .select(['id', 'number'])
    .where('kind', '=', 'referral')
    .where('unit_id', '=', unitId)
    .where('stage', '=', 'TRANSFERRED')
    .where('outcome', 'is', null)
    .orderBy('id')
    .execute()

export type ResultRow = {
  case_id: string
  title: string
  unit_id: string
  unit_name: string
  letter_no: string | null
  received_at: Date | null
  recorded_at: Date
  recorded_by: string
  result: SanctionRecord
}

export type ResultQuery = { search: string; organ?: string | undefined; kind?: string | undefined }

/** The recorded results within a reach, newest first; at most 2,000. */
export async function listResults(db: Reader, reach: Reach, query: ResultQuery): Promise<ResultRow[]> {
  const like = `%${query.search.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const { rows } = await sql<ResultRow>`
    select cases.id as case_id, cases.title, cases.unit_id, unit.name as unit_name, letter.number as letter_no,
      (select max(receipt.closed_at) from task as receipt
        where receipt.case_id = cases.id and receipt.step = 'transferReceipt' and receipt.state = 'DONE') as received_at,
      task.closed_at as recorded_at, coalesce(task.closed_by ->> 'name', '') as recorded_by, task.outcome as result
    from cases join task on task.case_id = cases.id and task.step = 'sanctionRecord' and task.state = 'DONE'
      join unit on unit.id = cases.unit_id
      left join cases as letter on letter.id = cases.parent_id
    where cases.kind = 'discipline' and ${reaches(reach)}
      and (${query.organ ?? null}::text is null or task.outcome ->> 'organ' = ${query.organ ?? null})
      and (${query.kind ?? null}::text is null or task.outcome ->> 'kind' = ${query.kind ?? null})
      and (${query.search} = '' or concat_ws(' ', cases.title, unit.name, unit.short_name, letter.number,
        task.outcome ->> 'documentNo', task.outcome ->> 'subject') ilike ${like})
    order by task.closed_at desc, cases.id desc limit 2000
  `.execute(db)
  return rows
}
