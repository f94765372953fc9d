import type { ScheduleDescription } from '@temporalio/client'
import { ScheduleNotFoundError, WorkflowNotFoundError } from '@temporalio/client'
import { sql } from 'kysely'
import { z } from 'zod'
import { readExclusions } from '../../db/schedule-exclusions.ts'
import { outcomeText, processOf, stageText } from '../../domain/processes/catalogue.ts'
import type { ScheduleView } from '../../domain/schedule-views.ts'
import { type Text, text } from '../../domain/text.ts'
import type { App } from '../context.ts'
import { asking, describeSchedule, flowAt, matchingTimes } from './client.ts'
import { caseNames, type Known, scheduleKinds } from './kinds.ts'
import { timingWords } from './words.ts'

const AT_ONCE = 8
const DAY_MS = 86_400_000
const SHOWN = 5
const MISSED_MS = 14 * DAY_MS
const AHEAD_MS = 45 * DAY_MS
/** A run that is due this instant may still be on its way. ms */
const SETTLING_MS = 120_000

/** A schedule as the engine and the books know it. */
export type Schedule = {
  id: string
  kind: string
  description: ScheduleDescription
  /** The id of the case that it opens for an instant. */
  caseAt: (at: Date) => string
} & Known

/** All schedules, or these; those that the engine does not have are left out. Rejects when the engine is away. */
export async function findSchedules(app: App, only?: readonly string[]): Promise<Schedule[]> {
  const kinds = await Promise.all(
    Object.entries(scheduleKinds).map(async ([kind, { read }]) => [kind, await read(app.db)] as const),
  )
  const known = new Map(kinds)
  const ids = new Set(only ?? kinds.flatMap(([, books]) => [...books.keys()]))
  // The engine's own list may lag behind; what the books name is asked for by name.
  if (!only)
    await asking(app.engine, async (client) => {
      for await (const { scheduleId } of client.list()) ids.add(scheduleId)
    })
  const found = await inTurns([...ids].sort(), async (id): Promise<Schedule | null> => {
    const description = await describeSchedule(app.engine, id).catch((error: unknown) => {
      if (error instanceof ScheduleNotFoundError) return null
      throw error
    })
    if (description === null) return null
    const { action, spec, state, info, memo } = description
    const kind = action.workflowType
    const own: Known = {
      title: wordsIn(memo?.['title']) ?? processOf(kind)?.title ?? text(id, id),
      timing: timingWords(spec),
      note: wordsIn(memo?.['note']),
      paused: state.paused ? state.note || '未说明原因' : null,
      since: info.createdAt,
      refused: null,
      dayOff: () => null,
    }
    const caseAt = caseNames[kind] ?? ((at: Date) => flowAt(id, at))
    return { id, kind, description, caseAt, ...(known.get(kind)?.get(id) ?? own) }
  })
  return found.filter((one) => one !== null)
}

/** Every schedule in words: its times, its next and last runs, what was missed, its days off. */
export async function scheduleViews(app: App): Promise<ScheduleView[]> {
  const all = await findSchedules(app)
  const exclusions = await readExclusions(
    app.db,
    all.map(({ id }) => id),
  )
  return inTurns(all, async (one) => {
    const [nextRuns, runs, missed] = await Promise.all([nextOf(app, one), runsOf(app, one), missedOf(app, one)])
    const { id: scheduleId, kind, title, timing, note, paused } = one
    return {
      scheduleId,
      kind,
      title,
      timing,
      note,
      paused,
      nextRuns,
      runs,
      missed,
      exclusions: exclusions.get(scheduleId) ?? [],
    }
  })
}

async function nextOf(app: App, { id, paused, dayOff, description }: Schedule): Promise<string[]> {
  if (paused !== null) return []
  const near = await matchingTimes(app.engine, id, Date.now(), Date.now() + AHEAD_MS)
  // What runs seldom is farther away than that.
  const times = near.length > 0 ? near : description.info.nextActionTimes
  return times
    .filter((at) => dayOff(at) === null)
    .slice(0, SHOWN)
    .map((at) => at.toISOString())
}

/** The case that a run has opened, if it has: a run by hand is named after its own moment. */
export const caseOfRun = ({ kind, caseAt }: Schedule, flow: string, at: Date): string =>
  kind in caseNames ? caseAt(at) : flow

async function runsOf(app: App, one: Schedule): Promise<ScheduleView['runs']> {
  const last = one.description.info.recentActions.slice(-SHOWN).toReversed()
  const flows = last.map(({ action, scheduledAt }) => caseOfRun(one, action.workflow.workflowId, scheduledAt))
  const cases = await casesOf(app, flows)
  return last.map(({ scheduledAt }, at) => {
    const opened = cases.get(flows[at] ?? '')
    return {
      at: scheduledAt.toISOString(),
      caseId: opened ? (flows[at] ?? null) : null,
      says: opened?.says ?? text('没有开立：当天不开', 'Opened nothing: it was not to that day'),
    }
  })
}

/** Instants of the last two weeks for which nothing ran at all: it was paused, stopped, or an earlier one went on. */
async function missedOf(app: App, one: Schedule): Promise<string[]> {
  const now = Date.now()
  const from = Math.max(one.since.getTime(), now - MISSED_MS)
  const due = (await matchingTimes(app.engine, one.id, from, now - SETTLING_MS)).filter((at) => one.dayOff(at) === null)
  const ran = new Set(one.description.info.recentActions.map(({ action }) => action.workflow.workflowId))
  const cases = await casesOf(
    app,
    due.map((at) => one.caseAt(at)),
  )
  const missing = due.filter((at) => !cases.has(one.caseAt(at)) && !ran.has(flowAt(one.id, at)))
  const states = await inTurns(missing, async (at) => ((await hasFlow(app, flowAt(one.id, at))) ? null : at))
  return states.filter((at) => at !== null).map((at) => at.toISOString())
}

/** What somebody wrote as words into a schedule's memo. */
function wordsIn(memo: unknown): Text | null {
  const words = z.object({ zh: z.string(), en: z.string() }).safeParse(memo)
  return words.success ? words.data : null
}

/** Whether the engine knows a flow of this id, open or finished. Rejects when it is away. */
export async function hasFlow(app: App, id: string): Promise<boolean> {
  try {
    await app.engine.within(5_000, () => app.engine.describe(id))
    return true
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false
    throw error
  }
}

/** The cases that have these ids, with where each stands. */
export async function casesOf(app: App, ids: readonly string[]): Promise<Map<string, { title: string; says: Text }>> {
  const rows = await app.db
    .selectFrom('cases')
    .select(['id', 'title', 'kind', 'stage', 'outcome'])
    .where('id', '=', sql<string>`any(${[...ids]}::text[])`)
    .execute()
  return new Map(
    rows.map(({ id, title, kind, stage, outcome }) => [
      id,
      { title, says: outcome === null ? stageText(kind, stage) : outcomeText(kind, outcome) },
    ]),
  )
}

/** Does the same to each, a few at a time, and returns the results in order. */
export async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const queue = items.map((item, at) => ({ item, at }))
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) results[next.at] = await work(next.item)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return results
}
