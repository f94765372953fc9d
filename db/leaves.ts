import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import type { Actor } from '../domain/people.ts'
import { type Leave, standingIn } from '../domain/substitutes.ts'
import type { Schema } from './schema.ts'

type Reader = Kysely<Schema>

/** Today in the county. A leave is about people, who live in real time: it never follows a case's skipped clock. */
const today: RawBuilder<string> = sql`(clock_timestamp() at time zone 'Asia/Shanghai')::date`

const runs = sql<boolean>`leave.ended_at is null and ${today} between leave.from_date and leave.to_date`

const running = (db: Reader) =>
  db
    .selectFrom('leave')
    .innerJoin('person as absent', 'absent.id', 'leave.person_id')
    .innerJoin('person as substitute', 'substitute.id', 'leave.substitute_id')
    .select(['absent.id', 'absent.name', 'absent.roles', 'absent.unit_id'])
    .select([
      'substitute.id as substitute_id',
      'substitute.name as substitute_name',
      'substitute.roles as substitute_roles',
      'substitute.unit_id as substitute_unit_id',
    ])
    .where(runs)
    .where('absent.active', '=', true)
    .where('substitute.active', '=', true)
    .orderBy('absent.name')
    .orderBy('absent.id')

type Row = Awaited<ReturnType<ReturnType<typeof running>['execute']>>[number]

const standInOf = (row: Row): Actor[] => {
  const actor = standingIn(
    {
      userId: row.substitute_id,
      name: row.substitute_name,
      roles: row.substitute_roles,
      unitId: row.substitute_unit_id,
    },
    { userId: row.id, name: row.name, roles: row.roles, unitId: row.unit_id },
  )
  return actor ? [actor] : []
}

/** Somebody as they may act at this moment: as themselves first, then for each absent person they stand in for. */
export const handsOf = async (db: Reader, actor: Actor): Promise<[Actor, ...Actor[]]> => [
  actor,
  ...(await running(db).where('leave.substitute_id', '=', actor.userId).execute()).flatMap(standInOf),
]

/** Everybody who stands in for somebody at this moment, as they act then. */
export const allStandIns = async (db: Reader): Promise<Actor[]> => (await running(db).execute()).flatMap(standInOf)

/** The ids of those who are on leave at this moment. */
export async function absentToday(db: Reader): Promise<Set<string>> {
  const rows = await db.selectFrom('leave').select('person_id').where(runs).execute()
  return new Set(rows.map(({ person_id }) => person_id))
}

/** Every leave with the names of those concerned, of one person (as absent or as substitute) or of all; newest first. */
export async function listLeaves(db: Reader, of: { userId: string } | 'all', limit = 200) {
  const leaves = db
    .selectFrom('leave')
    .innerJoin('person as absent', 'absent.id', 'leave.person_id')
    .innerJoin('unit', 'unit.id', 'absent.unit_id')
    .innerJoin('person as substitute', 'substitute.id', 'leave.substitute_id')
    .innerJoin('person as entered', 'entered.id', 'leave.entered_by')
    .select(['leave.id', 'leave.person_id', 'leave.substitute_id', 'leave.from_date', 'leave.to_date', 'leave.reason'])
    .select(['leave.ended_at', 'absent.name as absent_name', 'unit.short_name as unit_name'])
    .select(['substitute.name as substitute_name', 'entered.name as entered_name'])
    .select(
      sql<'PLANNED' | 'RUNNING' | 'OVER'>`case
        when leave.ended_at is not null or leave.to_date < ${today} then 'OVER'
        when leave.from_date > ${today} then 'PLANNED' else 'RUNNING' end`.as('state'),
    )
    .orderBy('leave.from_date', 'desc')
    .orderBy('leave.id')
    .limit(limit)
  const { userId } = of === 'all' ? { userId: null } : of
  return (
    userId === null
      ? leaves
      : leaves.where(({ or, eb }) => or([eb('leave.person_id', '=', userId), eb('leave.substitute_id', '=', userId)]))
  ).execute()
}

/** A leave of somebody that is not over and touches these days, or null. The caller has locked their row. */
export const overlapping = (db: Reader, personId: string, { from, to }: Pick<Leave, 'from' | 'to'>) =>
  db
    .selectFrom('leave')
    .select(['from_date', 'to_date'])
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .where('from_date', '<=', to)
    .where('to_date', '>=', from)
    .executeTakeFirst()

/** Those who are entering leaves of these people, or of their substitutes, take turns. */
export async function lockForLeave(trx: Transaction<Schema>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('leave'))`.execute(trx)
}

export async function isPast(db: Reader, date: string): Promise<boolean> {
  const { rows } = await sql<{ past: boolean }>`select ${date}::date < ${today} as past`.execute(db)
  return rows[0]?.past ?? false
}

export async function insertLeave(
  trx: Transaction<Schema>,
  { id, personId, leave, enteredBy }: { id: string; personId: string; leave: Leave; enteredBy: string },
): Promise<void> {
  await trx
    .insertInto('leave')
    .values({
      id,
      person_id: personId,
      substitute_id: leave.substituteId,
      from_date: leave.from,
      to_date: leave.to,
      reason: leave.reason,
      entered_by: enteredBy,
    })
    .execute()
}

/** Ends a leave that is planned or running, at once. Returns it, or undefined when there is none such. */
export const endLeave = (trx: Transaction<Schema>, id: string, endedBy: string) =>
  trx
    .updateTable('leave')
    .set({ ended_at: sql<Date>`clock_timestamp()`, ended_by: endedBy })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where(sql<boolean>`to_date >= ${today}`)
    .returning(['person_id', 'substitute_id', 'from_date', 'to_date'])
    .executeTakeFirst()
