import type { Transaction } from 'kysely'
import { readCalendar } from '../db/calendar.ts'
import { changePlan, readPlans, savePlan } from '../db/patrols.ts'
import { readExclusions } from '../db/schedule-exclusions.ts'
import type { Schema } from '../db/schema.ts'
import { dateOf, dayOf } from '../domain/calendar.ts'
import type { PatrolPlan } from '../domain/patrol-forms.ts'
import type { PlanView } from '../domain/patrol-views.ts'
import type { Actor } from '../domain/people.ts'
import type { App } from './context.ts'
import { refuse } from './errors.ts'
import { nextRuns, schedulePlan, triggerPlan, unschedulePlan } from './schedules.ts'

const SHOWN_RUNS = 3

/** The plans of patrols with when each is next. A unit sees those of its own people. */
export async function patrolPlans(app: App, unitId: string | null): Promise<PlanView[]> {
  const query = readPlans(app.db)
  const [rows, calendar] = await Promise.all([
    (unitId === null ? query : query.where('unit.id', '=', unitId)).execute(),
    readCalendar(app.db),
  ])
  return Promise.all(
    rows.map(async ({ id, plan, paused, assignee, unit_name: unitName }) => {
      const runs = paused === null ? await nextRuns(app.engine, id) : []
      const on = (at: string) => plan.frequency === 'DAILY' || dayOf(calendar, dateOf(Date.parse(at))).works
      return {
        planId: id,
        plan,
        paused,
        assignee,
        unitName,
        nextRuns: runs && runs.filter(on).slice(0, SHOWN_RUNS),
      }
    }),
  )
}

/** Keeps a plan and makes its schedule so; nothing is kept when the engine is away. Returns its id. */
export async function keepPlan(app: App, planId: string | null, plan: PatrolPlan, actor: Actor): Promise<string> {
  const person = await app.db
    .selectFrom('person')
    .select('id')
    .where('id', '=', plan.assigneeId)
    .where('active', '=', true)
    .executeTakeFirst()
  if (!person) throw refuse('PERSON_UNFIT', { name: plan.assigneeId })
  return app.db.transaction().execute(async (trx) => {
    const id = await savePlan(trx, planId, plan, actor.userId)
    if (id === undefined) throw refuse('NOT_FOUND')
    const { paused } = await trx
      .selectFrom('patrol_plan')
      .select('paused')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const exclusions = (await readExclusions(trx, [id])).get(id) ?? []
    await reachable(schedulePlan(app.engine, id, { ...plan, paused, exclusions }))
    return id
  })
}

/** Pauses a plan with its reason, or lets it run again; `also` is kept with it or not at all. */
export async function pausePlan(
  app: App,
  planId: string,
  paused: string | null,
  also: (trx: Transaction<Schema>) => Promise<void> = async () => undefined,
): Promise<void> {
  await app.db.transaction().execute(async (trx) => {
    if (!(await changePlan(trx, planId, { paused }))) throw refuse('NOT_FOUND')
    const { plan } = await trx
      .selectFrom('patrol_plan')
      .select('plan')
      .where('id', '=', planId)
      .executeTakeFirstOrThrow()
    await also(trx)
    const exclusions = (await readExclusions(trx, [planId])).get(planId) ?? []
    await reachable(schedulePlan(app.engine, planId, { ...plan, paused, exclusions }))
  })
}

/** Starts a patrol of a plan now. A paused plan starts none: the person is told so and why it is paused. */
export async function startPlan(app: App, planId: string): Promise<void> {
  const found = await readPlans(app.db).where('patrol_plan.id', '=', planId).executeTakeFirst()
  if (!found) throw refuse('NOT_FOUND')
  if (found.paused !== null) throw refuse('PLAN_PAUSED', { reason: found.paused })
  await reachable(triggerPlan(app.engine, planId))
}

/** Ends a plan: its patrols stay on record. */
export async function endPlan(app: App, planId: string): Promise<void> {
  await app.db.transaction().execute(async (trx) => {
    if (!(await changePlan(trx, planId, { ended_at: new Date() }))) throw refuse('NOT_FOUND')
    await reachable(unschedulePlan(app.engine, planId))
  })
}

/** Waits for the engine; when it is away the person is told that nothing was kept. */
export const reachable = <T>(asked: Promise<T>): Promise<T> =>
  asked.catch(() => {
    throw refuse('SCHEDULE_UNREACHED')
  })
