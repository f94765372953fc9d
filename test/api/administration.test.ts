import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { look } from '../../api/stuck/look.ts'
import { freshMemory } from '../../api/stuck/suspects.ts'
import { dueDate, workingDays } from '../../domain/calendar.ts'
import { calendar } from '../domain/published-calendar.ts'
import { aCase, aUnit } from './builders.ts'
import { type Api, startApi, turnedDown } from './harness.ts'

let api: Api
let administrator: Awaited<ReturnType<Api['someone']>>
beforeAll(async () => {
  api = await startApi()
  await aUnit(api.db, 'D1', { name: '县商务局' })
  administrator = await api.someone(['SYS_ADMIN'], 'OFFICE')
})

const holidays = [
  { date: '2027-01-01', kind: 'holiday' as const, name: '元旦' },
  { date: '2027-01-04', kind: 'holiday' as const, name: '元旦' },
  { date: '2027-01-09', kind: 'workday' as const, name: '元旦调休上班' },
]

/** A task whose due date runs into a year without a published calendar. */
async function provisional() {
  const made = await aCase(api.db, 'D1')
  const sum = dueDate(calendar, Date.parse('2026-12-29T02:00:00Z'), workingDays(5))
  await api.db
    .updateTable('task')
    .set({ provisional: true, due_at: sum.due, due_sum: JSON.stringify(sum) })
    .where('id', '=', made.taskId)
    .execute()
  return { ...made, due: sum.due }
}

test("a year's calendar is previewed with what it moves, and only later, never earlier", async () => {
  const { taskId, due } = await provisional()
  expect(due).toBe('2027-01-05T10:00:00.000Z')
  const { tasks } = await administrator.api.calendar.preview.mutate({ year: 2027, days: holidays })
  expect(tasks.find((task) => task.taskId === taskId)).toMatchObject({
    dueAt: due,
    newDueAt: '2027-01-07T10:00:00.000Z',
  })
  const earlier = await administrator.api.calendar.preview.mutate({
    year: 2027,
    days: [
      { date: '2027-01-02', kind: 'workday', name: '调休上班' },
      { date: '2027-01-03', kind: 'workday', name: '调休上班' },
    ],
  })
  expect(earlier.tasks.find((task) => task.taskId === taskId)?.newDueAt).toBe(due)
  expect((await administrator.api.calendar.get.query()).years.map(({ year }) => year)).toEqual([2025, 2026])
})

test('a calendar that cannot be is refused where it is wrong', async () => {
  const wrong = async (days: object[]) =>
    (
      await turnedDown(
        administrator.api.calendar.publish.mutate({ year: 2027, source: '国办通知', days: days as never }),
      )
    )?.refusal?.fields[0]?.path
  expect(await wrong([{ date: '2026-12-31', kind: 'holiday', name: '元旦' }])).toEqual(['days', 0, 'date'])
  expect(await wrong([...holidays, holidays[0] as object])).toEqual(['days', 3, 'date'])
  expect(await wrong([{ date: '2027-01-05', kind: 'workday', name: '调休' }])).toEqual(['days', 0, 'date'])
  expect(await wrong([{ date: '2027-02-30', kind: 'holiday', name: '春节' }])).toEqual(['days', 0, 'date'])
  expect(await wrong([{ date: '2027-02-10', kind: 'holiday', name: '' }])).toEqual(['days', 0, 'name'])
})

test('publishing sends every provisional due date to its case; without an engine they are received', async () => {
  const { taskId } = await provisional()
  const published = await administrator.api.calendar.publish.mutate({
    year: 2027,
    source: '国办发明电〔2026〕9号',
    days: holidays,
  })
  expect(published).toMatchObject({ published: true, settled: 0, failed: 0 })
  expect(published.pending).toBeGreaterThanOrEqual(1)
  const command = await api.db.selectFrom('command').selectAll().where('task_id', '=', taskId).executeTakeFirstOrThrow()
  expect(command).toMatchObject({ act: 'settleDueDate', decision: null, actor: { userId: administrator.userId } })
  const seen = await administrator.api.calendar.get.query()
  expect(seen.years.at(-1)).toMatchObject({ year: 2027, source: '国办发明电〔2026〕9号', days: holidays })
  expect(seen.provisionalTasks).toBeGreaterThanOrEqual(1)
})

test('what is stuck is listed with what to do: the engine, undecided acts, people', async () => {
  const own = await api.someone(['UNIT_HEAD'], 'D1')
  const late = await aCase(api.db, 'D1', { dueAt: new Date(Date.now() - 3_600_000) })
  const { commandId } = await own.api.task.act.mutate({
    commandId: randomUUID(),
    ...late,
    act: 'submit',
    form: { note: '' },
  })
  await sql`update command set received_at = received_at - interval '3 minutes' where id = ${commandId}`.execute(api.db)
  await look(api.app, freshMemory())
  const { items } = await administrator.api.stuck.board.query()
  const causes = (caseId: string | null) => items.filter((item) => item.caseId === caseId).map((item) => item.cause)
  expect(causes(null)).toEqual(['ENGINE_AWAY'])
  expect(causes(late.caseId).sort()).toEqual(['OVERDUE', 'UNDECIDED'])
  const undecided = items.find((item) => item.cause === 'UNDECIDED' && item.caseId === late.caseId)
  expect(undecided).toMatchObject({
    unitName: '县商务局',
    step: { zh: '整改并书面反馈' },
    detail: expect.stringContaining('submit'),
  })
  for (const item of items) expect(item.text.zh).toMatch(/请|会自动/)
})

test("drafts are one's own, and the oldest give way", async () => {
  const [own, colleague] = await Promise.all([api.someone(['UNIT_HEAD'], 'D1'), api.someone(['UNIT_HEAD'], 'D1')])
  await own.api.draft.save.mutate({ key: 'launch', body: { title: '半句' } })
  expect((await own.api.draft.get.query({ key: 'launch' }))?.body).toEqual({ title: '半句' })
  expect(await colleague.api.draft.get.query({ key: 'launch' })).toBeNull()
  for (let n = 0; n < 101; n += 1) await own.api.draft.save.mutate({ key: `launch:${n}`, body: n })
  expect(await own.api.draft.get.query({ key: 'launch' })).toBeNull()
  await own.api.draft.remove.mutate({ key: 'launch:100' })
  expect(await own.api.draft.get.query({ key: 'launch:100' })).toBeNull()
})

test('the directory says who may be asked, and how the county works', async () => {
  const inspector = await api.someone(['OFFICE_INSPECTOR'], 'OFFICE')
  const people = await inspector.api.directory.people.query({ role: 'OFFICE_INSPECTOR' })
  expect(people.map((person) => person.userId)).toContain(inspector.userId)
  expect(await inspector.api.directory.people.query({ unitId: 'D1', role: 'OFFICE_INSPECTOR' })).toEqual([])
  expect(await inspector.api.directory.rules.query()).toMatchObject({
    businessHours: { opens: 9, closes: 18 },
    sample: false,
    rules: { verify: workingDays(2) },
  })
  expect((await inspector.api.directory.units.query()).find((unit) => unit.id === 'D1')).toMatchObject({
    name: '县商务局',
    subject: true,
  })
  const { due } = await inspector.api.notice.preview.query({ limit: workingDays(5) })
  expect(Date.parse(due.dueAt)).toBeGreaterThan(Date.now())
})
