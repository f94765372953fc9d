import { Client } from 'pg'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { connect } from '../../db/connect.ts'
import { appendLedger, GENESIS, hashEntry, type LedgerInput } from '../../db/ledger.ts'
import { verifyLedger } from '../../db/verify.ts'
import { startDatabase } from './database.ts'

const { url, adminUrl } = await startDatabase()
const { db, close } = connect(url, { max: 2 })
const superuser = new Client({ connectionString: adminUrl })
await superuser.connect()
afterAll(async () => {
  await superuser.end()
  await close()
})

const entry = (no: number): LedgerInput => ({
  kind: 'EVENT',
  engineNo: no,
  at: `2026-11-23T09:0${no % 10}:00+08:00`,
  actor: { userId: 'u-1', name: '贾通商', roles: ['UNIT_HEAD'], unitId: 'D25' },
  commandId: '0B9F6C0E-7A55-4C39-9A43-0A3B1F1D2C3E',
  type: 'taskSubmitted',
  data: { form: { measures: '已清运 “后巷”\n三立方米', n: 1.5e-7, deep: [{ b: 1, a: null }] }, late: false },
})

async function openCase(id: string, entries: number): Promise<void> {
  await db
    .insertInto('cases')
    .values({ id, kind: 'rectification', title: id, unit_id: 'OFFICE', content: '{}' })
    .execute()
  await db.transaction().execute((trx) =>
    appendLedger(
      trx,
      id,
      Array.from({ length: entries }, (_, i) => entry(i + 1)),
    ),
  )
}

/** What only a superuser can do, with the ledger's triggers off. */
async function tamper(...statements: string[]): Promise<void> {
  await superuser.query("set session_replication_role = 'replica'")
  await superuser.query('alter table ledger disable trigger all')
  for (const statement of statements) await superuser.query(statement)
  await superuser.query('alter table ledger enable always trigger ledger_append_only')
  await superuser.query('alter table ledger enable always trigger ledger_no_truncate')
  await superuser.query("set session_replication_role = 'origin'")
}

beforeEach(async () => {
  await tamper('delete from ledger', 'delete from cases')
  await openCase('c-1', 3)
  await openCase('c-2', 4)
  await openCase('c-3', 2)
})

test('an untouched ledger verifies, entries beyond one page too', async () => {
  await openCase('c-4', 450)
  await openCase('c-5', 0)
  expect(await verifyLedger(url)).toEqual({ cases: 4, entries: 459, broken: null })
})

test('an empty ledger verifies', async () => {
  await tamper('delete from ledger', 'delete from cases')
  expect(await verifyLedger(url)).toEqual({ cases: 0, entries: 0, broken: null })
})

describe('the first entry that was tampered with is named', () => {
  test.each([
    [
      'data is edited',
      `update ledger set data = '{"late":true}' where case_id = 'c-2' and seq = 2`,
      2,
      '各栏内容与存证文本不一致',
    ],
    [
      'the actor is edited',
      `update ledger set actor = jsonb_set(actor, '{name}', '"某人"') where case_id = 'c-2' and seq = 3`,
      3,
      '各栏内容',
    ],
    [
      'the time is edited',
      `update ledger set at = at - interval '1 day' where case_id = 'c-2' and seq = 1`,
      1,
      '各栏内容',
    ],
    ['an entry in the middle is deleted', `delete from ledger where case_id = 'c-2' and seq = 2`, 2, '第 2 条缺失'],
    ['the first entry is deleted', `delete from ledger where case_id = 'c-2' and seq = 1`, 1, '第 1 条缺失'],
    [
      'the last entry is deleted',
      `delete from ledger where case_id = 'c-2' and seq = 4`,
      4,
      '末尾缺失：应有 4 条，只有 3 条',
    ],
    ['all entries are deleted', `delete from ledger where case_id = 'c-2'`, 1, '全部记录被删除'],
    [
      'a hash is replaced',
      `update ledger set hash = repeat('0', 64) where case_id = 'c-2' and seq = 3`,
      3,
      '内容与校验值不符',
    ],
    ['the case itself is deleted', `delete from cases where id = 'c-2'`, 1, '没有这个事项'],
    ['the head is turned back', `update cases set head_seq = 3 where id = 'c-2'`, 4, '多出记录'],
  ])('%s', async (_, statement, seq, reason) => {
    await tamper(statement)
    const { broken } = await verifyLedger(url)
    expect(broken).toMatchObject({ caseId: 'c-2', seq, reason: { zh: expect.stringContaining(reason) } })
  })

  test('two entries are swapped', async () => {
    await tamper(
      `update ledger set seq = -1 where case_id = 'c-2' and seq = 2`,
      `update ledger set seq = 2 where case_id = 'c-2' and seq = 3`,
      `update ledger set seq = 3 where case_id = 'c-2' and seq = -1`,
    )
    expect((await verifyLedger(url)).broken).toMatchObject({
      caseId: 'c-2',
      seq: 2,
      reason: { zh: expect.stringContaining('衔接不上') },
    })
  })

  test('an entry is edited with its text and its hash: the next one no longer follows', async () => {
    const { rows } = await superuser.query<{ canonical: string; prev_hash: string }>(
      `select canonical, prev_hash from ledger where case_id = 'c-2' and seq = 2`,
    )
    const canonical = rows[0]?.canonical.replace('"late": false', '"late": true') ?? ''
    const hash = hashEntry(rows[0]?.prev_hash ?? GENESIS, canonical)
    await tamper(
      `update ledger set data = jsonb_set(data, '{late}', 'true'), canonical = ${superuser.escapeLiteral(canonical)}, hash = '${hash}'
        where case_id = 'c-2' and seq = 2`,
    )
    expect((await verifyLedger(url)).broken).toMatchObject({
      caseId: 'c-2',
      seq: 3,
      reason: { zh: expect.stringContaining('此条或前一条') },
    })
  })

  test('an entry is added at the end', async () => {
    await tamper(
      `insert into ledger (case_id, seq, kind, engine_no, at, actor, command_id, type, data, canonical, prev_hash, hash)
        select case_id, 5, kind, engine_no, at, actor, command_id, type, data, canonical, hash, hash from ledger where case_id = 'c-2' and seq = 4`,
    )
    expect((await verifyLedger(url)).broken).toMatchObject({ caseId: 'c-2', seq: 5 })
  })
})

test('the application itself can neither change nor delete an entry', async () => {
  await expect(db.updateTable('ledger').set({ type: 'x' }).execute()).rejects.toThrow(/permission denied/)
  await expect(db.deleteFrom('ledger').execute()).rejects.toThrow(/permission denied/)
})
