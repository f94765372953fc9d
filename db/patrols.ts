import { type Kysely, sql } from 'kysely'
import type { PatrolPlan } from '../domain/patrol-forms.ts'
import type { Schema } from './schema.ts'

type Reader = Kysely<Schema>

/** The plans that were not ended, with who patrols, the oldest first. */
export const readPlans = (db: Reader) =>
  db
    .selectFrom('patrol_plan')
    .leftJoin('person', (join) => join.onRef('person.id', '=', sql<string>`patrol_plan.plan ->> 'assigneeId'`))
    .leftJoin('unit', 'unit.id', 'person.unit_id')
    .select([
      'patrol_plan.id',
      'patrol_plan.plan',
      'patrol_plan.paused',
      'patrol_plan.timed_since',
      'person.name as assignee',
      'person.active',
      'unit.id as unit_id',
      'unit.name as unit_name',
    ])
    .where('patrol_plan.ended_at', 'is', null)
    .orderBy('patrol_plan.id')

/** Keeps a plan, new when `id` is null. Returns its id, or undefined when there is no such plan. */
export async function savePlan(
  db: Reader,
  id: string | null,
  plan: PatrolPlan,
  by: string,
): Promise<string | undefined> {
  const written = JSON.stringify(plan)
  const row =
    id === null
      ? await db.insertInto('patrol_plan').values({ plan: written, created_by: by }).returning('id').executeTakeFirst()
      : await db
          .updateTable('patrol_plan')
          .set({
            plan: written,
            updated_at: new Date(),
            timed_since: sql<Date>`case
              when (plan ->> 'frequency', plan ->> 'at') = (${plan.frequency}::text, ${plan.at}::text) then timed_since
              else clock_timestamp()
            end`,
          })
          .where('id', '=', id)
          .where('ended_at', 'is', null)
          .returning('id')
          .executeTakeFirst()
  return row?.id
}

/** Pauses a plan with its reason, lets it run again (null), or ends it. Returns whether there was such a plan. */
export async function changePlan(
  db: Reader,
  id: string,
  change: { paused: string | null } | { ended_at: Date },
): Promise<boolean> {
  const row = await db
    .updateTable('patrol_plan')
    .set({ ...change, updated_at: new Date() })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
