import { type Kysely, sql } from 'kysely'
import type { InterventionAct } from '../domain/interventions.ts'
import type { TargetQuery } from '../domain/intervention-views.ts'
import { sealedKinds } from '../domain/sealed.ts'
import type { Schema } from './schema.ts'

type Reader = Kysely<Schema>

/** What became of an item: one that was only received has followed once its command is decided. */
const itemState = sql<'WAITING' | 'RECEIVED' | 'DONE' | 'REFUSED' | 'FAILED' | 'LEFT_OUT'>`
  case when item.state <> 'RECEIVED' then item.state
    else coalesce((
      select case command.decision when 'APPLIED' then 'DONE' else command.decision end
      from command where command.id = item.command_id
    ), 'RECEIVED') end`

const counted = (fits: ReturnType<typeof sql>) => sql<number>`
  (select count(*)::integer from intervention_item as item where item.intervention_id = intervention.id and ${fits})`

const interventions = (db: Reader) =>
  db
    .selectFrom('intervention')
    .selectAll()
    .select([
      counted(sql`true`).as('all'),
      counted(sql`${itemState} = 'DONE'`).as('done'),
      counted(sql`${itemState} = 'REFUSED'`).as('refused'),
      counted(sql`${itemState} = 'FAILED'`).as('failed'),
      counted(sql`${itemState} in ('WAITING', 'RECEIVED')`).as('waiting'),
    ])

export type InterventionRead = Awaited<ReturnType<typeof listInterventions>>[number]

/** Interventions, the newest first; `caseId` only those that were about it. */
export const listInterventions = (db: Reader, { caseId, limit }: { caseId?: string | undefined; limit: number }) => {
  const newest = interventions(db).orderBy('at', 'desc').limit(limit)
  return (
    caseId === undefined
      ? newest
      : newest.where('id', 'in', (of) =>
          of.selectFrom('intervention_item').select('intervention_id').where('case_id', '=', caseId),
        )
  ).execute()
}

export const readIntervention = (db: Reader, id: string) => interventions(db).where('id', '=', id).executeTakeFirst()

/** Its cases in their order, with what a row shows of each. */
export const readItems = (db: Reader, id: string) =>
  db
    .selectFrom('intervention_item as item')
    .leftJoin('cases', 'cases.id', 'item.case_id')
    .leftJoin('unit', 'unit.id', 'cases.unit_id')
    .leftJoin('task', 'task.id', 'item.task_id')
    .leftJoin('command', 'command.id', 'item.command_id')
    .selectAll('item')
    .select([itemState.as('now'), 'cases.number', 'cases.kind', 'unit.name as unit_name'])
    .select(['task.title as step', 'task.sealed', 'command.refusal'])
    .where('item.intervention_id', '=', id)
    .orderBy('item.no')
    .execute()

export type TargetFacts = Awaited<ReturnType<typeof tasksOfTargets>>[number]

/** The open steps that were chosen, with what an act on them must know. */
export const tasksOfTargets = (db: Reader, taskIds: string[]) =>
  db
    .selectFrom('task')
    .innerJoin('cases', 'cases.id', 'task.case_id')
    .innerJoin('unit', 'unit.id', 'cases.unit_id')
    .leftJoin('person', 'person.id', 'task.person_id')
    .selectAll('task')
    .select(['cases.number', 'cases.unit_id as case_unit_id', 'unit.name as unit_name', 'person.name as person_name'])
    .where('task.id', 'in', taskIds.length > 0 ? taskIds : [''])
    .execute()

export const casesOfTargets = (db: Reader, caseIds: string[]) =>
  db
    .selectFrom('cases')
    .innerJoin('unit', 'unit.id', 'cases.unit_id')
    .select(['cases.id', 'cases.number', 'cases.outcome', 'unit.name as unit_name'])
    .select(({ selectFrom }) =>
      selectFrom('command')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('command.case_id', '=', 'cases.id')
        .where('decision', 'is', null)
        .as('undecided'),
    )
    .where('cases.id', 'in', caseIds)
    .execute()

/** Open steps to choose from, those due first; at most `limit`. Compartments of other organs stay out. */
export const findTargets = (db: Reader, query: TargetQuery, limit: number) => {
  let found = db
    .selectFrom('task')
    .innerJoin('cases', 'cases.id', 'task.case_id')
    .innerJoin('unit', 'unit.id', 'cases.unit_id')
    .select(['task.case_id', 'task.id as task_id', 'cases.number', 'cases.kind', 'unit.name as unit_name'])
    .select(['task.title as step', 'task.due_at', 'task.light'])
    .where('task.state', '=', 'OPEN')
    .where('task.sealed', '=', false)
    .where('cases.kind', 'not in', [...sealedKinds])
    .orderBy('task.due_at')
    .orderBy('task.id')
    .limit(limit)
  if (query.kind !== undefined) found = found.where('cases.kind', '=', query.kind)
  if (query.unitId !== undefined) found = found.where('cases.unit_id', '=', query.unitId)
  if (query.light !== undefined) found = found.where('task.light', '=', query.light)
  if (query.step !== undefined) found = found.where('task.step', '=', query.step)
  if (query.search !== '')
    found = found.where(
      sql<boolean>`(cases.number ilike ${`%${query.search}%`} or cases.id ilike ${`%${query.search}%`})`,
    )
  return found.execute()
}

/** What the tasks of a case are called, by their id. */
export const titlesOfTasks = (db: Reader, caseId: string) =>
  db.selectFrom('task').select(['id', 'title', 'sealed']).where('case_id', '=', caseId).execute()

/** Interventions under way, and those that are over and of which the board still says something; oldest first. */
export async function openInterventionIds(db: Reader, limit: number) {
  const { rows } = await sql<{ id: string; act: InterventionAct; over: boolean }>`
    select id, act, state not in ('ASKED', 'RUNNING', 'SUSPENDED') as over from intervention
    where state in ('ASKED', 'RUNNING', 'SUSPENDED')
      or exists (
        select from stuck_finding
        where cured_at is null and case_id is null and detail -> 'facts' ->> 'workflowId' = 'intervention-' || intervention.id
      )
    order by at limit ${limit}
  `.execute(db)
  return rows
}
