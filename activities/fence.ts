import { sql } from 'kysely'
import type { Activities } from './contract.ts'
import type { Db } from '../db/connect.ts'
import { OUTAGE_MS } from '../db/heartbeat.ts'

/** Outages that fell into these last hours before a deadline may have kept somebody from acting. */
const LAST_HOURS = 4

type Found = { undecided: number; early_ms: number; outages: { from: string; to: string }[] }

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
      const { rows } = await sql<Found>`
        select
          (
            select count(*)::integer
            from command
            where case_id = ${caseId}
              and task_id = ${taskId}
              and decision is null
              and business_at <= due
          ) as undecided,
          greatest(0, extract(epoch from due - clock_timestamp()) * 1000)::float8 as early_ms,
          (
            select coalesce(jsonb_agg(jsonb_build_object('from', from_at, 'to', to_at) order by from_at), '[]')
            from (
              select from_at, to_at from outage
              -- Who is silent now notes it only when they are back.
              union all
              select at, clock_timestamp() from heartbeat where at < clock_timestamp() - ${OUTAGE_MS} * interval '1 millisecond'
            ) as silence
            where to_at > due - ${LAST_HOURS} * interval '1 hour'
              and from_at < due
          ) as outages
        from (select ${dueAt}::timestamptz as due) as deadline
      `.execute(trx)
      const { undecided, early_ms: earlyMs, outages } = rows[0] as Found
      const iso = (at: string): string => new Date(at).toISOString()
      return {
        undecided,
        earlyMs: skipping ? 0 : Math.ceil(earlyMs),
        outages: outages.map(({ from, to }) => ({ from: iso(from), to: iso(to) })),
      }
    })
