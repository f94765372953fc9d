import { EventEmitter, on } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import { Client, type Notification } from 'pg'
import { z } from 'zod'
import { type Audience, audienceOf, changesSince, isAmong } from '../db/changes.ts'
import type { Db } from '../db/connect.ts'
import type { Reach } from '../db/reach.ts'
import { closedKinds } from '../domain/sealed.ts'

/** Something was written to a case's ledger; `id` is that entry's. */
export const Change = z.object({ id: z.number(), caseId: z.string(), unitId: z.string() })
export type Change = z.infer<typeof Change>

/** What a listener hears: a change, or that the sessions of a person were looked at again. */
export type News = { change: Change } | { sessionsOf: string }

export type Live = {
  /** News from now on, until the signal aborts or the server closes. Listens from the moment of the call. */
  listen(signal: AbortSignal): AsyncIterable<News>
  /** Changes since an entry, newest per case, oldest first, within a reach or all. At most 500 cases. */
  since(id: number, reach: Reach | null): Promise<Change[]>
  /** Whether somebody with this reach hears of a change. */
  hears(reach: Reach, change: Change): Promise<boolean>
  /** True once no more news will come. */
  closed(): boolean
  close(): Promise<void>
}

// Entries commit out of the order of their ids: what was late by less than this is told again.
const LATE_COMMITS = 200

/** Listens to the database's notifications on a connection of its own, which it renews when it breaks. */
export function createLive(databaseUrl: string, db: Db, log: FastifyBaseLogger): Live {
  const emitter = new EventEmitter()
  emitter.setMaxListeners(0)
  const closing = new AbortController()
  let lastId = 0
  let connection: Client | undefined

  const since = (id: number, reach: Reach | null): Promise<Change[]> =>
    changesSince(db, Math.max(0, id - LATE_COMMITS), reach)

  // Asked once a change, by the first listener, for all of them.
  const audiences = new WeakMap<Change, Promise<Audience>>()
  const hears = async (reach: Reach, change: Change): Promise<boolean> => {
    const asked = audiences.get(change) ?? audienceOf(db, change.caseId)
    audiences.set(change, asked)
    const audience = await asked
    const isFar = reach.scope === 'county' || (reach.scope === 'unit' && change.unitId === reach.unitId)
    if (isFar && !closedKinds(reach.scope, reach.roles).includes(audience.kind)) return true
    return isAmong(reach, audience)
  }

  const tell = (news: News): void => {
    if ('change' in news) lastId = Math.max(lastId, news.change.id)
    emitter.emit('news', news)
  }

  const hear = ({ channel, payload }: Notification): void => {
    if (channel === 'chuangwei_sessions') return tell({ sessionsOf: payload ?? '' })
    try {
      tell({ change: Change.parse(JSON.parse(payload ?? '')) })
    } catch (error) {
      log.warn({ err: error }, 'a notification could not be read')
    }
  }

  const listenOnce = async (): Promise<void> => {
    const client = new Client({
      connectionString: databaseUrl,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      application_name: 'chuangwei-live',
    })
    const ended = new Promise<void>((resolve) => {
      client.on('error', () => resolve())
      client.on('end', () => resolve())
    })
    client.on('notification', hear)
    try {
      await client.connect()
      connection = client
      await client.query('listen chuangwei; listen chuangwei_sessions')
      // What happened while nobody listened is told now.
      if (lastId === 0)
        lastId = (await client.query<{ id: number }>('select coalesce(max(id), 0) as id from ledger')).rows[0]?.id ?? 0
      else for (const change of await since(lastId, null)) tell({ change })
      await ended
    } finally {
      connection = undefined
      await client.end().catch(() => undefined)
    }
  }

  const loop = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      await listenOnce().catch((error: unknown) => log.debug({ err: error }, 'no live connection'))
      await sleep(1_000, undefined, { signal: closing.signal }).catch(() => undefined)
    }
  }
  const looping = loop()

  return {
    since,
    hears,
    closed: () => closing.signal.aborted,
    listen(signal) {
      const news = on(emitter, 'news', { signal: AbortSignal.any([signal, closing.signal]) })
      return {
        async *[Symbol.asyncIterator]() {
          try {
            for await (const [item] of news) yield item as News
          } catch (error) {
            if (!signal.aborted && !closing.signal.aborted) throw error
          }
        },
      }
    },
    async close() {
      closing.abort()
      await connection?.end().catch(() => undefined)
      await looping
    },
  }
}
