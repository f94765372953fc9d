import type { Kysely } from 'kysely'
import type { Role } from '../domain/people.ts'
import { shownUsernames } from './sample/accounts.ts'
import type { Schema } from './schema.ts'

export type ShownAccount = { username: string; name: string; roles: Role[]; unitName: string }

/** The accounts of the sample county worth trying out first; none where another county is in the database. */
export async function shownSampleAccounts(db: Kysely<Schema>): Promise<ShownAccount[]> {
  const rows = await db
    .selectFrom('person')
    .innerJoin('unit', 'unit.id', 'person.unit_id')
    .select(['person.username', 'person.name', 'person.roles', 'unit.short_name'])
    .where('person.username', 'in', shownUsernames)
    .where('person.active', '=', true)
    .where(({ exists, selectFrom }) => exists(selectFrom('setting').select('key').where('key', '=', 'sampleCounty')))
    .execute()
  return shownUsernames.flatMap((username) => {
    const row = rows.find((candidate) => candidate.username === username)
    return row ? [{ username, name: row.name, roles: row.roles, unitName: row.short_name }] : []
  })
}
