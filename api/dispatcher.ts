import { setTimeout as sleep } from 'node:timers/promises'
import { claimUndecided, type CommandRow } from '../db/commands.ts'
import { decide } from './commands.ts'
import type { App } from './context.ts'

const ROUND_MS = 2_000
const BATCH = 20

/**
 * Sends commands again that were received and not decided: after a crash in between, and while the engine was
 * away. Several processes share the work. Returns what stops it, which waits for the round under way.
 */
export function dispatch(app: App): () => Promise<void> {
  const stopping = new AbortController()
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const sent = await round(app).catch((error: unknown) => {
        app.log.debug({ err: error }, 'dispatcher could not look for commands')
        return 0
      })
      // A full batch means that more are waiting.
      if (sent < BATCH) await sleep(ROUND_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const looping = loop()
  return async () => {
    stopping.abort()
    await looping
  }
}

/** Sends one batch: the cases side by side, the commands of one case in the order in which they were received. */
async function round(app: App): Promise<number> {
  const rows = await claimUndecided(app.db, BATCH)
  const cases = new Map<string, CommandRow[]>()
  for (const row of rows) cases.set(row.case_id, [...(cases.get(row.case_id) ?? []), row])
  await Promise.all(
    [...cases.values()].map(async (commands) => {
      for (const command of commands) {
        const { decision } = await decide(app, command).catch((error: unknown) => {
          app.log.warn({ err: error, command: command.id, case: command.case_id }, 'a command could not be sent again')
          return command
        })
        // Later ones wait for earlier ones.
        if (decision === null) return
      }
    }),
  )
  return rows.length
}
