import pino from 'pino'
import { connect } from '../db/connect.ts'
import { type Tracing, untraced } from '../tracing/tracing.ts'
import { createAuth } from './auth.ts'
import { createThrottle } from './complaints/throttle.ts'
import type { Config } from './config.ts'
import type { App } from './context.ts'
import { createEngine } from './engine.ts'
import { createLive } from './live.ts'
import { createLockout } from './lockout.ts'

/**
 * Makes everything the API works with. Nothing is connected yet: database and engine may come later.
 * `decisionMs`: how long an act waits for the engine; `askingMs`: how long anything else does at most.
 */
export function createApp(
  config: Config,
  {
    log = createLog(config),
    decisionMs,
    askingMs,
    tracing = untraced,
  }: { log?: pino.Logger; decisionMs?: number; askingMs?: number; tracing?: Tracing } = {},
): App {
  const { db, pool } = connect(config.databaseUrl, { max: 20, name: 'chuangwei-api' })
  return {
    config,
    log,
    db,
    pool,
    engine: createEngine(config, decisionMs, askingMs),
    auth: createAuth(config, db, log),
    lockout: createLockout(pool),
    throttle: createThrottle(),
    live: createLive(config.databaseUrl, db, log),
    tracing,
  }
}

/** Gives everything back. Requests must be over. */
export async function closeApp(app: App): Promise<void> {
  await app.live.close()
  await app.engine.close().catch(() => undefined)
  await app.tracing.close()
  await app.db.destroy()
}

const createLog = (config: Config): pino.Logger =>
  pino({
    level: config.logLevel,
    redact: {
      paths: [
        'req.headers.cookie',
        'req.headers.authorization',
        '*.password',
        '*.passwordHash',
        '*.token',
        '*.current',
        '*.next',
        'err.query',
        'err.parameters',
        'err.detail',
      ],
      censor: '…',
    },
  })
