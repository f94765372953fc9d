import type { Kysely, Transaction } from 'kysely'
import { readCalendar } from '../../db/calendar.ts'
import type { Db } from '../../db/connect.ts'
import { addDeliveries, type NewDelivery } from '../../db/deliveries.ts'
import { addNotifications, readPreferences } from '../../db/notifications.ts'
import type { Schema } from '../../db/schema.ts'
import { activePeople, entriesBetween, movePosition, readTold, takePosition } from '../../db/told.ts'
import { mailTime, nextOpening } from '../../domain/notification-preferences.ts'
import { type Channel, notificationText } from '../../domain/notifications.ts'
import { takenBackTellings } from './taken-back.ts'
import { type Telling, tellingsOf, type World } from './tellings.ts'

const BATCH = 200

/**
 * Tells what the ledger says after the stored position, up to an entry before which none can come any more.
 * What is told, how it goes out and the new position are one transaction. Returns whether there may be more.
 */
export const tellLedger = (db: Db, upTo: number, now: Date, out: readonly Channel[]): Promise<boolean> =>
  db.transaction().execute(async (trx) => {
    const position = await takePosition(trx)
    if (position === null || position >= upTo) return false
    const entries = await entriesBetween(trx, position, upTo, BATCH)
    const world: World = { db: trx, people: await activePeople(trx), now, ...(await readTold(trx, entries)) }
    const tellings: Telling[] = []
    for (const entry of entries) {
      try {
        tellings.push(...(await tellingsOf(world, entry)), ...takenBackTellings(world, entry))
      } catch (error) {
        // One that cannot be read must not keep the others from being told; a database that fails fails below.
        console.error(`notifier: entry ${entry.id} (${entry.type}) tells nobody`, error)
      }
    }
    await keep(trx, world, tellings, out)
    const last = entries.length < BATCH ? upTo : (entries.at(-1)?.id ?? upTo)
    await movePosition(trx, last)
    return last < upTo
  })

async function keep(
  trx: Transaction<Schema>,
  world: World,
  tellings: Telling[],
  out: readonly Channel[],
): Promise<void> {
  const rows = tellings.flatMap(({ caseId, taskId, occasion, facts, people }) =>
    people.map((personId) => ({
      case_id: caseId,
      round: facts.round,
      kind: facts.kind,
      task_id: taskId,
      occasion,
      person_id: personId,
      ...notificationText(facts),
      sealed: facts.task?.sealed ?? false,
      at: world.now,
    })),
  )
  const added = await addNotifications(trx, rows)
  if (out.length > 0 && added.length > 0) await addDeliveries(trx, await planned(trx, added, world.now, out))
}

/** How each goes out, and from when: by each person's wishes and quiet hours. */
async function planned(
  db: Kysely<Schema>,
  added: { id: number; person_id: string }[],
  now: Date,
  out: readonly Channel[],
): Promise<NewDelivery[]> {
  const wishes = await readPreferences(db, [...new Set(added.map((row) => row.person_id))])
  const calendar = await readCalendar(db)
  return added.flatMap(({ id, person_id: personId }) => {
    const wish = wishes.get(personId)
    if (!wish) return []
    return out
      .filter((channel) => channel === 'WEBHOOK' || (wish.emailMode !== 'OFF' && wish.email !== ''))
      .map((channel) => {
        const at = (channel === 'EMAIL' ? mailTime : nextOpening)(wish, calendar, now.getTime())
        return { notification_id: id, channel, next_try_at: new Date(at) }
      })
  })
}
