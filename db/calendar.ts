import { type Kysely, sql } from 'kysely'
import type { Calendar } from '../domain/calendar.ts'
import type { Schema } from './schema.ts'

/** A calendar and the version that it is; every change of days, years or business hours moves the version. */
export type VersionedCalendar = { calendar: Calendar; version: number }

/** The published calendar and the county's business hours, as they stand now: one statement, one moment. */
export async function readVersionedCalendar(db: Kysely<Schema>): Promise<VersionedCalendar> {
  const { rows } = await sql<{
    version: number
    years: number[]
    days: Calendar['days']
    hours: { opens: number; closes: number } | null
  }>`
    select version,
      array(select year from calendar_year order by year) as years,
      (select coalesce(jsonb_object_agg(date, jsonb_build_object('kind', kind, 'name', name)), '{}') from calendar_day) as days,
      (select value from setting where key = 'businessHours') as hours
    from calendar_version
  `.execute(db)
  const { version, years, days, hours } = rows[0] as (typeof rows)[number]
  // Reckoning working hours that never open would never end.
  if (hours && !(hours.opens < hours.closes))
    throw new Error(`setting businessHours: opens (${hours.opens}) must be before closes (${hours.closes})`)
  return { version, calendar: { publishedYears: years, days, ...(hours ?? { opens: 9, closes: 18 }) } }
}

export const readCalendar = async (db: Kysely<Schema>): Promise<Calendar> => (await readVersionedCalendar(db)).calendar
