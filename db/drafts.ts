import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'

type Reader = Kysely<Schema>

/** How many drafts one person keeps; older ones give way. */
const MOST = 100

/** Keeps a draft, replacing the one under the same key. */
export async function saveDraft(db: Reader, personId: string, key: string, body: unknown): Promise<void> {
  const row = { person_id: personId, key, body: JSON.stringify(body ?? null), updated_at: new Date() }
  await db
    .insertInto('draft')
    .values(row)
    .onConflict((conflict) => conflict.columns(['person_id', 'key']).doUpdateSet(row))
    .execute()
  await sql`
    delete from draft where person_id = ${personId} and key in (
      select key from draft where person_id = ${personId} order by updated_at desc offset ${MOST}
    )`.execute(db)
}

export const readDraft = (db: Reader, personId: string, key: string) =>
  db
    .selectFrom('draft')
    .select(['body', 'updated_at'])
    .where('person_id', '=', personId)
    .where('key', '=', key)
    .executeTakeFirst()

export async function removeDraft(db: Reader, personId: string, key: string): Promise<void> {
  await db.deleteFrom('draft').where('person_id', '=', personId).where('key', '=', key).execute()
}
