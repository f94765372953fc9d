import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { addDays, dateOf } from '../../domain/calendar.ts'
import type { PatrolPlan } from '../../domain/patrol-forms.ts'
import { type Person, signIn, until } from './people.ts'

/** The engine's schedules as administrators look after them, on the real engine. */

const stack = inject('stack')
const reason = '春节期间统一停巡，指挥部办公室通知'
const today = dateOf(Date.now())
let admin: Person
let director: Person
let database: Client
beforeAll(async () => {
  database = new Client({ connectionString: stack.admin })
  await database.connect()
  const people = await Promise.all([signIn(stack.api, 'admin'), signIn(stack.api, 'weichangfeng')])
  ;[admin, director] = people
})
afterAll(() => database.end())

/** A plan whose times have been what they are for ten days. */
async function plan(change: Partial<PatrolPlan> = {}): Promise<string> {
  const { planId } = await director.api.patrol.save.mutate({
    planId: null,
    plan: {
      title: `北门片区${randomUUID().slice(0, 6)}`,
      assigneeId: (await signIn(stack.api, 'luqinmian').then(({ api }) => api.session.me.query()))?.userId ?? '',
      frequency: 'DAILY',
      at: '00:01',
      limit: { unit: 'H', value: 4 },
      points: [{ place: '铁匠巷东口', roadSectionId: 'L20' }],
      sample: 0,
      ...change,
    },
  })
  await database.query(`update patrol_plan set timed_since = now() - interval '10 days' where id = $1`, [planId])
  return planId
}

async function see(id: string) {
  const found = (await admin.api.schedule.list.query()).find(({ scheduleId }) => scheduleId === id)
  if (!found) throw new Error(`no schedule ${id}`)
  return found
}
const casesOf = async (id: string): Promise<string[]> =>
  (await database.query<{ id: string }>('select id from cases where id like $1 order by id', [`${id}-%`])).rows.map(
    (row) => row.id,
  )

test('every schedule is told in words: what comes, what came of it, what was missed', async () => {
  const [daily, worked] = [await plan(), await plan({ frequency: 'WORKDAY' })]
  const one = await see(daily)
  expect(one).toMatchObject({ kind: 'patrol', timing: { zh: '每天 00:01' }, paused: null, runs: [], exclusions: [] })
  expect(one.nextRuns).toHaveLength(5)
  expect(one.nextRuns[0]).toMatch(/T16:01:00/)
  expect(one.missed.length).toBeGreaterThanOrEqual(9)
  // Days that are not worked are none that were missed.
  expect((await see(worked)).missed.length).toBeLessThan(one.missed.length)
  expect((await director.api.schedule.list.query()).map(({ scheduleId }) => scheduleId)).toContain(daily)
  await expect(director.api.schedule.pause.mutate({ scheduleIds: [daily], reason })).rejects.toThrow('权限')
})

test('run at once: the case that it opened is shown, and beside an open one no other is', async () => {
  const id = await plan()
  const [first] = await admin.api.schedule.trigger.mutate({ scheduleIds: [id], reason })
  expect(first).toMatchObject({ done: true, says: { zh: '已开立' } })
  expect(first?.caseIds).toEqual(await casesOf(id))
  expect((await see(id)).runs).toMatchObject([{ caseId: first?.caseIds[0], says: { zh: '待巡查' } }])
  const [second] = await admin.api.schedule.trigger.mutate({ scheduleIds: [id], reason })
  expect(second).toMatchObject({ done: false, says: { zh: '上一次还没有办结，没有另开' } })
  expect(await casesOf(id)).toHaveLength(1)
})

test('made up for: what lacks is seen first and opened once, whoever asks at the same time', async () => {
  const [id, worked] = [await plan(), await plan({ frequency: 'WORKDAY' })]
  const span = { from: addDays(today, -3), to: addDays(today, -1) }
  const preview = () => admin.api.schedule.backfillPreview.query({ scheduleIds: [id, worked], ...span })
  expect((await preview())[0]?.instants.map(({ state }) => state)).toEqual(['OPENS', 'OPENS', 'OPENS'])
  const asked = { scheduleIds: [id], reason, ...span }
  const both = await Promise.all([admin.api.schedule.backfill.mutate(asked), admin.api.schedule.backfill.mutate(asked)])
  expect(both.flat().flatMap(({ caseIds }) => caseIds)).toHaveLength(3)
  expect(await casesOf(id)).toEqual([-3, -2, -1].map((days) => `${id}-${addDays(today, days - 1)}T16:01:00Z`))
  expect((await preview())[0]?.instants.map(({ state }) => state)).toEqual(['OPENED', 'OPENED', 'OPENED'])
  const [again] = await admin.api.schedule.backfill.mutate(asked)
  expect(again).toMatchObject({ done: false, says: { zh: '没有要补开的' } })
  expect((await see(id)).missed.map((at) => dateOf(Date.parse(at)))).not.toContain(span.to)

  const weeks = { from: addDays(today, -9), to: today }
  const [, plain] = await admin.api.schedule.backfillPreview.query({ scheduleIds: [id, worked], ...weeks })
  expect(plain?.instants.map(({ state }) => state)).toContain('DAY_OFF')
  await expect(admin.api.schedule.backfill.mutate({ ...asked, to: addDays(today, 1) })).rejects.toThrow('填写有误')
})

