import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify'
import type pg from 'pg'
import type { Db } from '../db/connect.ts'
import type { Actor } from '../domain/people.ts'
import type { Auth } from './auth.ts'
import type { Config } from './config.ts'
import type { Engine } from './engine.ts'
import type { Live } from './live.ts'
import type { Throttle } from './complaints/throttle.ts'
import type { Tracing } from '../tracing/tracing.ts'
import type { Lockout } from './lockout.ts'

/** What the API works with: its dependencies, made once in `main` or by a test. */
export type App = {
  config: Config
  log: FastifyBaseLogger
  db: Db
  pool: pg.Pool
  engine: Engine
  auth: Auth
  lockout: Lockout
  throttle: Throttle
  live: Live
  tracing: Tracing
}

/** Somebody signed in, as the directory knows them at this moment. */
export type Session = {
  id: string
  expiresAt: Date
  actor: Actor
  username: string
  unit: { id: string; name: string; shortName: string }
}

/** One request. `identify` asks the database once, whoever asks it. */
export type RequestContext = {
  app: App
  log: FastifyBaseLogger
  ip: string
  userAgent: string
  /** The W3C trace context that the caller sent, whatever it is. */
  traceparent: string | null
  identify: () => Promise<Session | null>
  /** Looks again, for a request that lasts. */
  identifyAgain: () => Promise<Session | null>
  setCookies: (cookies: string[]) => void
}

/** The context of an HTTP request; `cookies: false` for interfaces that only take a bearer token. */
export function requestContext(
  app: App,
  request: FastifyRequest,
  reply: FastifyReply,
  { cookies = true } = {},
): RequestContext {
  let session: Promise<Session | null> | undefined
  const { cookie: _cookie, ...withoutCookie } = request.headers
  const headers = cookies ? request.headers : withoutCookie
  return {
    app,
    log: request.log,
    ip: request.ip,
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
    traceparent: [request.headers['traceparent'] ?? null].flat()[0] ?? null,
    identify: () => (session ??= app.auth.identify(headers)),
    identifyAgain: () => app.auth.identify(headers),
    setCookies: (values) => void reply.header('set-cookie', values),
  }
}
