import { setTimeout as sleep } from 'node:timers/promises'
import { readCalendar } from '../../db/calendar.ts'
import type { Db } from '../../db/connect.ts'
import {
  type Delivery,
  noteFailure,
  noteMoot,
  noteSent,
  putOff,
  readDeliveries,
  takeDeliveries,
} from '../../db/deliveries.ts'
import { readPreferences } from '../../db/notifications.ts'
import { nextOpening, type NotificationPreference } from '../../domain/notification-preferences.ts'
import type { Channel } from '../../domain/notifications.ts'
import type { Envelope, Send } from './mail.ts'

const MOST = 200
const AT_ONCE = 4

/** No new message is begun later than this after the batch was taken, so that none outlives its lease. */
const BEGIN_WITHIN_MS = 60_000

const HOUR_MS = 3_600_000
const GIVE_UP_MS = 7 * 24 * HOUR_MS

/** How long to wait after so many tries, in ms: ten seconds, twice as long each time, an hour at most. */
export const backOff = (tries: number): number => Math.min(HOUR_MS, 10_000 * 2 ** Math.max(0, tries - 1))

/** Sends what is due on a channel. One that fails waits for its next try; the others go on. Returns how many were taken. */
export async function deliver(db: Db, channel: Channel, send: Send, clock: () => Date): Promise<number> {
  const now = clock()
  const ids = await takeDeliveries(db, channel, now, MOST)
  if (ids.length === 0) return 0
  const taken = await readDeliveries(db, ids)
  const wishes = await readPreferences(db, [...new Set(taken.map((delivery) => delivery.person_id))])
  const calendar = await readCalendar(db)
  const ready: { delivery: Delivery; wish: NotificationPreference }[] = []
  const moot: number[] = []
  for (const delivery of taken) {
    const wish = wishes.get(delivery.person_id)
    if (!wish || !delivery.active || delivery.done || (channel === 'EMAIL' && unwanted(wish))) {
      moot.push(delivery.id)
      continue
    }
    const opening = nextOpening(wish, calendar, now.getTime())
    if (opening > now.getTime()) await putOff(db, delivery.id, new Date(opening))
    else ready.push({ delivery, wish })
  }
  if (moot.length > 0) await noteMoot(db, moot)
  const waiting = envelopes(channel, ready)
  const lane = async () => {
    for (let envelope = waiting.shift(); envelope; envelope = waiting.shift()) {
      const late = clock().getTime() - now.getTime() > BEGIN_WITHIN_MS
      if (late) for (const { id } of envelope.deliveries) await putOff(db, id, now)
      else await sendOne(db, send, envelope, clock)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return ids.length
}

const unwanted = (wish: NotificationPreference): boolean => wish.emailMode === 'OFF' || wish.email === ''

/** One message each, but a person's daily mails are one. */
function envelopes(channel: Channel, ready: { delivery: Delivery; wish: NotificationPreference }[]): Envelope[] {
  const made: Envelope[] = []
  const digests = new Map<string, Envelope>()
  for (const { delivery, wish } of ready) {
    const digest = channel === 'EMAIL' && wish.emailMode === 'DAILY' ? digests.get(delivery.person_id) : undefined
    if (digest) {
      digest.deliveries.push(delivery)
      continue
    }
    const envelope: Envelope = { deliveries: [delivery], wish }
    digests.set(delivery.person_id, envelope)
    made.push(envelope)
  }
  return made
}

async function sendOne(db: Db, send: Send, envelope: Envelope, clock: () => Date): Promise<void> {
  try {
    await send(envelope, clock())
  } catch (error) {
    const message = (error instanceof Error ? error.message : String(error)).slice(0, 500)
    const now = clock()
    for (const { id, tries, failing_since: since } of envelope.deliveries) {
      const isHopeless = since !== null && now.getTime() - since.getTime() > GIVE_UP_MS
      const next = isHopeless ? null : new Date(now.getTime() + backOff(tries))
      await noteFailure(db, id, { now, error: message, next })
    }
    return
  }
  await surely(() =>
    noteSent(
      db,
      envelope.deliveries.map(({ id }) => id),
      clock(),
    ),
  )
}

/** What was sent would be sent again if this were not written: a database that is briefly away is waited for. */
async function surely(write: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await write()
      return
    } catch (error) {
      if (tries >= 5) throw error
      await sleep(tries * 1_000)
    }
  }
}
