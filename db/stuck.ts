import { type Kysely, sql } from 'kysely'
import type { Role } from '../domain/people.ts'
import { sealedKinds } from '../domain/sealed.ts'
import type { Text } from '../domain/text.ts'
import type { Schema } from './schema.ts'

type Reader = Kysely<Schema>

export type OverdueTask = {
  case_id: string
  number: string | null
  unit_name: string
  title: Text
  sealed: boolean
  roles: Role[]
  assigned_unit_name: string | null
  person_name: string | null
  due_at: Date
}

/** Open tasks that are past due or red, longest first; at most `limit`. */
export async function overdueTasks(db: Reader, limit: number): Promise<OverdueTask[]> {
  const { rows } = await sql<OverdueTask>`
    select task.case_id, cases.number, unit.name as unit_name, task.title, task.sealed, task.roles, assigned.name as assigned_unit_name,
      person.name as person_name, task.due_at
    from task join cases on cases.id = task.case_id join unit on unit.id = cases.unit_id
      left join unit as assigned on assigned.id = task.unit_id
      left join person on person.id = task.person_id
    where task.state = 'OPEN' and cases.kind <> all (${[...sealedKinds]}::text[]) and (task.due_at <= clock_timestamp() or task.light = 'RED')
    order by task.due_at limit ${limit}
  `.execute(db)
  return rows
}

export type UndecidedCommand = {
  case_id: string
  number: string | null
  unit_name: string
  title: Text | null
  sealed: boolean | null
  act: string
  received_at: Date
  tries: number
  last_error: string | null
}

/** Commands that were received more than two minutes ago and are not decided, oldest first; at most `limit`. */
export async function undecidedCommands(db: Reader, limit: number): Promise<UndecidedCommand[]> {
  const { rows } = await sql<UndecidedCommand>`
    select command.case_id, cases.number, unit.name as unit_name, task.title, task.sealed, command.act, command.received_at, command.tries, command.last_error
    from command join cases on cases.id = command.case_id join unit on unit.id = cases.unit_id
      left join task on task.id = command.task_id
    where command.decision is null and command.received_at < clock_timestamp() - interval '2 minutes'
    order by command.received_at limit ${limit}
  `.execute(db)
  return rows
}

export type OpenCase = { id: string; number: string | null; unit_name: string; updated_at: Date }

/** Open cases that the engine has begun, those untouched for longest first; at most `limit`. */
export const openCases = (db: Reader, limit: number): Promise<OpenCase[]> =>
  db
    .selectFrom('cases')
    .innerJoin('unit', 'unit.id', 'cases.unit_id')
    .select(['cases.id', 'cases.number', 'unit.name as unit_name', 'cases.updated_at'])
    .where('cases.outcome', 'is', null)
    .where('cases.engine_no', '>', 0)
    .orderBy('cases.updated_at')
    .limit(limit)
    .execute()
