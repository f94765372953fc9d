import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { readLook } from '../../db/stuck-findings.ts'
import type { App } from '../context.ts'
import { look } from './look.ts'
import { freshMemory } from './suspects.ts'

/** What does not move is found within a minute of its cause. ms */
const EVERY_MS = 20_000
const TICK_MS = 1_000

/**
 * Looks for what does not move, every twenty seconds and whenever somebody asks. Of several processes one does: the
 * one that has the lock, which goes with its connection. Returns what stops it, which waits for the round under way.
 */
export function watchStuck(app: App): () => Promise<void> {
  const stopping = new AbortController()
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await lead(app, stopping.signal).catch((error: unknown) => app.log.debug({ err: error }, 'the watch was cut off'))
      await sleep(5 * TICK_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const looping = loop()
  return async () => {
    stopping.abort()
    await looping
  }
}

/** Watches while the lock is ours; returns when another has it, or on being stopped. */
async function lead(app: App, signal: AbortSignal): Promise<void> {
  const session = await app.pool.connect()
  try {
    const { rows } = await session.query<{ mine: boolean }>(
      `select pg_try_advisory_lock(hashtext('chuangwei'), hashtext('stuck watch')) as mine`,
    )
    if (rows[0]?.mine === true) await watch(app, session, signal)
    session.release()
  } catch (error) {
    // With its connection the lock goes too.
    session.release(error instanceof Error ? error : true)
    throw error
  }
}

async function watch(app: App, session: pg.PoolClient, signal: AbortSignal): Promise<void> {
  const memory = freshMemory()
  while (!signal.aborted) {
    // By the connection that holds the lock: a watch that has lost it without knowing would be a second one.
    await session.query('select 1')
    if ((await readLook(app.db, EVERY_MS)).due)
      await look(app, memory).catch((error: unknown) => app.log.warn({ err: error }, 'a look at what is stuck failed'))
    await sleep(TICK_MS, undefined, { signal }).catch(() => undefined)
  }
  await session.query(`select pg_advisory_unlock(hashtext('chuangwei'), hashtext('stuck watch'))`)
}
