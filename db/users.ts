import { type Kysely, sql, type Transaction } from 'kysely'
import type { Role } from '../domain/people.ts'
import type { Schema } from './schema.ts'

/** Every account with its unit and how many sessions are open, for the administrator. */
export async function listUsers(db: Kysely<Schema>) {
  const rows = await db
    .selectFrom('person')
    .innerJoin('unit', 'unit.id', 'person.unit_id')
    .select(({ selectFrom, fn }) => [
      'person.id',
      'person.name',
      'person.username',
      'person.roles',
      'person.active',
      'person.created_at',
      'unit.id as unit_id',
      'unit.name as unit_name',
      selectFrom('auth_session')
        .select(fn.countAll<number>().as('count'))
        .whereRef('auth_session.person_id', '=', 'person.id')
        .where('auth_session.expires_at', '>', new Date())
        .as('sessions'),
    ])
    .orderBy('person.active', 'desc')
    .orderBy('unit.id')
    .orderBy('person.username')
    .execute()
  return rows.map((row) => ({
    userId: row.id,
    name: row.name,
    username: row.username ?? '',
    roles: row.roles,
    unit: { id: row.unit_id, name: row.unit_name },
    active: row.active,
    sessions: row.sessions ?? 0,
    createdAt: row.created_at.toISOString(),
  }))
}

/** Two administrators who remove each other take turns. */
export async function lockAdministrators(trx: Transaction<Schema>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('administrators'))`.execute(trx)
}

export async function countOtherAdministrators(trx: Transaction<Schema>, userId: string): Promise<number> {
  const { count } = await trx
    .selectFrom('person')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('id', '!=', userId)
    .where('active', '=', true)
    .where(sql<boolean>`roles ? 'SYS_ADMIN'`)
    .executeTakeFirstOrThrow()
  return count
}

export async function updatePerson(
  trx: Transaction<Schema>,
  { userId, roles, unitId, active }: { userId: string; roles: Role[]; unitId: string; active: boolean },
): Promise<void> {
  await trx
    .updateTable('person')
    .set({ roles: JSON.stringify(roles), unit_id: unitId, active, updated_at: new Date() })
    .where('id', '=', userId)
    .execute()
}
