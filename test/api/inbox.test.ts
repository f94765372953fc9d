import * as fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { mayActOn, tasksOpenTo } from '../../db/acting.ts'
import { assigneeOf } from '../../api/task-view.ts'
import { type Actor, roleCodes, whyNotAssignee } from '../../domain/people.ts'
import { aCase, aUnit } from './builders.ts'
import { type Api, startApi } from './harness.ts'

let api: Api
const units = ['D1', 'D2', 'D3', 'OFFICE']
const people = ['u1', 'u2', 'u3']

const rolesOf = fc.uniqueArray(fc.constantFrom(...roleCodes), { minLength: 1, maxLength: 3 })
const tasks = fc.sample(
  fc.record({
    roles: rolesOf,
    unitId: fc.option(fc.constantFrom(...units), { freq: 1 }),
    personId: fc.option(fc.constantFrom(...people), { freq: 1 }),
    excluded: fc.uniqueArray(fc.constantFrom(...people), { maxLength: 2 }),
    excludedUnits: fc.uniqueArray(fc.constantFrom(...units), { maxLength: 2 }),
    inPerson: fc.boolean(),
    notStandingIn: fc.uniqueArray(fc.constantFrom(...people), { maxLength: 1 }),
  }),
  { numRuns: 300, seed: 20_261_123 },
)

beforeAll(async () => {
  api = await startApi()
  for (const id of ['D1', 'D2', 'D3']) await aUnit(api.db, id, { name: `县${id}局` })
  for (const task of tasks) await aCase(api.db, 'D1', task)
})

const actors = fc.record({
  userId: fc.constantFrom(...people, 'u9'),
  roles: rolesOf,
  unitId: fc.constantFrom(...units),
  onBehalfOf: fc.option(fc.record({ userId: fc.constantFrom(...people), name: fc.constant('') }), { nil: undefined }),
})

test('the inbox and the rule agree on who may act', async () => {
  const agree = fc.asyncProperty(actors, async (somebody) => {
    const actor: Actor = { ...somebody, name: '' }
    const all = await api.db.selectFrom('task').selectAll().execute()
    const { rows } = await sql<{ id: string }>`select id from task where ${mayActOn(actor)}`.execute(api.db)
    const byRule = all.filter((task) => whyNotAssignee(actor, assigneeOf(task)) === null).map((task) => task.id)
    expect(rows.map((row) => row.id).sort()).toEqual(byRule.sort())
    const open = await sql<{ id: string }>`select id from ${tasksOpenTo([actor])}`.execute(api.db)
    expect(open.rows.map((row) => row.id).sort()).toEqual(byRule)
  })
  await fc.assert(agree, { numRuns: 60 })
})

const hour = 3_600_000

test('overdue, today and mine count what they list; done is what I completed', async () => {
  const own = await api.someone(['UNIT_HEAD'], 'D3')
  const make = (dueAt: Date) => aCase(api.db, 'D3', { dueAt })
  const noon = new Date(`${new Date(Date.now() + 8 * hour).toISOString().slice(0, 10)}T12:00:00+08:00`)
  const yesterday = await make(new Date(noon.getTime() - 24 * hour))
  const today = await make(noon)
  const later = await make(new Date(noon.getTime() + 72 * hour))
  const list = async (filter: 'mine' | 'overdue' | 'today' | 'unit' | 'done') => {
    const { items, counts } = await own.api.inbox.list.query({ filter, limit: 100 })
    const ids = new Set([yesterday, today, later].map(({ taskId }) => taskId))
    return { ids: items.map((item) => item.taskId).filter((id) => ids.has(id)), counts, all: items.length }
  }
  const mine = await list('mine')
  expect(mine.ids).toEqual([yesterday.taskId, today.taskId, later.taskId])
  expect(mine.all).toBe(mine.counts.mine)
  const late = await list('overdue')
  expect(late.ids[0]).toBe(yesterday.taskId)
  expect(late.all).toBe(late.counts.overdue)
  const due = await list('today')
  expect(due.ids).toEqual([today.taskId])
  expect(due.all).toBe(due.counts.today)

  const closedBy = { userId: own.userId, name: '', roles: ['UNIT_HEAD'], unitId: 'D3' }
  await api.db
    .updateTable('task')
    .set({ state: 'DONE', closed_at: new Date(), closed_by: JSON.stringify(closedBy) })
    .where('id', '=', today.taskId)
    .execute()
  expect((await list('done')).ids).toEqual([today.taskId])
  expect((await list('mine')).ids).toEqual([yesterday.taskId, later.taskId])
})

test('a search finds a case by number with or without brackets, by id, unit, place and subject', async () => {
  const own = await api.someone(['OFFICE_DIRECTOR'], 'OFFICE')
  const { caseId } = await aCase(api.db, 'D2', { roles: ['OFFICE_DIRECTOR'], unitId: null })
  await api.db
    .updateTable('cases')
    .set({ number: '云创督办〔2026〕9012号', title: '河堤_垃圾', place: '滨河路100%段' })
    .where('id', '=', caseId)
    .execute()
  const finds = async (search: string) =>
    (await own.api.inbox.list.query({ search, limit: 100 })).items.map((item) => item.caseId)
  for (const search of [
    '云创督办〔2026〕9012号',
    '云创督办2026 9012',
    '（2026）9012',
    '[2026]9012号',
    caseId,
    caseId.toLowerCase(),
    '县D2局',
    '滨河路100%',
    '河堤_垃圾',
  ]) {
    expect([search, await finds(search)]).toEqual([search, [caseId]])
  }
  expect(await finds('%')).toEqual([caseId])
  expect(await finds('河堤__圾')).toEqual([])
  expect(await finds("'; drop table task; --")).toEqual([])
  expect((await own.api.case.list.query({ search: '2026 9012' })).items.map((row) => row.caseId)).toEqual([caseId])
})

test.each(['due', 'opened', 'unit'] as const)('pages by %s hold every task once, in order', async (sort) => {
  const own = await api.someone(['OFFICE_DISPATCHER'], 'OFFICE')
  const seen: string[] = []
  const dues: string[] = []
  let cursor: string | undefined
  let pages = 0
  do {
    const page = await own.api.inbox.list.query({ filter: 'unit', sort, limit: 37, cursor })
    seen.push(...page.items.map((item) => item.taskId))
    dues.push(...page.items.map((item) => item.dueAt))
    cursor = page.nextCursor ?? undefined
    pages += 1
  } while (cursor !== undefined && pages < 50)
  const open = await api.db
    .selectFrom('task')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('state', '=', 'OPEN')
    .executeTakeFirstOrThrow()
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.length).toBe(open.count)
  expect(sort !== 'due' || dues.every((due, index) => index === 0 || due >= (dues[index - 1] ?? ''))).toBe(true)
})

test('a cursor that somebody made up starts at the beginning', async () => {
  const own = await api.someone(['OFFICE_DISPATCHER'], 'OFFICE')
  const page = (cursor?: string) =>
    own.api.inbox.list.query({ filter: 'unit', limit: 5, cursor }).then(({ items }) => items)
  expect(await page('nonsense')).toEqual(await page())
  expect(await page(Buffer.from('["x"]').toString('base64url'))).toEqual(await page())
})
