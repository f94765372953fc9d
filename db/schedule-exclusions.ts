import { type Kysely, sql } from 'kysely'
import type { Exclusion } from '../domain/schedule-views.ts'
import type { Schema } from './schema.ts'

type Reader = Kysely<Schema>

/** How long days that have passed still count, for what is opened later. Days. */
const REMEMBERED = 70

/** The days on which these schedules open nothing, by schedule, the earliest first. */
export async function readExclusions(db: Reader, ids: readonly string[]): Promise<Map<string, Exclusion[]>> {
  const rows = await db
    .selectFrom('schedule_exclusion')
    .select(['id', 'schedule_id', 'reason'])
    .select([sql<string>`from_date::text`.as('from'), sql<string>`to_date::text`.as('to')])
    .where('schedule_id', '=', sql<string>`any(${[...ids]}::text[])`)
    .where('ended_at', 'is', null)
    .where(sql<boolean>`to_date > (now() at time zone 'Asia/Shanghai')::date - ${REMEMBERED}::integer`)
    .orderBy('from_date')
    .execute()
  const found = new Map<string, Exclusion[]>()
  for (const { id, schedule_id: schedule, from, to, reason } of rows)
    found.set(schedule, [...(found.get(schedule) ?? []), { id, from, to, reason }])
  return found
}

/** Keeps days on which a schedule opens nothing. */
export async function addExclusion(
  db: Reader,
  scheduleId: string,
  { from, to, reason }: Omit<Exclusion, 'id'>,
  by: string,
): Promise<void> {
  await db
    .insertInto('schedule_exclusion')
    .values({ schedule_id: scheduleId, from_date: from, to_date: to, reason, by_id: by })
    .execute()
}

/** Takes all such days that touch a span back. Returns how many entries there were. */
export async function endExclusions(db: Reader, scheduleId: string, from: string, to: string): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('schedule_exclusion')
    .set({ ended_at: sql<Date>`clock_timestamp()` })
    .where('schedule_id', '=', scheduleId)
    .where('ended_at', 'is', null)
    .where(sql<boolean>`from_date <= ${to}::date and to_date >= ${from}::date`)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
