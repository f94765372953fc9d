import { access, constants, statfs } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { clockSkew } from '../db/clock.ts'
import type { App } from './context.ts'

/** Under this much free disk the database is about to stop. Bytes. */
const FREE_BYTES = 200 * 1024 * 1024

/** Whoever reckons deadlines by two clocks that differ by more than this reckons wrongly. ms */
const SKEW_MS = 2_000

/** `/livez`: this process answers. `/readyz`: what it needs answers too; says which part does not, and no more. */
export function healthRoutes(server: FastifyInstance, app: App, isStopping: () => boolean): void {
  server.get('/livez', { logLevel: 'silent', config: { rateLimit: false } }, () => ({ ok: true }))
  server.get('/readyz', { logLevel: 'silent', config: { rateLimit: false } }, async (_request, reply) => {
    const [database, engine, clock, storage, disk] = await Promise.all([
      holds(sql`select 1`.execute(app.db)),
      holds(app.engine.within(2_000, () => app.engine.connection.workflowService.getSystemInfo({}))),
      clockSkew(app.db).then(
        (ms) => Math.abs(ms) <= SKEW_MS,
        () => false,
      ),
      holds(access(app.config.dataDir, constants.W_OK)),
      statfs(app.config.dataDir).then(
        ({ bavail, bsize }) => bavail * bsize > FREE_BYTES,
        () => false,
      ),
    ])
    const ok = database && engine && clock && storage && disk && !isStopping()
    return reply
      .code(ok ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ok, database, engine, clock, storage, disk })
  })
}

/** Whether something comes about within three seconds. */
const holds = (work: Promise<unknown>): Promise<boolean> => {
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 3_000).unref())
  return Promise.race([
    work.then(
      () => true,
      () => false,
    ),
    late,
  ])
}
