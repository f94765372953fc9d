import { type Kysely, sql, type Transaction } from 'kysely'
import type { Actor } from '../domain/people.ts'
import { allStandIns } from './leaves.ts'
import type { Schema } from './schema.ts'

/** How far the ledger has been told, and what telling needs to know. */

type Reader = Kysely<Schema>

/**
 * How far the ledger reaches, and which transactions it may still lack. An entry takes its id before it is
 * committed, so a higher id can be seen before a lower one; it takes it after its transaction has a number.
 */
export type Horizon = { told: number; last: number; oldest: bigint; next: bigint }

export async function readHorizon(db: Reader): Promise<Horizon> {
  const { rows } = await sql<{ told: number; last: number; oldest: string; next: string }>`
    select (select ledger_id from notifier_position where name = 'ledger') as told,
      coalesce((select max(id) from ledger), 0) as last,
      pg_snapshot_xmin(pg_current_snapshot())::text as oldest,
      pg_snapshot_xmax(pg_current_snapshot())::text as next
  `.execute(db)
  const { told, last, oldest, next } = rows[0] as (typeof rows)[number]
  return { told, last, oldest: BigInt(oldest), next: BigInt(next) }
}

/** Up to which entry people have been told, kept to oneself until the transaction ends; null while another has it. */
export async function takePosition(trx: Transaction<Schema>): Promise<number | null> {
  const row = await trx
    .selectFrom('notifier_position')
    .select('ledger_id')
    .where('name', '=', 'ledger')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row?.ledger_id ?? null
}

export const movePosition = (trx: Transaction<Schema>, to: number) =>
  trx.updateTable('notifier_position').set({ ledger_id: to }).where('name', '=', 'ledger').execute()

/** Entries after one and up to another, oldest first; at most `limit`. */
export const entriesBetween = (db: Reader, after: number, upTo: number, limit: number) =>
  db
    .selectFrom('ledger')
    .select(['id', 'case_id', 'engine_no', 'at', 'actor', 'kind', 'type', 'data'])
    .where('id', '>', after)
    .where('id', '<=', upTo)
    .orderBy('id')
    .limit(limit)
    .execute()
export type Entry = Awaited<ReturnType<typeof entriesBetween>>[number]

const toldTask = (db: Reader) =>
  db
    .selectFrom('task')
    .leftJoin('unit', 'unit.id', 'task.unit_id')
    .leftJoin('person', 'person.id', 'task.person_id')
    .select(['task.id', 'task.case_id', 'task.step', 'task.round', 'task.title', 'task.roles', 'task.unit_id'])
    .select(['task.in_person', 'task.not_standing_in'])
    .select(['task.person_id', 'task.excluded', 'task.excluded_units', 'task.otherwise', 'task.context', 'task.facts'])
    .select([
      'task.sealed',
      'task.due_at',
      'task.state',
      'task.light',
      'unit.name as unit_name',
      'person.name as person_name',
    ])

export const taskToTell = (db: Reader, taskId: string) => toldTask(db).where('task.id', '=', taskId).executeTakeFirst()
export type ToldTask = NonNullable<Awaited<ReturnType<typeof taskToTell>>>

/** The tasks and cases of these entries by their ids, each read once for all of them. */
export async function readTold(
  db: Reader,
  entries: readonly Entry[],
): Promise<{ cases: Map<string, ToldCase>; tasks: Map<string, ToldTask> }> {
  const caseIds = [...new Set(entries.map((entry) => entry.case_id))]
  const taskIds = [...new Set(entries.flatMap(({ data }) => (data as { taskId?: string } | null)?.taskId ?? []))]
  const cases = await toldCase(db).where('id', '=', sql<string>`any(${caseIds}::text[])`).execute()
  const tasks = await toldTask(db).where('task.id', '=', sql<string>`any(${taskIds}::text[])`).execute()
  return { cases: new Map(cases.map((row) => [row.id, row])), tasks: new Map(tasks.map((row) => [row.id, row])) }
}

const toldCase = (db: Reader) =>
  db.selectFrom('cases').select(['id', 'kind', 'number', 'title', 'unit_id', 'drafter_id', 'round'])

export const caseToTell = (db: Reader, caseId: string) =>
  toldCase(db).where('id', '=', caseId).executeTakeFirstOrThrow()
export type ToldCase = Awaited<ReturnType<typeof caseToTell>>

/** Everybody who may be told anything, and once more for each absent person they stand in for. */
export async function activePeople(db: Reader): Promise<Actor[]> {
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name', 'roles', 'unit_id'])
    .where('active', '=', true)
    .execute()
  const people: Actor[] = rows.map(({ id, name, roles, unit_id: unitId }) => ({ userId: id, name, roles, unitId }))
  return [...people, ...(await allStandIns(db))]
}

/** Who last submitted one of these steps of a case before an entry. */
export async function lastSubmitter(db: Reader, before: Entry, steps: readonly string[]): Promise<string | null> {
  const row = await db
    .selectFrom('ledger')
    .select('actor')
    .where('case_id', '=', before.case_id)
    .where('id', '<', before.id)
    .where('type', '=', 'taskSubmitted')
    .where(sql<boolean>`data ->> 'step' = any(${steps}::text[])`)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.actor?.userId ?? null
}

/** Who last asked for one of these corrections of a task before an entry. */
export async function lastRequester(
  db: Reader,
  before: Entry,
  taskId: string,
  acts: readonly string[],
): Promise<string | null> {
  const row = await db
    .selectFrom('ledger')
    .select('actor')
    .where('case_id', '=', before.case_id)
    .where('id', '<', before.id)
    .where('type', '=', 'taskChanged')
    .where(sql<boolean>`data ->> 'taskId' = ${taskId} and data ->> 'act' = any(${acts}::text[])`)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.actor?.userId ?? null
}
