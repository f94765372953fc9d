import { afterAll, expect, test } from 'vitest'
import { readCalendar } from '../../db/calendar.ts'
import { connect } from '../../db/connect.ts'
import { hashPassword, verifyPassword } from '../../db/passwords.ts'
import { roleCodes } from '../../domain/people.ts'
import { importSampleCounty, SAMPLE_PASSWORD } from '../../db/sample.ts'
import { calendar } from '../domain/published-calendar.ts'
import { startDatabase } from './database.ts'

const { url, another } = await startDatabase()
const { db, close } = connect(url, { max: 2 })

const count = async (
  table: 'unit' | 'person' | 'road_section' | 'facility' | 'problem' | 'leader' | 'functional_group',
) =>
  Number(
    (
      await db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  )

test('two importers at once load the county once, whole', async () => {
  const both = await Promise.all([importSampleCounty(url), importSampleCounty(url)])
  expect(new Set(both.map(({ imported }) => imported))).toEqual(new Set([false, true]))
  expect(both[0].accounts).toEqual(both[1].accounts)
  expect(
    await Promise.all(
      (['leader', 'functional_group', 'unit', 'road_section', 'facility', 'problem'] as const).map(count),
    ),
  ).toEqual([30, 9, 53, 30, 20, 60])
})

test('an organ of supervision never is the subject of a notice', async () => {
  const rows = await db.selectFrom('unit').select('id').where('subject', '=', false).orderBy('id').execute()
  expect(rows.map(({ id }) => id)).toEqual(['D03', 'D04', 'D15', 'D31', 'OFFICE'])
})

test("times are the county's and money is whole", async () => {
  const problem = await db.selectFrom('problem').selectAll().where('no', '=', 'WT-0039').executeTakeFirstOrThrow()
  expect(problem.reported_at.toISOString()).toBe('2026-09-04T00:00:00.000Z')
  const open = await db.selectFrom('problem').select('no').where('closed_at', 'is', null).execute()
  expect(open).toHaveLength(13)
  const facilities = await db
    .selectFrom('facility')
    .select(['budget_fen', 'government_fen', 'unit_fen', 'society_fen'])
    .execute()
  for (const row of facilities) expect(row.government_fen + row.unit_fen + row.society_fen).toBe(row.budget_fen)
  expect(facilities.reduce((sum, row) => sum + row.budget_fen, 0)).toBe(3_049_800_000)
})

test('every unit that can get a notice has somebody to answer it', async () => {
  const rows = await db
    .selectFrom('person')
    .innerJoin('auth_account', 'auth_account.account_id', 'person.id')
    .select(['unit_id', 'roles'])
    .execute()
  const subjects = await db.selectFrom('unit').select('id').where('subject', '=', true).execute()
  expect(subjects).toHaveLength(48)
  const answering = subjects.map(({ id }) => [
    id,
    ...rows
      .filter((row) => row.unit_id === id)
      .flatMap((row) => row.roles)
      .filter((role) => role.startsWith('UNIT_'))
      .sort(),
  ])
  expect(answering).toEqual(subjects.map(({ id }) => [id, 'UNIT_HEAD', 'UNIT_LIAISON']))
})

test('the shown accounts work, cover every role, and are not shown once their password is another', async () => {
  const before = await importSampleCounty(url)
  expect(before.imported).toBe(false)
  expect(new Set(before.accounts.map(({ role }) => role)).size).toBe(roleCodes.length)
  const account = await db
    .selectFrom('auth_account')
    .select('password')
    .where('account_id', '=', 'u-jiatongshang')
    .executeTakeFirstOrThrow()
  expect(await verifyPassword(account.password ?? '', SAMPLE_PASSWORD)).toBe(true)

  await db
    .updateTable('auth_account')
    .set({ password: await hashPassword('另一个密码-2026') })
    .where('account_id', '=', 'u-qinwangshu')
    .execute()
  const after = await importSampleCounty(url)
  expect(after.accounts).toEqual(before.accounts.filter(({ username }) => username !== 'qinwangshu'))
  expect(await count('person')).toBe(111)
})

test('the published calendar is in the database as the handbook gives it', async () => {
  expect(await readCalendar(db)).toEqual(calendar)
})

test('a county in which somebody is already registered is left alone', async () => {
  const own = await another()
  const real = connect(own, { max: 1 })
  await real.db
    .insertInto('person')
    .values({
      id: 'p1',
      name: '某管理员',
      email: 'p1@local.invalid',
      username: 'root',
      roles: '["SYS_ADMIN"]',
      unit_id: 'OFFICE',
    })
    .execute()
  expect(await importSampleCounty(own)).toEqual({ imported: false, accounts: [] })
  expect(await real.db.selectFrom('unit').select('id').execute()).toHaveLength(1)
  expect(await real.db.selectFrom('setting').select('key').where('key', '=', 'sampleCounty').execute()).toEqual([])
  await real.close()
})

afterAll(close)
