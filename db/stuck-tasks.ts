import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { StepFacts } from '../domain/corrections.ts'
import { rulingSteps } from '../domain/processes/rulings.ts'
import type { Role } from '../domain/people.ts'
import { sealedKinds } from '../domain/sealed.ts'
import type { Text } from '../domain/text.ts'
import type { Schema } from './schema.ts'

/** Open steps that do not move for want of somebody, or because their clock says so. */

type Reader = Kysely<Schema>

export type WaitingTask = {
  id: string
  case_id: string
  step: string
  title: Text
  sealed: boolean
  roles: Role[]
  unit_id: string | null
  unit_name: string | null
  person_id: string | null
  person_name: string | null
  excluded: string[]
  excluded_units: string[]
  in_person: boolean
  not_standing_in: string[]
  facts: StepFacts
  opened_at: Date
  due_at: Date
  yellow_at: Date
  late: boolean
  /** Nobody who may do it has an account and is there. */
  unmanned: boolean
  /** Its hold has ended by more than a minute. */
  held_over: boolean
  ruling: boolean
}

const may = sql`person.active and person.roles ?| task.roles
  and (task.unit_id is null or person.unit_id = task.unit_id)
  and (task.person_id is null or person.id = task.person_id)
  and not (person.id = any (task.excluded)) and not (person.unit_id = any (task.excluded_units))`

/** People who are on leave today. Gathered once, however many tasks there are. */
const away = sql`array(select leave.person_id from leave
  where leave.ended_at is null
    and (clock_timestamp() at time zone 'Asia/Shanghai')::date between leave.from_date and leave.to_date)`

const rulings: string[] = Object.keys(rulingSteps)

/** Yellow, for several people of whom none is named, and none of them has begun. */
const untouched = sql`task.light = 'YELLOW' and task.person_id is null and task.facts -> 'delegate' is not distinct from 'null'::jsonb
  and task.facts -> 'pending' = 'null'::jsonb and task.facts -> 'heldSince' = 'null'::jsonb
  and not exists (select from draft where draft.key = 'task:' || task.id)
  and not exists (select from command where command.case_id = task.case_id and command.task_id = task.id and command.decision is null)
  and (select count(*) from (select from person where ${may} limit 2) as two) > 1`

/** Those that wait too long or for nobody, longest due first; at most `limit`. The organs' own cases are not among them. */
export async function waitingTasks(db: Reader, limit: number): Promise<WaitingTask[]> {
  const late: RawBuilder<boolean> = sql`(task.due_at <= clock_timestamp() or task.light = 'RED')`
  const unmanned: RawBuilder<boolean> = sql`not exists (select from person where ${may} and person.id <> all (${away}))`
  const over: RawBuilder<boolean> = sql`coalesce((task.facts ->> 'heldUntil')::timestamptz
    < clock_timestamp() - interval '1 minute' and task.facts ->> 'pending' is null and task.facts ->> 'heldSince' is not null, false)`
  const { rows } = await sql<WaitingTask>`
    select task.id, task.case_id, task.step, task.title, task.sealed, task.roles, task.unit_id, unit.name as unit_name,
      task.person_id, named.name as person_name, task.excluded, task.excluded_units, task.in_person, task.not_standing_in,
      task.facts, task.opened_at, task.due_at, task.yellow_at,
      ${late} as late, ${unmanned} as unmanned, ${over} as held_over, task.step = any (${rulings}::text[]) as ruling
    from task
      join cases on cases.id = task.case_id
      left join unit on unit.id = task.unit_id
      left join person as named on named.id = task.person_id
    where task.state = 'OPEN' and cases.kind <> all (${[...sealedKinds]}::text[])
      and (${late} or ${over} or ${unmanned} or (${untouched}))
    order by task.due_at limit ${limit}
  `.execute(db)
  return rows
}

export type SilentTask = { id: string; case_id: string; title: Text; sealed: boolean; due_at: Date }

/**
 * Steps whose due date passed a while ago and of which the workflow has said nothing since, although nothing keeps
 * it from speaking: no hold, no ruling, no act on its way.
 */
export async function silentTasks(db: Reader, limit: number): Promise<SilentTask[]> {
  const { rows } = await sql<SilentTask>`
    select task.id, task.case_id, task.title, task.sealed, task.due_at
    from task join cases on cases.id = task.case_id
    where task.state = 'OPEN' and task.light <> 'RED' and task.due_at < clock_timestamp() - interval '30 seconds'
      and cases.engine_no > 0 and cases.stage <> 'CLOSED'
      and task.facts ->> 'pending' is null and task.facts ->> 'heldSince' is null
      and not exists (select from task as review
        where review.case_id = task.case_id and review.step = 'outageReview' and review.state = 'OPEN')
      and not exists (select from command where command.case_id = task.case_id and command.decision is null)
    order by task.due_at limit ${limit}
  `.execute(db)
  return rows
}
