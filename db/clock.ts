import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'

/**
 * How far this machine's clock is from the database's, at least, in ms: what the answer's own travel can explain is
 * taken off. Above zero when ours is ahead.
 */
export async function clockSkew(db: Kysely<Schema>): Promise<number> {
  const asked = Date.now()
  const { rows } = await sql<{ at: number }>`
    select (extract(epoch from clock_timestamp()) * 1000)::float8 as at
  `.execute(db)
  const answered = Date.now()
  const at = rows[0]?.at ?? asked
  if (asked > at) return asked - at
  return answered < at ? answered - at : 0
}
