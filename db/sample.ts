import type { Transaction } from 'kysely'
import { roles } from '../domain/people.ts'
import { connect, type Db } from './connect.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import { samplePeople } from './sample/accounts.ts'
import { facilities, groups, leaders, problems, roadSections, units } from './sample/rows.ts'
import type { Schema } from './schema.ts'

/** Everybody of the sample county signs in with it until they change it. */
export const SAMPLE_PASSWORD = 'Chuangwei-2026'

/** A sign-in worth showing, as printed: the role's and the unit's Chinese name. */
export type SampleAccount = { username: string; password: string; name: string; role: string; unit: string }

const people = samplePeople(units)
const shown = people.filter((person) => person.shown)
const personId = (username: string) => `u-${username}`

/**
 * Loads the fictional county of the handbook with an account for every role, once and only into a database in
 * which nobody is registered yet: it is never mixed into a real county. Returns whether it was loaded now, and
 * the accounts to try that still have the sample's password. Throws the database's error.
 */
export async function importSampleCounty(
  databaseUrl: string,
  { log = () => undefined }: { log?: (line: string) => void } = {},
): Promise<{ imported: boolean; accounts: SampleAccount[] }> {
  const { db, close } = connect(databaseUrl, { max: 1, name: 'chuangwei-sample' })
  try {
    const passwordHash = await hashPassword(SAMPLE_PASSWORD)
    const imported = await db.transaction().execute((trx) => load(trx, passwordHash))
    if (imported) {
      log(
        `单位 ${units.length} 个、路段 ${roadSections.length} 段、设施 ${facilities.length} 项、问题 ${problems.length} 件、账号 ${people.length} 个`,
      )
    }
    return { imported, accounts: await openAccounts(db) }
  } finally {
    await close()
  }
}

async function load(trx: Transaction<Schema>, passwordHash: string): Promise<boolean> {
  // Its unique key also makes two importers take turns.
  const claimed = await trx
    .insertInto('setting')
    .values({ key: 'sampleCounty', value: 'true', source: '示范县' })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .execute()
  if (claimed.length === 0) return false
  const someone = await trx.selectFrom('person').select('id').limit(1).execute()
  if (someone.length > 0) {
    await trx.deleteFrom('setting').where('key', '=', 'sampleCounty').execute()
    return false
  }
  await trx.insertInto('leader').values(leaders).execute()
  await trx.insertInto('unit').values(units).execute()
  await trx.insertInto('functional_group').values(groups).execute()
  await trx.insertInto('road_section').values(roadSections).execute()
  await trx.insertInto('facility').values(facilities).execute()
  await trx.insertInto('problem').values(problems).execute()
  await trx
    .insertInto('person')
    .values(
      people.map(({ username, name, unitId, role }) => ({
        id: personId(username),
        name,
        email: `${username}@local.invalid`,
        username,
        display_username: username,
        roles: JSON.stringify([role]),
        unit_id: unitId,
      })),
    )
    .execute()
  await trx
    .insertInto('auth_account')
    .values(
      people.map(({ username }) => ({
        id: `a-${username}`,
        person_id: personId(username),
        account_id: personId(username),
        provider_id: 'credential',
        password: passwordHash,
      })),
    )
    .execute()
  return true
}

async function openAccounts(db: Db): Promise<SampleAccount[]> {
  const rows = await db
    .selectFrom('person')
    .innerJoin('unit', 'unit.id', 'person.unit_id')
    .innerJoin('auth_account', 'auth_account.person_id', 'person.id')
    .select(['person.id', 'person.name', 'unit.short_name', 'auth_account.password'])
    .where(
      'person.id',
      'in',
      shown.map(({ username }) => personId(username)),
    )
    .where('person.active', '=', true)
    .where('auth_account.provider_id', '=', 'credential')
    .execute()
  // Unchanged passwords share the hash they were loaded with, so there is little to check.
  const isSamples = new Map<string, boolean>()
  for (const hash of new Set(rows.map((row) => row.password ?? ''))) {
    isSamples.set(hash, await verifyPassword(hash, SAMPLE_PASSWORD))
  }
  return shown.flatMap(({ username, role }) => {
    const row = rows.find(({ id }) => id === personId(username))
    if (!row || !isSamples.get(row.password ?? '')) return []
    return [{ username, password: SAMPLE_PASSWORD, name: row.name, role: roles[role].zh, unit: row.short_name }]
  })
}
