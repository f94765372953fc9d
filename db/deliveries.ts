import { type Kysely, sql, type Transaction } from 'kysely'
import { type Channel, onlyWhileOpen } from '../domain/notifications.ts'
import type { Schema } from './schema.ts'

/** What goes out of the product, by channel: waiting, sent, of no use any more, or given up. */

type Reader = Kysely<Schema>

export type NewDelivery = { notification_id: number; channel: Channel; next_try_at: Date }

export async function addDeliveries(trx: Transaction<Schema>, deliveries: NewDelivery[]): Promise<void> {
  if (deliveries.length === 0) return
  await trx
    .insertInto('delivery')
    .values(deliveries)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

const LEASE_MS = 120_000

/** Ones that are due at `now`, at most `limit`, by person; whoever takes them has them to themselves for two minutes. */
export async function takeDeliveries(db: Reader, channel: Channel, now: Date, limit: number): Promise<number[]> {
  return db.transaction().execute(async (trx) => {
    // Two that take at once would tear a person's digest apart.
    const { rows } = await sql<{ mine: boolean }>`
      select pg_try_advisory_xact_lock(hashtext('delivery'), hashtext(${channel})) as mine
    `.execute(trx)
    if (!rows[0]?.mine) return []
    const due = await trx
      .selectFrom('delivery')
      .innerJoin('notification', 'notification.id', 'delivery.notification_id')
      .select('delivery.id')
      .where('delivery.channel', '=', channel)
      .where('delivery.state', '=', 'WAITING')
      .where('delivery.next_try_at', '<=', now)
      .orderBy('notification.person_id')
      .orderBy('delivery.id')
      .limit(limit)
      .execute()
    const ids = due.map(({ id }) => id)
    if (ids.length === 0) return []
    await trx
      .updateTable('delivery')
      .set(({ eb }) => ({ tries: eb('tries', '+', 1), next_try_at: new Date(now.getTime() + LEASE_MS) }))
      .where('id', 'in', ids)
      .execute()
    return ids
  })
}

/** What was taken, with all that sending it needs. */
export const readDeliveries = (db: Reader, ids: number[]) =>
  db
    .selectFrom('delivery')
    .innerJoin('notification', 'notification.id', 'delivery.notification_id')
    .innerJoin('person', 'person.id', 'notification.person_id')
    .leftJoin('task', 'task.id', 'notification.task_id')
    .select(['delivery.id', 'delivery.tries', 'delivery.failing_since', 'notification.id as notification_id'])
    .select(['notification.case_id', 'notification.kind', 'notification.title', 'notification.body', 'notification.at'])
    .select(['notification.sealed', 'notification.person_id', 'person.name', 'person.username', 'person.active'])
    .select(({ eb }) => [
      eb.and([eb('notification.kind', 'in', [...onlyWhileOpen]), eb('task.state', '!=', 'OPEN')]).as('done'),
    ])
    .where('delivery.id', 'in', ids)
    .orderBy('delivery.id')
    .execute()
export type Delivery = Awaited<ReturnType<typeof readDeliveries>>[number]

export const noteSent = (db: Reader, ids: number[], at: Date) =>
  db
    .updateTable('delivery')
    .set({ state: 'SENT', sent_at: at, failing_since: null, last_error: null })
    .where('id', 'in', ids)
    .execute()

export const noteMoot = (db: Reader, ids: number[]) =>
  db.updateTable('delivery').set({ state: 'MOOT', failing_since: null }).where('id', 'in', ids).execute()

/** It was not the time: it waits until `until`, and that was no try. */
export const putOff = (db: Reader, id: number, until: Date) =>
  db
    .updateTable('delivery')
    .set(({ eb }) => ({ tries: eb('tries', '-', 1), next_try_at: until }))
    .where('id', '=', id)
    .execute()

export const noteFailure = (
  db: Reader,
  id: number,
  { now, error, next }: { now: Date; error: string; next: Date | null },
) =>
  db
    .updateTable('delivery')
    .set(({ fn, val }) => ({
      failing_since: fn.coalesce('failing_since', val(now)),
      last_error: error,
      ...(next ? { next_try_at: next } : { state: 'GIVEN_UP' as const }),
    }))
    .where('id', '=', id)
    .execute()

export type FailingChannel = { channel: Channel; waiting: number; since: Date; last_error: string }

/** Channels with something that has been failing for over an hour. */
export async function failingChannels(db: Reader): Promise<FailingChannel[]> {
  const { rows } = await sql<FailingChannel>`
    select channel, count(*) as waiting, min(failing_since) as since,
      (array_agg(last_error order by next_try_at desc))[1] as last_error
    from delivery
    where state = 'WAITING' and failing_since < clock_timestamp() - interval '1 hour'
    group by channel order by channel
  `.execute(db)
  return rows
}

export type GivenUp = { channel: Channel; count: number; since: Date; last_error: string | null; people: string[] }

/** What was given up in the last thirty days, by channel, and to whom it was to go; the first ten names. */
export async function givenUpDeliveries(db: Reader, now: Date): Promise<GivenUp[]> {
  const { rows } = await sql<GivenUp>`
    select delivery.channel, count(*) as count, min(delivery.failing_since) as since,
      (array_agg(delivery.last_error order by delivery.failing_since desc))[1] as last_error,
      (array_agg(distinct person.name))[1:10] as people
    from delivery
      join notification on notification.id = delivery.notification_id
      join person on person.id = notification.person_id
    where delivery.state = 'GIVEN_UP' and delivery.next_try_at > ${now}::timestamptz - interval '30 days'
    group by delivery.channel order by delivery.channel
  `.execute(db)
  return rows
}

/** Has what was given up in the last thirty days sent once more, as if for the first time. Returns how many. */
export async function resendGivenUp(db: Reader, channel: Channel): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('delivery')
    .set({ state: 'WAITING', tries: 0, failing_since: null, next_try_at: sql<Date>`clock_timestamp()` })
    .where('state', '=', 'GIVEN_UP')
    .where('channel', '=', channel)
    .where('next_try_at', '>', sql<Date>`clock_timestamp() - interval '30 days'`)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
