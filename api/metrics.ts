import { timingSafeEqual } from 'node:crypto'
import { statfs } from 'node:fs/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { clockSkew } from '../db/clock.ts'
import { type Figures, readArchiver, readFigures } from '../db/figures.ts'
import { lastOperation } from '../db/operations.ts'
import { countFindings, readLook } from '../db/stuck-findings.ts'
import { stuckCauseCodes } from '../domain/stuck-causes.ts'
import type { App } from './context.ts'
import { appRouter } from './router.ts'
import { described } from './trpc.ts'

/** What each figure is called and means; the names are part of what operators build on. */
const FIGURES: Record<keyof Figures, [name: string, help: string]> = {
  open_cases: ['chuangwei_open_cases', 'Cases without an outcome'],
  open_tasks: ['chuangwei_open_tasks', 'Tasks that wait for somebody'],
  overdue_tasks: ['chuangwei_overdue_tasks', 'Tasks that wait past their due date'],
  undecided_commands: ['chuangwei_undecided_commands', 'Acts received and not decided'],
  undecided_age: ['chuangwei_undecided_command_age_seconds', 'Age of the oldest undecided act'],
  undecided_tries: ['chuangwei_undecided_command_retries', 'How often the undecided acts were sent again'],
  outbox_waiting: ['chuangwei_outbox_waiting', 'Mails and webhooks that wait to go out'],
  outbox_failing: ['chuangwei_outbox_failing', 'Of those, the ones that have failed'],
  outbox_age: ['chuangwei_outbox_failing_age_seconds', 'For how long the first of them has been failing'],
  untold_entries: ['chuangwei_untold_entries', 'Ledger entries of which nobody was told yet'],
  unarchived_cases: ['chuangwei_unarchived_cases', 'Closed cases whose history is not kept yet'],
}

/** `/metrics` for Prometheus: to this machine, or to whoever has the token; nobody else learns that it is there. */
export function metricsRoutes(server: FastifyInstance, app: App): void {
  const registers = [new Registry()]
  const [registry] = registers as [Registry]
  collectDefaultMetrics({ register: registry })
  const gauges = Object.entries(FIGURES).map(
    ([key, [name, help]]) => [key as keyof Figures, new Gauge({ name, help, registers })] as const,
  )
  const skew = new Gauge({ name: 'chuangwei_clock_skew_seconds', help: 'Clock against the database', registers })
  const backup = new Gauge({ name: 'chuangwei_backup_age_seconds', help: 'Age of the last backup', registers })
  const archiving = new Gauge({
    name: 'chuangwei_wal_archive_failing',
    help: "Whether the database's log is not being kept",
    registers,
  })
  const disk = new Gauge({
    name: 'chuangwei_disk_free_ratio',
    help: 'How much of the disk with the data is free, 0 to 1',
    registers,
  })
  const stuck = new Gauge({
    name: 'chuangwei_stuck',
    help: 'What does not move, by cause',
    labelNames: ['cause'],
    registers,
  })
  const stuckAge = new Gauge({
    name: 'chuangwei_stuck_oldest_seconds',
    help: 'For how long the first of them has not moved, by cause',
    labelNames: ['cause'],
    registers,
  })
  const lookAge = new Gauge({
    name: 'chuangwei_stuck_look_age_seconds',
    help: 'Since when nobody has looked for what does not move',
    registers,
  })
  const up = new Gauge({ name: 'chuangwei_database_up', help: 'Whether the database answers', registers })
  const durations = new Histogram({
    name: 'chuangwei_request_duration_seconds',
    help: 'Requests by procedure or route',
    labelNames: ['route', 'status'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  const procedures = new Set(Object.keys(described(appRouter)))

  server.addHook('onResponse', async (request, reply) => {
    // A stream lasts as long as its listener stays.
    if (String(reply.getHeader('content-type')).startsWith('text/event-stream')) return
    durations.observe({ route: routeOf(request, procedures), status: reply.statusCode }, reply.elapsedTime / 1000)
  })

  server.get('/metrics', { logLevel: 'silent', config: { rateLimit: false } }, async (request, reply) => {
    if (!mayScrape(request, app.config.metricsToken)) return reply.callNotFound()
    await noteFreeDisk(disk, app.config.dataDir)
    try {
      const [figures, ms, last, found, seen, archiver] = await Promise.all([
        readFigures(app.db),
        clockSkew(app.db),
        lastOperation(app.db, 'BACKUP'),
        countFindings(app.db),
        readLook(app.db),
        readArchiver(app.db),
      ])
      for (const [key, gauge] of gauges) gauge.set(figures[key])
      skew.set(ms / 1000)
      backup.set(last === null ? Number.POSITIVE_INFINITY : (Date.now() - last.at.getTime()) / 1000)
      for (const cause of stuckCauseCodes) {
        const of = found.find((row) => row.cause === cause)
        stuck.set({ cause }, of?.count ?? 0)
        stuckAge.set({ cause }, of?.age ?? 0)
      }
      lookAge.set(seen.looked_at ? (seen.now.getTime() - seen.looked_at.getTime()) / 1000 : Number.POSITIVE_INFINITY)
      archiving.set(archiver?.failing ? 1 : 0)
      up.set(1)
    } catch {
      // What the database knows is unknown, not zero.
      for (const [, gauge] of gauges) gauge.remove()
      for (const gauge of [stuck, stuckAge, lookAge, archiving]) gauge.reset()
      up.set(0)
    }
    return reply
      .header('cache-control', 'no-store')
      .type(registry.contentType)
      .send(await registry.metrics())
  })
}

/** Where the folder can't be asked, what is free is unknown. */
async function noteFreeDisk(gauge: Gauge, dataDir: string): Promise<void> {
  const found = await statfs(dataDir).catch(() => null)
  if (found) gauge.set(found.bavail / Math.max(1, found.blocks))
  else gauge.remove()
}

/** A name from a closed set: whoever calls must not be able to make new ones. */
function routeOf(request: FastifyRequest, procedures: Set<string>): string {
  const url = request.routeOptions.url ?? 'unknown'
  if (!url.startsWith('/api/trpc')) return url
  const path = decodeURIComponent(request.url.split('?', 1)[0]?.slice('/api/trpc/'.length) ?? '')
  if (procedures.has(path)) return path
  return path.includes(',') ? 'several procedures' : 'unknown'
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

function mayScrape(request: FastifyRequest, token: string | undefined): boolean {
  if (token !== undefined) {
    const given = Buffer.from(request.headers.authorization ?? '')
    const wanted = Buffer.from(`Bearer ${token}`)
    if (given.length === wanted.length && timingSafeEqual(given, wanted)) return true
  }
  // Behind a proxy on this machine everybody comes from here.
  const forwarded = request.headers['x-forwarded-for'] ?? request.headers.forwarded
  return forwarded === undefined && LOOPBACK.has(request.socket.remoteAddress ?? '')
}
