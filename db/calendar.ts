import type { Kysely } from 'kysely'
import type { Calendar } from '../domain/calendar.ts'
import type { Schema } from './schema.ts'

/** The published calendar and the county's business hours, as they stand now. */
export async function readCalendar(db: Kysely<Schema>): Promise<Calendar> {
  const [years, days, setting] = await Promise.all([
    db.selectFrom('calendar_year').select('year').execute(),
    db.selectFrom('calendar_day').select(['date', 'kind', 'name']).execute(),
    db.selectFrom('setting').select('value').where('key', '=', 'businessHours').executeTakeFirst(),
  ])
  const hours = (setting?.value ?? { opens: 9, closes: 18 }) as { opens: number; closes: number }
  return {
    publishedYears: years.map((row) => row.year),
    days: Object.fromEntries(days.map((row) => [row.date, { kind: row.kind, name: row.name }])),
    ...hours,
  }
}
