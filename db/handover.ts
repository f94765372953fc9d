import { type Kysely, sql } from 'kysely'
import type { Actor } from '../domain/people.ts'
import type { Schema } from './schema.ts'

type Reader = Kysely<Schema>

const openTasks = (db: Reader) =>
  db
    .selectFrom('task')
    .innerJoin('cases', 'cases.id', 'task.case_id')
    .leftJoin('unit as assigned', 'assigned.id', 'task.unit_id')
    .selectAll('task')
    .select(['cases.number', 'cases.title as case_title', 'assigned.name as assigned_unit_name'])
    .where('task.state', '=', 'OPEN')
    .orderBy('task.due_at')
    .orderBy('task.id')

export type HeldTask = Awaited<ReturnType<ReturnType<typeof openTasks>['execute']>>[number]

/** The open tasks that are named to somebody, by due date; at most `limit`. */
export const tasksNamedTo = (db: Reader, userId: string, limit = 500): Promise<HeldTask[]> =>
  openTasks(db).where('task.person_id', '=', userId).limit(limit).execute()

export async function countNamedTo(db: Reader, userId: string): Promise<number> {
  const { count } = await db
    .selectFrom('task')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('state', '=', 'OPEN')
    .where('person_id', '=', userId)
    .executeTakeFirstOrThrow()
  return count
}

/** The open tasks, named to nobody, that somebody may act on and no other active person may; at most `limit`. */
export const tasksOnlyFor = (db: Reader, { userId, roles, unitId }: Actor, limit = 500): Promise<HeldTask[]> =>
  openTasks(db)
    .where('task.person_id', 'is', null)
    .where(sql<boolean>`task.roles && ${roles}::text[]`)
    .where(sql<boolean>`(task.unit_id is null or task.unit_id = ${unitId})`)
    .where(
      sql<boolean>`not exists (
        select from person where person.active and person.id <> ${userId}
          and person.roles ?| task.roles
          and (task.unit_id is null or person.unit_id = task.unit_id)
          and not (person.id = any (task.excluded)) and not (person.unit_id = any (task.excluded_units))
      )`,
    )
    .limit(limit)
    .execute()
