import { setTimeout as sleep } from 'node:timers/promises'
import { ScheduleOverlapPolicy } from '@temporalio/client'
import type { Transaction } from 'kysely'
import { logAdministration } from '../../db/administration-log.ts'
import { addExclusion, endExclusions, readExclusions } from '../../db/schedule-exclusions.ts'
import type { Schema } from '../../db/schema.ts'
import type { AdministrationAct } from '../../domain/administration.ts'
import type { Actor } from '../../domain/people.ts'
import type { ScheduleDone } from '../../domain/schedule-views.ts'
import { type Text, text } from '../../domain/text.ts'
import type { App } from '../context.ts'
import { refusalIn, TRPCError } from '../errors.ts'
import { reachable } from '../patrols.ts'
import { backfill, opening, type Span } from './backfill.ts'
import { asking, describeSchedule, skipOf } from './client.ts'
import { scheduleKinds } from './kinds.ts'
import { caseOfRun, findSchedules, inTurns, type Schedule } from './read.ts'

/** What administrators do to schedules, one or many: each for itself, each with its result, each on record. */

/** How long is waited for a run that the engine was told to start. ms */
const TRIGGERING_MS = 8_000

type Outcome = { done: boolean; says: Text; caseIds?: string[] }
type Kept = (trx: Transaction<Schema>) => Promise<void>
export type ScheduleAct = (
  app: App,
  one: Schedule,
  /** Keeps the act in the administrators' log; `told` are further facts of it. */
  log: (act: AdministrationAct, told?: Record<string, string>) => Kept,
) => Promise<Outcome>

/** Does an act to each of these schedules. Never rejects for one of them: its result says why. */
export async function actOn(
  app: App,
  ids: readonly string[],
  by: Actor,
  reason: string,
  act: ScheduleAct,
): Promise<ScheduleDone[]> {
  const found = new Map((await reachable(findSchedules(app, ids))).map((one) => [one.id, one]))
  return inTurns([...new Set(ids)], async (scheduleId) => {
    const one = found.get(scheduleId)
    if (!one)
      return {
        scheduleId,
        title: text(scheduleId, scheduleId),
        done: false,
        says: text('没有这个定时任务', 'No such schedule'),
        caseIds: [],
      }
    const log = (kind: AdministrationAct, told: Record<string, string> = {}): Kept => {
      const after = { schedule: `${one.title.zh}（${one.id}）`, ...told }
      return (trx) => logAdministration(trx, { by, act: kind, detail: { after, reason } })
    }
    const outcome = await act(app, one, log).catch((error: unknown): Outcome => {
      const refused = error instanceof TRPCError ? refusalIn(error) : null
      if (!refused) app.log.warn({ err: error, schedule: scheduleId }, 'an act on a schedule failed')
      return {
        done: false,
        says: refused?.text ?? text('没有成功，请稍后再试', 'It failed: please try again later'),
      }
    })
    return { scheduleId, title: one.title, caseIds: [], ...outcome }
  })
}

/** Pauses with the reason, or lets run again (null). */
export const pausing =
  (paused: string | null): ScheduleAct =>
  async (app, one, log) => {
    if ((paused === null) === (one.paused === null))
      return {
        done: false,
        says: paused === null ? text('本来就在运行', 'It runs already') : text('已经停用', 'It is paused already'),
      }
    const also = log(paused === null ? 'scheduleResumed' : 'schedulePaused')
    const own = scheduleKinds[one.kind]
    if (own) await own.setPaused(app, one.id, paused, also)
    else
      await app.db.transaction().execute(async (trx) => {
        await also(trx)
        await reachable(
          asking(app.engine, async (client) => {
            const handle = client.getHandle(one.id)
            await (paused === null ? handle.unpause() : handle.pause(paused))
          }),
        )
      })
    return { done: true, says: paused === null ? text('已恢复', 'Resumed') : text('已停用', 'Paused') }
  }

/** Starts one run now, beside the schedule. */
export const triggering: ScheduleAct = async (app, one, log) => {
  const why = one.refused ?? one.dayOff(new Date())
  if (why) return { done: false, says: why }
  if (one.paused !== null) return { done: false, says: text('已停用，请先恢复', 'It is paused: resume it first') }
  const before = new Set(one.description.info.recentActions.map(({ action }) => action.workflow.workflowId))
  await reachable(asking(app.engine, (client) => client.getHandle(one.id).trigger(ScheduleOverlapPolicy.SKIP)))
  for (const end = Date.now() + TRIGGERING_MS; Date.now() < end; await sleep(250)) {
    const { info } = await reachable(describeSchedule(app.engine, one.id))
    const fresh = info.recentActions.find(({ action }) => !before.has(action.workflow.workflowId))
    if (fresh === undefined) continue
    const flow = fresh.action.workflow.workflowId
    const caseId = await opening(app, flow, caseOfRun(one, flow, fresh.scheduledAt))
    await app.db.transaction().execute(log('scheduleTriggered', caseId === null ? {} : { opened: caseId }))
    return caseId === null
      ? { done: true, says: text('已运行，没有开立', 'It ran and opened nothing') }
      : { done: true, says: text('已开立', 'Opened'), caseIds: [caseId] }
  }
  return { done: false, says: text('上一次还没有办结，没有另开', 'The one before is not over: no other was opened') }
}

/** Opens what the span lacks. */
export const backfilling =
  (span: Span): ScheduleAct =>
  async (app, one, log) => {
    if (one.refused) return { done: false, says: one.refused }
    const { asked, caseIds } = await reachable(backfill(app, one, span))
    if (asked === 0) return { done: false, says: text('没有要补开的', 'There is nothing to make up for') }
    const told = { from: span.from, to: span.to, opened: caseIds.join(', ') }
    await app.db.transaction().execute(log('scheduleBackfilled', told))
    const rest = asked - caseIds.length
    return {
      done: rest === 0,
      says:
        rest === 0
          ? text(`已补开${caseIds.length}件`, `${caseIds.length} opened`)
          : text(`已补开${caseIds.length}件，${rest}件没有开立`, `${caseIds.length} opened, ${rest} not`),
      caseIds,
    }
  }

/** From now on nothing is opened on these days; or, with `back`, it is again. */
export const excluding =
  (span: Span, reason: string, by: Actor, { back = false } = {}): ScheduleAct =>
  async (app, one, log) =>
    app.db.transaction().execute(async (trx) => {
      if (!back) await addExclusion(trx, one.id, { ...span, reason }, by.userId)
      else if ((await endExclusions(trx, one.id, span.from, span.to)) === 0)
        return { done: false, says: text('这几天没有停开', 'Nothing was left out on these days') }
      await log(back ? 'scheduleReadmitted' : 'scheduleExcluded', span)(trx)
      const left = (await readExclusions(trx, [one.id])).get(one.id) ?? []
      await reachable(
        asking(app.engine, (client) =>
          client.getHandle(one.id).update(({ searchAttributes: _deprecated, ...before }) => ({
            ...before,
            spec: { ...before.spec, skip: skipOf(left) },
          })),
        ),
      )
      return { done: true, says: back ? text('已取消停开', 'Taken back') : text('已停开', 'Left out') }
    })
