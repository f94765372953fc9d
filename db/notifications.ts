import { type Kysely, sql, type Transaction } from 'kysely'
import { defaultPreference, type NotificationPreference } from '../domain/notification-preferences.ts'
import type { NotificationItem, NotificationKind } from '../domain/notifications.ts'
import type { Text } from '../domain/text.ts'
import type { Schema } from './schema.ts'

type Reader = Kysely<Schema>

export type NewNotification = {
  case_id: string
  round: number
  kind: NotificationKind
  task_id: string
  occasion: string
  person_id: string
  title: Text
  body: Text
  sealed: boolean
  at: Date
}

/** Writes what nobody has been told yet; returns those rows. Telling again what was told changes nothing. */
export async function addNotifications(
  trx: Transaction<Schema>,
  notifications: NewNotification[],
): Promise<{ id: number; person_id: string }[]> {
  if (notifications.length === 0) return []
  return trx
    .insertInto('notification')
    .values(notifications.map((row) => ({ ...row, title: JSON.stringify(row.title), body: JSON.stringify(row.body) })))
    .onConflict((conflict) => conflict.doNothing())
    .returning(['id', 'person_id'])
    .execute()
}

/** What somebody has been told, newest first, one more than asked for when there are more. */
export async function listNotifications(
  db: Reader,
  personId: string,
  { unread, cursor, limit }: { unread: boolean; cursor?: number; limit: number },
): Promise<NotificationItem[]> {
  let query = db.selectFrom('notification').selectAll().where('person_id', '=', personId)
  if (unread) query = query.where('read_at', 'is', null)
  if (cursor !== undefined) query = query.where('id', '<', cursor)
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    caseId: row.case_id,
    title: row.title,
    body: row.body,
    at: row.at.toISOString(),
    read: row.read_at !== null,
  }))
}

export async function countUnread(db: Reader, personId: string): Promise<number> {
  const row = await db
    .selectFrom('notification')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('person_id', '=', personId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow()
  return row.count
}

/** Marks as read what is somebody's own: the ids given, or everything up to `upTo`. Returns how many were unread. */
export async function markRead(
  db: Reader,
  personId: string,
  which: { ids: number[] } | { upTo: number },
): Promise<number> {
  const query = db
    .updateTable('notification')
    .set({ read_at: sql<Date>`clock_timestamp()` })
    .where('person_id', '=', personId)
    .where('read_at', 'is', null)
  const { numUpdatedRows } = await ('ids' in which
    ? query.where('id', 'in', which.ids)
    : query.where('id', '<=', which.upTo)
  ).executeTakeFirst()
  return Number(numUpdatedRows)
}

/** The directory's address when it is one that mail reaches; accounts are made with one that is not. */
export const reachableAddress = (address: string): string => (address.endsWith('.invalid') ? '' : address)

/** How these people wish to be told, by their id. */
export async function readPreferences(db: Reader, personIds: string[]): Promise<Map<string, NotificationPreference>> {
  if (personIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('person')
    .leftJoin('notification_preference as wish', 'wish.person_id', 'person.id')
    .select(['person.id', 'person.email as address', 'wish.email', 'wish.email_mode', 'wish.quiet_from'])
    .select(['wish.quiet_to', 'wish.days_off', 'wish.language'])
    .where('person.id', 'in', personIds)
    .execute()
  return new Map(
    rows.map((row) => {
      const usual = defaultPreference(reachableAddress(row.address))
      return [
        row.id,
        {
          email: row.email ?? usual.email,
          emailMode: row.email_mode ?? usual.emailMode,
          quietFrom: row.quiet_from ?? usual.quietFrom,
          quietTo: row.quiet_to ?? usual.quietTo,
          daysOff: row.days_off ?? usual.daysOff,
          language: row.language ?? usual.language,
        },
      ]
    }),
  )
}

export async function savePreference(db: Reader, personId: string, wish: NotificationPreference): Promise<void> {
  const row = {
    email: wish.email,
    email_mode: wish.emailMode,
    quiet_from: wish.quietFrom,
    quiet_to: wish.quietTo,
    days_off: wish.daysOff,
    language: wish.language,
    updated_at: new Date(),
  }
  await db
    .insertInto('notification_preference')
    .values({ person_id: personId, ...row })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
    .execute()
}
