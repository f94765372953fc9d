import { setTimeout as sleep } from 'node:timers/promises'
import { ScheduleOverlapPolicy } from '@temporalio/client'
import { sql } from 'kysely'
import { instantOf } from '../../domain/calendar.ts'
import type { BackfillPlan } from '../../domain/schedule-views.ts'
import { text } from '../../domain/text.ts'
import type { App } from '../context.ts'
import { invalid } from '../errors.ts'
import { asking, flowAt, matchingTimes } from './client.ts'
import { casesOf, hasFlow, inTurns, type Schedule } from './read.ts'

/** Opens later what a schedule did not open at its time. */

const DAY_MS = 86_400_000
const LONGEST_DAYS = 62
/** So many flows at once are more than anybody means. */
const MOST = 200
/** How long is waited for a flow to be there that the engine was asked for. ms */
const STARTING_MS = 15_000

export type Span = { from: string; to: string }

/** Throws INVALID_FORM for a span that is too long, upside down, or reaches beyond today. */
export function checkSpan({ from, to }: Span, today: string): void {
  if (from > to) throw invalid(['to'], text('止日不能早于起日', 'It ends before it begins'))
  if (to > today) throw invalid(['to'], text('只能补开已过去的日期', 'Only days that have passed can be made up for'))
  if (Date.parse(to) - Date.parse(from) > LONGEST_DAYS * DAY_MS)
    throw invalid(['from'], text(`一次最多补开${LONGEST_DAYS}天`, `At most ${LONGEST_DAYS} days at once`))
}

/** What a backfill of a span of days would open, and what not. */
export async function planBackfill(app: App, one: Schedule, { from, to }: Span): Promise<BackfillPlan> {
  const end = Math.min(instantOf(to, 24), Date.now())
  // What it would have done before its times were these was never due.
  const start = Math.max(instantOf(from, 0) - 1, one.since.getTime())
  const times = (await matchingTimes(app.engine, one.id, start, end)).slice(0, MOST)
  const cases = await casesOf(
    app,
    times.map((at) => one.caseAt(at)),
  )
  const instants = times.map((at) => {
    const caseId = cases.has(one.caseAt(at)) ? one.caseAt(at) : null
    const state = caseId !== null ? 'OPENED' : one.dayOff(at) ? 'DAY_OFF' : 'OPENS'
    return { at: at.toISOString(), state, caseId } as const
  })
  return { scheduleId: one.id, title: one.title, refused: one.refused, instants }
}

/**
 * Opens what the span lacks: each instant by itself, so that none that was opened is opened again, which the engine
 * would do for a span. Who asks at the same time takes their turn. Returns the cases opened and how many were asked for.
 */
export async function backfill(app: App, one: Schedule, span: Span): Promise<{ asked: number; caseIds: string[] }> {
  return app.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${one.id}, 3))`.execute(trx)
    const { instants } = await planBackfill(app, one, span)
    const wanted = instants.filter(({ state }) => state === 'OPENS').map(({ at }) => new Date(at))
    if (wanted.length === 0) return { asked: 0, caseIds: [] }
    await asking(app.engine, (client) =>
      client.getHandle(one.id).backfill(
        wanted.map((at) => ({
          start: new Date(at.getTime() - 1),
          end: at,
          overlap: ScheduleOverlapPolicy.ALLOW_ALL,
        })),
      ),
    )
    const opened = await inTurns(wanted, async (at) => opening(app, flowAt(one.id, at), one.caseAt(at)))
    return { asked: wanted.length, caseIds: opened.filter((id) => id !== null) }
  })
}

/** The case of a flow once it is there; null when the flow opened none, or did not start in time. */
export async function opening(app: App, flow: string, caseId: string): Promise<string | null> {
  for (const end = Date.now() + STARTING_MS; Date.now() < end; await sleep(250)) {
    if ((await casesOf(app, [caseId])).has(caseId)) return caseId
    if ((await hasFlow(app, flow)) && (await app.engine.describe(flow)).status.name !== 'RUNNING')
      return (await casesOf(app, [caseId])).has(caseId) ? caseId : null
  }
  return null
}
