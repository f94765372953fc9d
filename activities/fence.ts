import { sql } from 'kysely'
import type { Activities } from './contract.ts'
import type { Db } from '../db/connect.ts'

/** Outages that fell into these last hours before a deadline may have kept somebody from acting. */
const LAST_HOURS = 4

/**
 * What the verdict at a deadline must know. The exclusive lock waits for everybody who is in the middle of
 * receiving a command on this case, so that nothing received in time is overlooked. Under time skipping the
 * database's clock says nothing about the case's, so a timer is never early there.
 */
export const fenceIn =
  (db: Db, { skipping }: { skipping: boolean }): Activities['fence'] =>
  async ({ caseId, taskId, dueAt }) =>
    db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(hashtext(${caseId}))`.execute(trx)
      const { undecided } = await trx
        .selectFrom('command')
        .select(({ fn }) => fn.countAll<number>().as('undecided'))
        .where('case_id', '=', caseId)
        .where('task_id', '=', taskId)
        .where('decision', 'is', null)
        .where('business_at', '<=', new Date(dueAt))
        .executeTakeFirstOrThrow()
      const { rows } = await sql<{ early_ms: number }>`
        select greatest(0, extract(epoch from (${dueAt}::timestamptz - clock_timestamp())) * 1000)::float8 as early_ms
      `.execute(trx)
      const outages = await trx
        .selectFrom('outage')
        .select(['from_at', 'to_at'])
        .where('to_at', '>', new Date(Date.parse(dueAt) - LAST_HOURS * 3_600_000))
        .where('from_at', '<', new Date(dueAt))
        .execute()
      return {
        undecided,
        earlyMs: skipping ? 0 : Math.ceil(rows[0]?.early_ms ?? 0),
        outages: outages.map((outage) => ({ from: outage.from_at.toISOString(), to: outage.to_at.toISOString() })),
      }
    })
