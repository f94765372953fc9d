import { sql } from 'kysely'
import type { Db } from './connect.ts'

const BEAT_MS = 15_000

/** A silence longer than this is an outage of ours, which no deadline may count against anybody. */
export const OUTAGE_MS = 120_000

/**
 * Notes every fifteen seconds that a part is alive, and an outage when its last sign is older than two
 * minutes. A database that is away is itself noticed as silence. Returns what stops the beating.
 */
export function beat(db: Db, part: string): () => void {
  const once = () => {
    noteBeat(db, part).catch(() => {})
  }
  once()
  const timer = setInterval(once, BEAT_MS)
  return () => clearInterval(timer)
}

async function noteBeat(db: Db, part: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`
      insert into outage (part, from_at, to_at)
      select part, at, clock_timestamp() from heartbeat
      where part = ${part} and at < clock_timestamp() - ${OUTAGE_MS} * interval '1 millisecond'
    `.execute(trx)
    await sql`
      insert into heartbeat (part, at) values (${part}, clock_timestamp())
      on conflict (part) do update set at = excluded.at
    `.execute(trx)
  })
}
