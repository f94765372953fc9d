import { randomUUID } from 'node:crypto'
import { sql, type Kysely, type Transaction } from 'kysely'
import type { Actor, Role } from '../domain/people.ts'
import type { Schema } from './schema.ts'

type Reader = Kysely<Schema>

export type Person = {
  actor: Actor
  username: string
  active: boolean
  unit: { id: string; name: string; shortName: string }
}

const people = (db: Reader) =>
  db
    .selectFrom('person')
    .innerJoin('unit', 'unit.id', 'person.unit_id')
    .select([
      'person.id',
      'person.name',
      'person.username',
      'person.roles',
      'person.active',
      'unit.id as unit_id',
      'unit.name as unit_name',
      'unit.short_name',
    ])

type Row = {
  id: string
  name: string
  username: string | null
  roles: Role[]
  active: boolean
  unit_id: string
  unit_name: string
  short_name: string
}

const personOf = (row: Row): Person => ({
  actor: { userId: row.id, name: row.name, roles: row.roles, unitId: row.unit_id },
  username: row.username ?? '',
  active: row.active,
  unit: { id: row.unit_id, name: row.unit_name, shortName: row.short_name },
})

/** One person with their unit, by id or by (cleaned) user name. */
export async function findPerson(
  db: Reader,
  by: { userId: string } | { username: string },
): Promise<Person | undefined> {
  const row = await ('userId' in by
    ? people(db).where('person.id', '=', by.userId)
    : people(db).where('person.username', '=', by.username)
  ).executeTakeFirst()
  return row && personOf(row)
}

/** The session that has not ended behind a token, with its person and their unit as they are now. */
export async function findSession(
  db: Reader,
  token: string,
): Promise<{ id: string; expiresAt: Date; person: Person } | undefined> {
  const row = await people(db)
    .innerJoin('auth_session', 'auth_session.person_id', 'person.id')
    .select(['auth_session.id as session_id', 'auth_session.expires_at'])
    .where('auth_session.token', '=', token)
    .where('auth_session.expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst()
  return row && { id: row.session_id, expiresAt: row.expires_at, person: personOf(row) }
}

/** People by id, as actors; ids that nobody has are left out. */
export async function findActors(db: Reader, ids: string[]): Promise<Record<string, Actor>> {
  if (ids.length === 0) return {}
  const rows = await people(db).where('person.id', 'in', ids).where('person.active', '=', true).execute()
  return Object.fromEntries(rows.map((row) => [row.id, personOf(row).actor]))
}

/** Active people for choosing among, by unit and role. */
export async function listPeople(db: Reader, { unitId, role }: { unitId?: string; role?: Role }): Promise<Person[]> {
  let query = people(db).where('person.active', '=', true)
  if (unitId !== undefined) query = query.where('person.unit_id', '=', unitId)
  if (role !== undefined) query = query.where(sql<boolean>`person.roles ? ${role}`)
  return (await query.orderBy('person.name').orderBy('person.id').limit(500).execute()).map(personOf)
}

export const hasPeople = async (db: Reader): Promise<boolean> =>
  (await db.selectFrom('person').select('id').limit(1).executeTakeFirst()) !== undefined

export type NewPerson = { name: string; username: string; passwordHash: string; roles: Role[]; unitId: string }

/** Creates a person who can sign in. Returns their id, or null when the user name is taken. */
export async function createPerson(
  trx: Transaction<Schema>,
  { name, username, passwordHash, roles, unitId }: NewPerson,
): Promise<string | null> {
  const id = randomUUID()
  const created = await trx
    .insertInto('person')
    // The sign-in library wants an address; nothing is ever sent to this one.
    .values({
      id,
      name,
      email: `${id}@local.invalid`,
      username,
      display_username: username,
      roles: JSON.stringify(roles),
      unit_id: unitId,
      image: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!created) return null
  await trx
    .insertInto('auth_account')
    .values({ id: randomUUID(), person_id: id, account_id: id, provider_id: 'credential', password: passwordHash })
    .execute()
  return id
}

/** The stored hash of a person's password, or null when they have none. */
export async function passwordHashOf(db: Reader, userId: string): Promise<string | null> {
  const row = await db
    .selectFrom('auth_account')
    .select('password')
    .where('person_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst()
  return row?.password ?? null
}

export async function setPasswordHash(trx: Transaction<Schema>, userId: string, passwordHash: string): Promise<void> {
  const password = { password: passwordHash, updated_at: new Date() }
  await trx
    .insertInto('auth_account')
    .values({ id: randomUUID(), person_id: userId, account_id: userId, provider_id: 'credential', ...password })
    .onConflict((conflict) => conflict.columns(['provider_id', 'account_id']).doUpdateSet(password))
    .execute()
}

/** Tells every API process to look at a person's sessions again, which ends live connections that have none. */
export async function tellSessions(trx: Transaction<Schema>, userId: string): Promise<void> {
  await sql`select pg_notify('chuangwei_sessions', ${userId})`.execute(trx)
}

/** Ends a person's sessions, all or all but one, at once and everywhere. Returns how many. */
export async function endSessions(
  trx: Transaction<Schema>,
  userId: string,
  but: string | null = null,
): Promise<number> {
  let query = trx.deleteFrom('auth_session').where('person_id', '=', userId)
  if (but !== null) query = query.where('id', '!=', but)
  const { numDeletedRows } = await query.executeTakeFirst()
  await tellSessions(trx, userId)
  return Number(numDeletedRows)
}
