import { type Kysely, sql } from 'kysely'
import type { Loss } from '../domain/backups.ts'
import type { Schema } from './schema.ts'

/** What was received and recorded after an instant: what a restore to it would undo. */
export async function readLoss(db: Kysely<Schema>, at: Date): Promise<Loss> {
  const { rows } = await sql<Loss>`
    select
      (select count(*)::integer from command where received_at > ${at}) as acts,
      (select count(distinct actor_id)::integer from command where received_at > ${at}) as people,
      (select count(distinct case_id)::integer from ledger where recorded_at > ${at}) as cases,
      (select count(*)::integer from ledger where recorded_at > ${at} and type = 'caseOpened') as opened,
      (select count(*)::integer from ledger where recorded_at > ${at} and type = 'documentIssued') as documents,
      (select count(*)::integer from ledger
        where recorded_at > ${at} and type = 'caseOpened' and data ->> 'kind' = 'complaint') as complaints
  `.execute(db)
  return rows[0] as Loss
}
