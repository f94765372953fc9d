import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { PatrolPlan } from '../../domain/patrol-forms.ts'
import { aPhoto, follow, type Person, type Played, refusalOf, signIn } from './rig.ts'

/** Patrols (handbook P12): planned, opened by their schedule, carried out point by point, or missed. */

const director = await signIn('weichangfeng')
const liaison = await signIn('luqinmian')
const other = await signIn('zhulianfang')

const points = ['铁匠巷东口', '铁匠巷西口', '钟楼广场', '北门转盘'].map((place) => ({ place, roadSectionId: 'L20' }))

async function planned(change: Partial<PatrolPlan> = {}): Promise<string> {
  const plan: PatrolPlan = {
    title: `老城片区${randomUUID().slice(0, 6)}`,
    assigneeId: liaison.me.userId,
    // Whatever the day on which this test runs.
    frequency: 'DAILY',
    at: '08:30',
    limit: { unit: 'H', value: 4 },
    points,
    sample: 2,
    ...change,
  }
  return (await director.api.patrol.save.mutate({ planId: null, plan })).planId
}

const planOf = async (planId: string) => {
  const plan = (await director.api.patrol.plans.query()).find((one) => one.planId === planId)
  if (!plan) throw new Error(`there is no plan ${planId}`)
  return plan
}

const patrolsOf = async (planId: string) =>
  (await director.api.case.list.query({ kind: 'patrol', limit: 200 })).items.filter(({ caseId }) =>
    caseId.startsWith(`${planId}-`),
  )

/** The patrol that the plan's schedule starts now. */
async function started(planId: string): Promise<Played> {
  const before = new Set((await patrolsOf(planId)).map(({ caseId }) => caseId))
  await director.api.patrol.start.mutate({ planId })
  for (const end = Date.now() + 20_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 200))) {
    const fresh = (await patrolsOf(planId)).find(({ caseId }) => !before.has(caseId))
    if (fresh) return follow(director, fresh.caseId)
  }
  throw new Error(`the schedule of ${planId} started nothing`)
}

const drawnIn = async (c: Played): Promise<string[]> =>
  ((await c.view()).content as { drawn: { place: string }[] }).drawn.map(({ place }) => place)

async function found(person: Person, place: string) {
  return { place, result: 'FOUND', category: 'POSTING', note: '墙面小广告三处', photos: [await aPhoto(person)] }
}

test('carried out: drawn points, each seen by the one who is named; a finding is a problem', async () => {
  const planId = await planned()
  const { nextRuns } = await planOf(planId)
  expect(nextRuns).toHaveLength(3)
  expect(nextRuns?.[0]).toMatch(/T00:30:00/)
  const c = await started(planId)
  const [first = '', second = ''] = await drawnIn(c)
  expect(await c.view()).toMatchObject({ stage: 'UNDER_WAY', unit: { id: 'T01' } })
  expect((await refusalOf(c.submit(director, 'carryOut', { points: [{ place: first, result: 'CLEAR' }] }))).code).toBe(
    'NOT_NAMED',
  )
  expect((await refusalOf(c.view(other))).code).toBe('NOT_FOUND')
  const left = await refusalOf(c.submit(liaison, 'carryOut', { points: [{ place: first, result: 'CLEAR' }] }))
  expect(left.text.zh).toContain(second)
  const noPhoto = {
    points: [
      { place: first, result: 'FOUND' },
      { place: second, result: 'CLEAR' },
    ],
  }
  expect((await refusalOf(c.submit(liaison, 'carryOut', noPhoto))).fields).toHaveLength(2)
  await c.submit(liaison, 'carryOut', { points: [{ place: first, result: 'CLEAR' }, await found(liaison, second)] })
  const problem = await problemOf(c)
  expect(await c.view()).toMatchObject({ stage: 'CLOSED', outcome: 'PASSED' })
  expect(await problem.view(liaison)).toMatchObject({
    title: `${second}：乱贴乱画`,
    stage: 'REPORTED',
    content: { source: 'PATROL', roadSectionId: 'L20' },
    kin: [{ relation: 'parent', caseId: c.caseId }],
  })
})

test('missed: nobody went, and it says so', async () => {
  const c = await started(await planned({ sample: 0 }))
  expect(await drawnIn(c)).toHaveLength(4)
  await c.skip({ hours: 4, minutes: 5 })
  for (const end = Date.now() + 15_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 200)))
    if ((await c.view()).outcome !== null) break
  expect(await c.view()).toMatchObject({ stage: 'CLOSED', outcome: 'MISSED' })
  const missed = await director.api.case.list.query({ kind: 'patrol', outcome: 'MISSED' })
  expect(missed.items.map(({ caseId }) => caseId)).toContain(c.caseId)
  expect((await refusalOf(c.correct(liaison, null, 'reopen', { reason: '补查一次' }))).code).toBe('CASE_CLOSED')
})

test('planned otherwise: paused with its reason, changed, ended; nothing starts meanwhile', async () => {
  const planId = await planned({ frequency: 'MON' })
  const monday = (at: string) => new Date(Date.parse(at) + 8 * 3_600_000).getUTCDay() === 1
  expect((await planOf(planId)).nextRuns?.every(monday)).toBe(true)
  await director.api.patrol.pause.mutate({ planId, reason: '道路封闭施工' })
  expect(await planOf(planId)).toMatchObject({ paused: '道路封闭施工', nextRuns: [] })
  expect((await refusalOf(director.api.patrol.start.mutate({ planId }))).code).toBe('PLAN_PAUSED')
  await director.api.patrol.resume.mutate({ planId })
  const { plan } = await planOf(planId)
  await director.api.patrol.save.mutate({ planId, plan: { ...plan, frequency: 'DAILY', at: '18:05' } })
  expect((await planOf(planId)).nextRuns?.[0]).toMatch(/T10:05:00/)
  expect(await patrolsOf(planId)).toEqual([])
  await director.api.patrol.end.mutate({ planId })
  expect((await director.api.patrol.plans.query()).map((one) => one.planId)).not.toContain(planId)
  expect((await refusalOf(director.api.patrol.save.mutate({ planId, plan }))).code).toBe('NOT_FOUND')
})

async function problemOf(c: Played): Promise<Played> {
  for (const end = Date.now() + 15_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 200))) {
    const child = (await c.view()).kin.find(({ kind }) => kind === 'problem')
    if (child && (await c.view()).outcome !== null) return follow(director, child.caseId)
  }
  throw new Error('no problem came of it')
}
