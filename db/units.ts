import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import type { Schema } from './schema.ts'

type Reader = Kysely<Schema>

/** The name of the row `unit` as the case `cases` shows it: what was closed before a merger says where the unit went. */
export const unitNameOfCase: RawBuilder<string> = sql<string>`unit.name || case
  when cases.outcome is null or unit.merged_into is null then ''
  else '（已并入' || (select heir.name from unit as heir where heir.id = unit.merged_into) || '）' end`

/** Every unit with how many work there and how many cases are open on it, for the administrator. */
export const listUnits = (db: Reader) =>
  db
    .selectFrom('unit')
    .leftJoin('unit as heir', 'heir.id', 'unit.merged_into')
    .select(['unit.id', 'unit.name', 'unit.short_name', 'unit.kind', 'unit.subject', 'unit.merged_into'])
    .select('heir.name as merged_into_name')
    .select(({ selectFrom, fn }) => [
      selectFrom('person')
        .select(fn.countAll<number>().as('count'))
        .whereRef('person.unit_id', '=', 'unit.id')
        .where('person.active', '=', true)
        .as('people'),
      selectFrom('cases')
        .select(fn.countAll<number>().as('count'))
        .whereRef('cases.unit_id', '=', 'unit.id')
        .where('cases.outcome', 'is', null)
        .as('open_cases'),
    ])
    .orderBy(sql`unit.merged_into is not null`)
    .orderBy('unit.kind', 'desc')
    .orderBy('unit.id')
    .execute()

/** A unit, its row kept from changing until the transaction ends; undefined when there is none. */
export const lockUnit = (trx: Transaction<Schema>, id: string) =>
  trx.selectFrom('unit').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export async function renameUnit(
  trx: Transaction<Schema>,
  { unitId, name, shortName }: { unitId: string; name: string; shortName: string },
): Promise<void> {
  await trx.updateTable('unit').set({ name, short_name: shortName }).where('id', '=', unitId).execute()
}

/**
 * Makes one unit part of another in the directory: its people, roads and facilities are the other's, it is chosen no
 * more. Returns who moved. Cases are moved through their workflows.
 */
export async function absorbUnit(
  trx: Transaction<Schema>,
  { from, into }: { from: string; into: string },
): Promise<{ id: string; name: string }[]> {
  await trx
    .updateTable('unit')
    .set({ merged_into: into, subject: false })
    .where(({ or, eb }) => or([eb('id', '=', from), eb('merged_into', '=', from)]))
    .execute()
  await trx.updateTable('road_section').set({ unit_id: into }).where('unit_id', '=', from).execute()
  await trx.updateTable('road_section').set({ town_id: into }).where('town_id', '=', from).execute()
  await trx.updateTable('facility').set({ unit_id: into }).where('unit_id', '=', from).execute()
  return trx
    .updateTable('person')
    .set({ unit_id: into, updated_at: new Date() })
    .where('unit_id', '=', from)
    .returning(['id', 'name'])
    .execute()
}

/**
 * The running cases that a unit has a part in and that have not been told of its merger: its own, also those that may
 * still be reopened, and those in which an open step is for it, keeps it out, or is helped by it.
 */
export async function openCasesOf(db: Reader, unitId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('cases')
    .select('id')
    .where('engine_no', '>', 0)
    .where('stage', '!=', 'CLOSED')
    // What the workflow has already been told.
    .where(
      sql<boolean>`not exists (
        select from ledger where ledger.case_id = cases.id and ledger.type = 'unitMerged' and ledger.data ->> 'from' = ${unitId}
      )`,
    )
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('unit_id', '=', unitId),
        exists(
          selectFrom('task')
            .select('task.id')
            .whereRef('task.case_id', '=', 'cases.id')
            .where('task.state', '=', 'OPEN')
            .where(
              sql<boolean>`(task.unit_id = ${unitId} or ${unitId} = any (task.excluded_units) or task.facts -> 'coUnits' ? ${unitId})`,
            ),
        ),
      ]),
    )
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}
