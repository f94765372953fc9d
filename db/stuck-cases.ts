import { type Kysely, sql } from 'kysely'
import type { Role } from '../domain/people.ts'
import type { Text } from '../domain/text.ts'
import type { Schema } from './schema.ts'

/** Cases as the watch compares them with the engine, and what makes one of them suspect. */

type Reader = Kysely<Schema>

/** Cases that the engine must be running, by id. */
export async function openCaseIds(db: Reader): Promise<string[]> {
  const rows = await db
    .selectFrom('cases')
    .select('id')
    .where('engine_no', '>', 0)
    .where('stage', '<>', 'CLOSED')
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Of these ids, those of cases that are closed. */
export async function closedAmong(db: Reader, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select id from cases where id = any (${ids}::text[]) and stage = 'CLOSED'
  `.execute(db)
  return rows.map(({ id }) => id)
}

export type KnownTask = {
  id: string
  title: Text
  sealed: boolean
  roles: Role[]
  unit_name: string | null
  person_name: string | null
  due_at: Date
}
/** `can_be_told`: whether its journal is kept, from which a lost execution is begun anew. */
export type KnownCase = { id: string; engine_no: number; stage: string; can_be_told: boolean; open: KnownTask[] }

/** These cases as the read model has them now, with the steps that wait. */
export async function knownCases(db: Reader, ids: string[]): Promise<Map<string, KnownCase>> {
  const cases = await db
    .selectFrom('cases')
    .select(['id', 'engine_no', 'stage'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('case_journal')
          .select('case_journal.id')
          .whereRef('case_journal.case_id', '=', 'cases.id')
          .where('case_journal.beginning', 'is not', null),
      )
        .$castTo<boolean>()
        .as('can_be_told'),
    )
    .where('id', 'in', ids.length > 0 ? ids : [''])
    .execute()
  const { rows: tasks } = await sql<KnownTask & { case_id: string }>`
    select task.case_id, task.id, task.title, task.sealed, task.roles, unit.name as unit_name, person.name as person_name, task.due_at
    from task left join unit on unit.id = task.unit_id left join person on person.id = task.person_id
    where task.case_id = any (${ids}::text[]) and task.state = 'OPEN'
    order by task.due_at
  `.execute(db)
  const known = new Map<string, KnownCase>(cases.map((row) => [row.id, { ...row, open: [] }]))
  for (const { case_id, ...task } of tasks) known.get(case_id)?.open.push(task)
  return known
}

/** How many transactions there have been: what rows changed since is told against it. */
export async function transactionNow(db: Reader): Promise<string> {
  const { rows } = await sql<{ now: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as now`.execute(db)
  return rows[0]?.now ?? '0'
}

/**
 * Open cases of which a row was written since transaction `since` that no ledger entry came with: what a workflow
 * tells writes both in one transaction. At most `limit`.
 */
export async function writtenOtherwise(db: Reader, since: string, limit: number): Promise<string[]> {
  const { rows } = await db.transaction().execute(async (trx) => {
    // Where somebody keeps the ledger locked, the round must not wait for it.
    await sql`set local lock_timeout = '1s'`.execute(trx)
    return sql<{ id: string }>`
    with lately as (select pg_snapshot_xmax(pg_current_snapshot())::text::numeric - ${since}::numeric as transactions),
    written as (
      select id, xmin from cases, lately where age(xmin) <= transactions and engine_no > 0 and stage <> 'CLOSED'
      union all
      select task.case_id, task.xmin from task join cases on cases.id = task.case_id, lately
      where age(task.xmin) <= transactions and cases.engine_no > 0 and cases.stage <> 'CLOSED'
    )
    select distinct id from written
    where not exists (select from ledger where ledger.case_id = written.id and ledger.xmin = written.xmin)
    limit ${limit}
  `.execute(trx)
  })
  return rows.map(({ id }) => id)
}
