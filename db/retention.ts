import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'

/** How long people keep what they were told: read, a year; unread, two. The ledger keeps what happened for ever. */
const READ_DAYS = 365
const UNREAD_DAYS = 730
/** At most so many at once, so that nobody waits for it. */
const AT_ONCE = 5_000

/** Removes what people were told long ago and how it went out. What is still waiting to go out is kept. */
export async function forgetOld(db: Kysely<Schema>, now: Date): Promise<void> {
  await sql`
    with old as (
      select id from notification
      where at < ${now}::timestamptz - case when read_at is null then ${UNREAD_DAYS}::integer else ${READ_DAYS}::integer end * interval '1 day'
        and not exists (select from delivery where notification_id = notification.id and state = 'WAITING')
      order by at limit ${AT_ONCE}
    ),
    gone as (delete from delivery where notification_id in (select id from old))
    delete from notification where id in (select id from old)
  `.execute(db)
}
