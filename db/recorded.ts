import { type Kysely, sql } from 'kysely'
import type { RunStanding } from '../domain/rerun.ts'
import type { Schema } from './schema.ts'

/** A case as the read model and the ledger have it, of one moment. */
export type RecordedCase = {
  standing: RunStanding
  /** The events that stand, in their order: of several lines the one that was written last. */
  events: { type: string; command_id: string | null; data: unknown }[]
  entries: number
  refusals: number
  head: string
}

/** Reads it in one snapshot. Throws when there is no such case. */
export const readRecorded = (db: Kysely<Schema>, caseId: string): Promise<RecordedCase> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      const of = await trx.selectFrom('cases').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow()
      const open = await trx
        .selectFrom('task')
        .select('id')
        .where('case_id', '=', caseId)
        .where('state', '=', 'OPEN')
        .execute()
      const events = await trx
        .selectFrom('ledger')
        .distinctOn('engine_no')
        .select(['engine_no', 'type', 'command_id', 'data'])
        .where('case_id', '=', caseId)
        .where('kind', '=', 'EVENT')
        .where('engine_no', '<=', of.engine_no)
        .orderBy('engine_no')
        .orderBy('seq', 'desc')
        .execute()
      const counted = await trx
        .selectFrom('ledger')
        .select([
          sql<number>`count(*)::int`.as('entries'),
          sql<number>`(count(*) filter (where kind = 'REFUSAL'))::int`.as('refusals'),
        ])
        .where('case_id', '=', caseId)
        .executeTakeFirstOrThrow()
      return {
        standing: {
          stage: of.stage,
          round: of.round,
          outcome: of.outcome,
          failedRounds: of.failed_rounds,
          openTasks: open.map(({ id }) => id).sort(),
          events: of.engine_no,
        },
        events,
        ...counted,
        head: of.head_hash,
      }
    })
