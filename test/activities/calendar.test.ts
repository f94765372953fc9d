import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { launchedCase, opening, startActivities } from './told.ts'

const { activities, db } = await startActivities()

const dueDate = async (caseId: string) => {
  const { dues } = await activities.record(opening(caseId))
  return dues[`${caseId}-1`]?.sum.dueDate
}

test('a due date is reckoned by the calendar as it stands, whatever the worker remembers', async () => {
  expect(await dueDate(await launchedCase(db))).toBe('2026-10-09')
  await db
    .insertInto('calendar_day')
    .values({ date: '2026-10-09', year: 2026, kind: 'holiday', name: '调整' })
    .execute()
  // The day after is a make-up working day.
  expect(await dueDate(await launchedCase(db))).toBe('2026-10-10')
  await db.deleteFrom('calendar_day').where('date', '=', '2026-10-09').execute()
  expect(await dueDate(await launchedCase(db))).toBe('2026-10-09')
})

test('business hours count at once too', async () => {
  const caseId = await launchedCase(db)
  await db
    .updateTable('setting')
    .set({ value: '{"opens": 9, "closes": 17}' })
    .where('key', '=', 'businessHours')
    .execute()
  const { dues } = await activities.record(opening(caseId))
  expect(dues[`${caseId}-1`]?.dueAt).toBe('2026-10-09T09:00:00.000Z')
})

test('what is recorded while a calendar is being published waits for it', async () => {
  const caseId = await launchedCase(db)
  let recording: Promise<string | undefined> | undefined
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('calendar_day')
      .values({ date: '2026-10-09', year: 2026, kind: 'holiday', name: '调整' })
      .execute()
    recording = dueDate(caseId)
    await untilWaiting()
  })
  expect(await recording).toBe('2026-10-10')
})

async function untilWaiting(): Promise<void> {
  for (;;) {
    const { rows } = await sql`select from pg_locks where locktype = 'advisory' and not granted`.execute(db)
    if (rows.length > 0) return
  }
}
