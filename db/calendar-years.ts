import { type Kysely, sql, type Transaction } from 'kysely'
import type { Calendar, DueSum } from '../domain/calendar.ts'
import type { Text } from '../domain/text.ts'
import { readCalendar } from './calendar.ts'
import type { Schema } from './schema.ts'

type Reader = Kysely<Schema>
export type CalendarDay = { date: string; kind: 'holiday' | 'workday'; name: string }

/** The published years with their days off and make-up working days, and how many open due dates are provisional. */
export async function readYears(db: Reader) {
  const [years, days, provisional] = await Promise.all([
    db.selectFrom('calendar_year').selectAll().orderBy('year').execute(),
    db.selectFrom('calendar_day').selectAll().orderBy('date').execute(),
    db
      .selectFrom('task')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('state', '=', 'OPEN')
      .where('provisional', '=', true)
      .executeTakeFirstOrThrow(),
  ])
  return {
    years: years.map(({ year, source, published_at: at }) => ({
      year,
      source,
      publishedAt: at.toISOString(),
      days: days.filter((day) => day.year === year).map(({ date, kind, name }) => ({ date, kind, name })),
    })),
    provisionalTasks: provisional.count,
  }
}

/** Publishes a year's days, replacing what was published for it before. */
export async function publishYear(
  trx: Transaction<Schema>,
  year: number,
  source: string,
  days: CalendarDay[],
): Promise<void> {
  await trx
    .insertInto('calendar_year')
    .values({ year, source })
    .onConflict((conflict) =>
      conflict.column('year').doUpdateSet({ source, published_at: sql<Date>`clock_timestamp()` }),
    )
    .execute()
  await trx.deleteFrom('calendar_day').where('year', '=', year).execute()
  if (days.length > 0)
    await trx
      .insertInto('calendar_day')
      .values(days.map((day) => ({ ...day, year })))
      .execute()
}

/** The calendar as it would stand with this year published. */
export async function calendarWith(db: Reader, year: number, days: CalendarDay[]): Promise<Calendar> {
  const calendar = await readCalendar(db)
  return {
    ...calendar,
    publishedYears: [...new Set([...calendar.publishedYears, year])],
    days: {
      ...Object.fromEntries(Object.entries(calendar.days).filter(([date]) => !date.startsWith(String(year)))),
      ...Object.fromEntries(days.map(({ date, kind, name }) => [date, { kind, name }])),
    },
  }
}

export type ProvisionalTask = {
  id: string
  case_id: string
  number: string | null
  title: Text
  sealed: boolean
  due_at: Date
  due_sum: DueSum
}

/** Open tasks whose due date was reckoned without the published calendar of this year. */
export async function provisionalTasks(db: Reader, year: number): Promise<ProvisionalTask[]> {
  return db
    .selectFrom('task')
    .innerJoin('cases', 'cases.id', 'task.case_id')
    .select(['task.id', 'task.case_id', 'cases.number', 'task.title', 'task.sealed', 'task.due_at', 'task.due_sum'])
    .where('task.state', '=', 'OPEN')
    .where('task.provisional', '=', true)
    .where(sql<boolean>`task.due_sum -> 'unpublishedYears' @> ${String(year)}::jsonb`)
    .orderBy('task.due_at')
    .execute()
}