test('days off, in bulk: shown in what comes, kept when the plan changes, taken back', async () => {
  const [one, other] = [await plan(), await plan()]
  const span = { from: addDays(today, 1), to: addDays(today, 3) }
  const done = await admin.api.schedule.exclude.mutate({ scheduleIds: [one, other, 'XC-none'], reason, ...span })
  expect(done.map(({ done: isDone }) => isDone)).toEqual([true, true, false])
  expect(done[2]?.says.zh).toContain('没有')
  const next = `${addDays(today, 3)}T16:01:00.000Z`
  expect(await see(one)).toMatchObject({ exclusions: [{ ...span, reason }] })
  expect((await see(one)).nextRuns[0]).toBe(next)
  expect((await see(other)).nextRuns[0]).toBe(next)
  const plans = await director.api.patrol.plans.query()
  const kept = plans.find(({ planId }) => planId === one)
  expect(kept?.nextRuns?.[0]).toBe(next)
  if (kept) await director.api.patrol.save.mutate({ planId: one, plan: { ...kept.plan, at: '00:02' } })
  expect((await see(one)).nextRuns[0]).toBe(next.replace('16:01', '16:02'))
  await admin.api.schedule.readmit.mutate({
    scheduleIds: [one],
    reason,
    from: addDays(today, 2),
    to: addDays(today, 2),
  })
  expect((await see(one)).exclusions).toEqual([])
  expect((await see(one)).nextRuns[0]).toBe(`${today}T16:02:00.000Z`)
})

test('paused and resumed in bulk, with the reason for everybody to read; each act is on record', async () => {
  const ids = [await plan(), await plan()]
  const paused = await admin.api.schedule.pause.mutate({ scheduleIds: ids, reason })
  expect(paused.every(({ done }) => done)).toBe(true)
  const [first = ''] = ids
  expect(await see(first)).toMatchObject({ paused: reason, nextRuns: [] })
  expect((await director.api.patrol.plans.query()).find(({ planId }) => planId === first)).toMatchObject({
    paused: reason,
  })
  const [refused] = await admin.api.schedule.trigger.mutate({ scheduleIds: [first], reason })
  expect(refused).toMatchObject({ done: false, says: { zh: `已停用（${reason}），请先恢复` } })
  expect((await admin.api.schedule.pause.mutate({ scheduleIds: ids, reason })).some(({ done }) => done)).toBe(false)
  const resumed = await admin.api.schedule.resume.mutate({ scheduleIds: ids, reason: '假期结束，恢复巡查' })
  expect(resumed.every(({ done }) => done)).toBe(true)
  await until(async () => (await see(first)).nextRuns.length === 5)
  const { items } = await admin.api.administration.log.query({ limit: 200 })
  const about = items.filter(({ after }) => after.schedule?.includes(first))
  expect(about.map(({ act }) => act)).toEqual(['scheduleResumed', 'schedulePaused'])
  expect(about[0]).toMatchObject({ reason: '假期结束，恢复巡查', by: expect.any(String) })
})

test('the half-year assessments are among them, in words of their own', async () => {
  await until(async () => (await admin.api.schedule.list.query()).some(({ kind }) => kind === 'openHalfYear'))
  const half = (await admin.api.schedule.list.query()).find(({ kind }) => kind === 'openHalfYear')
  const scheduleIds = [half?.scheduleId ?? '']
  expect(half?.timing.zh).toBe('每年6月30日 09:00；每年12月31日 09:00')
  expect(half?.nextRuns[0]).toMatch(/-(06-30|12-31)T01:00:00/)
  const why = '专班重组，暂缓发起'
  expect(await admin.api.schedule.pause.mutate({ scheduleIds, reason: why })).toMatchObject([{ done: true }])
  expect(await see(scheduleIds[0] ?? '')).toMatchObject({ paused: why, nextRuns: [] })
  expect(await admin.api.schedule.resume.mutate({ scheduleIds, reason: '专班到位' })).toMatchObject([{ done: true }])
})
