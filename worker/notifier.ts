import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '../db/connect.ts'
import { forgetOld } from '../db/retention.ts'
import { readHorizon } from '../db/told.ts'
import type { Channel } from '../domain/notifications.ts'
import type { NotifierConfig } from './notifier/config.ts'
import { deliver } from './notifier/deliver.ts'
import { mailer, type Send } from './notifier/mail.ts'
import { tellLedger } from './notifier/tell.ts'
import { webhook } from './notifier/webhook.ts'

const TIDY_EVERY_MS = 3_600_000
const SETTLED_AFTER_MS = 120_000

/**
 * Tells people what concerns them, beside the processes: nothing here can hold a case up. Any number may run. Each
 * part goes its own pace, so that a channel that fails delays nobody else. Returns what stops it, once it has.
 */
export function startNotifier(
  db: Db,
  config: NotifierConfig,
  { clock = () => new Date(), everyMs = 2_000 } = {},
): () => Promise<void> {
  const sends = sendersOf(config)
  const out = sends.map(([channel]) => channel)
  const settled = settledHorizon(db)
  const stopping = new AbortController()
  const running = [
    repeat('ledger', everyMs, stopping.signal, async () => {
      const upTo = await settled()
      if (upTo === null) return
      while (!stopping.signal.aborted && (await tellLedger(db, upTo, clock(), out))) continue
    }),
    repeat('tidying', Math.max(everyMs, TIDY_EVERY_MS), stopping.signal, () => forgetOld(db, clock())),
    ...sends.map(([channel, send]) =>
      repeat(channel, everyMs, stopping.signal, async () => {
        await deliver(db, channel, send, clock)
      }),
    ),
  ]
  return async () => {
    stopping.abort()
    await Promise.all(running)
  }
}

function sendersOf({ mail, webhook: hook, origin }: NotifierConfig): [Channel, Send][] {
  const senders: [Channel, Send][] = []
  if (mail) senders.push(['EMAIL', mailer(mail, origin)])
  if (hook) senders.push(['WEBHOOK', webhook(hook, origin)])
  return senders
}

/**
 * Returns how to ask up to which entry the ledger is complete, or null when there is nothing new to tell: a horizon
 * is settled once every transaction that ran when it was seen has ended. Ours end within their deadlines, so a
 * stranger's that stays open for hours holds nothing up for longer than two minutes.
 */
export function settledHorizon(db: Db): () => Promise<number | null> {
  let seen: { last: number; next: bigint; since: number } | null = null
  return async () => {
    const { told, last, oldest, next } = await readHorizon(db)
    if (last <= told) {
      seen = null
      return null
    }
    seen ??= { last, next, since: Date.now() }
    if (oldest < seen.next && Date.now() - seen.since < SETTLED_AFTER_MS) return null
    const upTo = seen.last
    seen = null
    return upTo
  }
}

/** Does something again and again; a failure is told once, not at every turn. */
async function repeat(name: string, everyMs: number, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  let failure = ''
  while (!signal.aborted) {
    try {
      await work()
      failure = ''
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      if (message !== failure) console.error(`notifier: ${name}: ${message}`)
      failure = message
    }
    await sleep(everyMs, undefined, { signal }).catch(() => {})
  }
}
