import { afterAll, beforeAll, expect, test } from 'vitest'
import { patrolActivitiesIn } from '../../activities/patrols.ts'
import { connect } from '../../db/connect.ts'
import { suggestHandlers } from '../../db/handlers.ts'
import { nearProblems } from '../../db/near-problems.ts'
import { nearestSection } from '../../db/near-sections.ts'
import { savePlan } from '../../db/patrols.ts'
import { countRegister, listRegister } from '../../db/problem-register.ts'
import type { Reach } from '../../db/reach.ts'
import { importSampleCounty } from '../../db/sample.ts'
import { OFFICE_UNIT } from '../../domain/people.ts'
import { RegisterQuery } from '../../domain/problem-views.ts'
import { startDatabase } from './database.ts'

const { url } = await startDatabase()
const { db, close } = connect(url, { max: 2 })
afterAll(close)
const county: Reach = { scope: 'county', unitId: OFFICE_UNIT, userId: 'u-jianzhiqiu', roles: ['OFFICE_DISPATCHER'] }
const { patrolToday, openPatrol } = patrolActivitiesIn(db)

const insert = (id: string, content: object, change: { stage?: string; roadSectionId?: string } = {}) =>
  db
    .insertInto('cases')
    .values({
      id,
      kind: 'problem',
      number: null,
      title: id,
      unit_id: OFFICE_UNIT,
      road_section_id: change.roadSectionId ?? null,
      problem_no: null,
      drafter_id: 'u-luqinmian',
      parent_id: null,
      spawn_key: null,
      content: JSON.stringify({ category: 'DUMPING', ...content }),
      stage: change.stage ?? 'RECTIFYING',
      outcome: null,
      opened_at: new Date(),
      closed_at: null,
    })
    .execute()

beforeAll(async () => {
  await importSampleCounty(url)
  await insert('WT-2026-0001', { lat: 30, lng: 110 }, { roadSectionId: 'L10' })
  await insert('WT-2026-0002', { lat: 30, lng: 110 }, { stage: 'CLOSED' })
  await insert('WT-2026-0003', {}, { roadSectionId: 'L10' })
  await insert('WT-2026-0004', { lat: 30, lng: 110, mergedInto: 'WT-2026-0001' })
})

test('near is within 50 m, or on the same section where one does not know its position; what is over is not', async () => {
  const ids = async (where: Partial<Parameters<typeof nearProblems>[1]>, not: string | null = null) =>
    (await nearProblems(db, { category: 'DUMPING', ...where }, not)).map(({ caseId }) => caseId)
  expect(await ids({ lat: 30.0004, lng: 110 })).toEqual(['WT-2026-0001'])
  expect(await ids({ lat: 30.0006, lng: 110 })).toEqual([])
  expect(await ids({ lat: 30.0006, lng: 110, roadSectionId: 'L10' })).toEqual(['WT-2026-0001', 'WT-2026-0003'])
  // A long road: its other end is another place.
  expect(await ids({ lat: 30.01, lng: 110, roadSectionId: 'L10' })).toEqual(['WT-2026-0003'])
  expect(await ids({ roadSectionId: 'L10' }, 'WT-2026-0003')).toEqual(['WT-2026-0001'])
  expect(await ids({ category: 'POSTING', roadSectionId: 'L10' })).toEqual([])
  expect(await nearestSection(db, { lat: 30.001, lng: 110 })).toMatchObject({ id: 'L10', metres: 111 })
  expect(await nearestSection(db, { lat: 31, lng: 110 })).toBeNull()
})

test('who leads follows the duty; who guarantees the section and its town help', async () => {
  const dumping = await suggestHandlers(db, { category: 'DUMPING', roadSectionId: 'L20' })
  expect(dumping.leadUnitId).toBe('D21')
  expect(dumping.coUnitIds).toContain('T01')
  expect((await suggestHandlers(db, { category: 'ILLEGAL_PARKING' })).leadUnitId).toBe('D13')
  expect((await suggestHandlers(db, { category: 'MUD_ON_ROAD' })).leadUnitId).toBe('D20')
  expect((await suggestHandlers(db, { category: 'ILLEGAL_STRUCTURE' })).leadUnitId).toBe('D18')
})

test('the register shows the problems kept before beside the cases, and each unit its own', async () => {
  const all = await listRegister(db, RegisterQuery.parse({ limit: 200 }), county)
  expect(all.total).toBe(64)
  const old = await listRegister(db, RegisterQuery.parse({ of: 'old', category: 'POSTING', limit: 200 }), county)
  expect(old.rows.map(({ category }) => category)).toEqual(Array.from({ length: 7 }, () => 'POSTING'))
  const town: Reach = { scope: 'unit', unitId: 'T01', userId: 'u-luqinmian', roles: ['UNIT_LIAISON'] }
  const own = await listRegister(db, RegisterQuery.parse({ limit: 200 }), town)
  expect(own.rows.filter(({ old: kept }) => kept).every(({ unit_id }) => unit_id === 'T01')).toBe(true)
  // Reported by this person, though they are the office's still.
  expect(own.rows.filter(({ old: kept }) => !kept)).toHaveLength(4)
  const stranger: Reach = { ...town, userId: 'u-yuntiankuo' }
  expect((await listRegister(db, RegisterQuery.parse({ of: 'new' }), stranger)).total).toBe(0)
  expect(await countRegister(db, county)).toMatchObject({ open: 17, over: 47 })
})

test('nobody patrols on a day off, while a plan is paused, or when its patroller has left', async () => {
  const plan = {
    title: '老城片区',
    assigneeId: 'u-luqinmian',
    frequency: 'WORKDAY' as const,
    at: '08:30',
    limit: { unit: 'H' as const, value: 4 },
    points: [{ place: '铁匠巷东口' }],
    sample: 0,
  }
  const planId = (await savePlan(db, null, plan, 'u-weichangfeng')) ?? ''
  const on = (day: string) => patrolToday({ planId, at: `${day}T00:30:00Z` })
  expect(await on('2026-11-24')).toMatchObject({ unitId: 'T01', day: '2026-11-24' })
  expect(await on('2026-11-28')).toBeNull()
  // A Saturday that is worked, and a Thursday of the holiday.
  expect(await on('2026-10-10')).not.toBeNull()
  expect(await on('2026-10-01')).toBeNull()
  await savePlan(db, planId, { ...plan, frequency: 'DAILY' }, 'u-weichangfeng')
  expect(await on('2026-10-01')).not.toBeNull()
  await db.updateTable('person').set({ active: false }).where('id', '=', 'u-luqinmian').execute()
  expect(await on('2026-11-24')).toBeNull()
})

test('a patrol is opened once, however often it is asked for', async () => {
  const caseId = 'XC-001-2026-11-24T00:30:00Z'
  const content = { title: '老城片区巡查', day: '2026-11-24', drawn: [{ place: '铁匠巷东口' }] }
  await Promise.all([1, 2, 3].map(() => openPatrol({ caseId, unitId: 'T01', content })))
  const rows = await db.selectFrom('cases').select(['kind', 'title']).where('id', '=', caseId).execute()
  expect(rows).toEqual([{ kind: 'patrol', title: '老城片区巡查' }])
})
