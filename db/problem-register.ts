import { type Kysely, type RawBuilder, sql } from 'kysely'
import { kindNames } from '../domain/problem-kinds.ts'
import type { RegisterQuery } from '../domain/problem-views.ts'
import { anywhere } from './inbox.ts'
import { onlyUnit, type Reach, reaches } from './reach.ts'
import type { Schema } from './schema.ts'

type Reader = Kysely<Schema>

/** A problem of the register: a case, or a row kept before problems were cases. */
export type RegisterRecord = {
  no: string
  case_id: string | null
  old: boolean
  category: string
  title: string
  place: string
  unit_id: string | null
  unit_name: string | null
  reported_at: Date
  reporter: string | null
  due_at: Date | null
  light: 'GREEN' | 'YELLOW' | 'RED' | null
  stage: string
  outcome: string | null
  over: boolean
  relapses: number
  merged_into: string | null
  note: string
}
export type RegisterCounts = { open: number; check: number; red: number; noticed: number; over: number }

const namesToCodes = sql.join(
  Object.entries(kindNames).map(([code, { zh }]) => sql`(${code}, ${zh})`),
  sql`, `,
)

/** Cases and old rows side by side. An old row shows its open notice, if any. */
const register = (reach: Reach): RawBuilder<unknown> => {
  const unitId = onlyUnit(reach)
  return sql`
  with lights as (
    select case_id, min(due_at) as due_at,
      case when bool_or(light = 'RED') then 'RED' when bool_or(light = 'YELLOW') then 'YELLOW' else 'GREEN' end as light
    from task where state = 'OPEN' group by case_id
  ), kinds (code, name) as (values ${namesToCodes}), register as (
    select cases.id as no, cases.id as case_id, false as old, content ->> 'category' as category, cases.title, cases.place,
      cases.road_section_id, cases.unit_id, coalesce(opened_at, updated_at) as reported_at, cases.drafter_id, lights.due_at,
      lights.light, cases.stage, cases.outcome, cases.outcome is not null as over,
      coalesce((content ->> 'relapses')::int, 0) as relapses, content ->> 'mergedInto' as merged_into,
      coalesce(content ->> 'description', '') as note
    from cases left join lights on lights.case_id = cases.id
    where cases.kind = 'problem' and ${reaches(reach)}
    union all
    select problem.no, notice.id, true, coalesce(kinds.code, problem.category), problem.description, coalesce(road_section.name, ''),
      problem.road_section_id, problem.unit_id, problem.reported_at, null, problem.due_at, null, problem.status, null,
      problem.status in ('CLOSED', 'MERGED', 'REJECTED'), 0, null, problem.note
    from problem left join kinds on kinds.name = problem.category
      left join road_section on road_section.id = problem.road_section_id
      left join cases as notice on notice.problem_no = problem.no and notice.outcome is null
    where ${unitId === null ? sql<boolean>`true` : sql<boolean>`problem.unit_id = ${unitId}`}
  )`
}

const states: Record<NonNullable<RegisterQuery['state']>, RawBuilder<boolean>> = {
  open: sql<boolean>`not over`,
  check: sql<boolean>`not over and stage in ('REPORTED', 'FEEDBACK')`,
  red: sql<boolean>`not over and light = 'RED'`,
  noticed: sql<boolean>`not over and stage in ('NOTICE_PROPOSED', 'ESCALATED', 'SUP1', 'SUP2', 'TALK_FAIL')`,
  over: sql<boolean>`over`,
}

function conditions(query: RegisterQuery, userId: string): RawBuilder<boolean> {
  const all: RawBuilder<boolean>[] = [sql<boolean>`true`]
  if (query.of === 'new') all.push(sql<boolean>`not old`)
  if (query.of === 'old') all.push(sql<boolean>`old`)
  if (query.of === 'mine') all.push(sql<boolean>`drafter_id = ${userId}`)
  if (query.category !== undefined) all.push(sql<boolean>`category = ${query.category}`)
  if (query.unitId !== undefined) all.push(sql<boolean>`register.unit_id = ${query.unitId}`)
  if (query.state !== undefined) all.push(states[query.state])
  if (query.search !== '') {
    const pattern = anywhere(query.search)
    all.push(sql<boolean>`(no ilike ${pattern} or title ilike ${pattern} or place ilike ${pattern} or note ilike ${pattern}
      or unit.name ilike ${pattern} or unit.short_name ilike ${pattern})`)
  }
  return sql.join(all, sql` and `) as RawBuilder<boolean>
}

/** One page of the register within a reach, the newest first, and how many there are in all. */
export async function listRegister(
  db: Reader,
  query: RegisterQuery,
  reach: Reach,
): Promise<{ rows: RegisterRecord[]; total: number }> {
  const { rows } = await sql<RegisterRecord & { total: number }>`
    ${register(reach)}
    select register.*, unit.name as unit_name, person.name as reporter, count(*) over ()::int as total
    from register left join unit on unit.id = register.unit_id left join person on person.id = register.drafter_id
    where ${conditions(query, reach.userId)}
    order by reported_at desc, no desc limit ${query.limit} offset ${(query.page - 1) * query.limit}`.execute(db)
  return { rows, total: rows[0]?.total ?? 0 }
}

/** How the register within a reach stands. */
export async function countRegister(db: Reader, reach: Reach): Promise<RegisterCounts> {
  const { rows } = await sql<RegisterCounts>`
    ${register(reach)}
    select (count(*) filter (where ${states.open}))::int as open, (count(*) filter (where ${states.check}))::int as check,
      (count(*) filter (where ${states.red}))::int as red, (count(*) filter (where ${states.noticed}))::int as noticed,
      (count(*) filter (where ${states.over}))::int as over
    from register`.execute(db)
  return rows[0] ?? { open: 0, check: 0, red: 0, noticed: 0, over: 0 }
}

/** The reports that were merged into a problem, the oldest first. */
export const readMerged = (db: Reader, into: string) =>
  db
    .selectFrom('cases')
    .leftJoin('person', 'person.id', 'cases.drafter_id')
    .select(['cases.id', 'cases.place', 'person.name as reporter', 'cases.opened_at', 'cases.updated_at'])
    .where('cases.kind', '=', 'problem')
    .where(sql<boolean>`cases.content ->> 'mergedInto' = ${into}`)
    .orderBy('cases.id')
    .execute()
