import type { Kysely } from 'kysely'
import type { OperationTable, Schema } from './schema.ts'

/** What was done to the installation itself. */

type Reader = Kysely<Schema>
export type OperationKind = OperationTable['kind']
export type Operation = { at: Date; detail: Record<string, unknown> }

export async function noteOperation(db: Reader, kind: OperationKind, detail: Record<string, unknown>): Promise<void> {
  await db
    .insertInto('operation')
    .values({ kind, detail: JSON.stringify(detail) })
    .execute()
}

/** The last one of a kind, or null when there was none. */
export async function lastOperation(db: Reader, kind: OperationKind): Promise<Operation | null> {
  const row = await db
    .selectFrom('operation')
    .select(['at', 'detail'])
    .where('kind', '=', kind)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}
