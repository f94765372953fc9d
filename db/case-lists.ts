import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { addDays, instantOf } from '../domain/calendar.ts'
import type { Role } from '../domain/people.ts'
import type { Text } from '../domain/text.ts'
import type { CaseQuery, Light } from '../domain/views.ts'
import { found } from './inbox.ts'
import { type Reach, reaches } from './reach.ts'
import type { Schema } from './schema.ts'
import { unsealedFor } from './sealed.ts'
import { unitNameOfCase } from './units.ts'

type Reader = Kysely<Schema>
type Query = z.infer<typeof CaseQuery>

export type CaseListRow = {
  id: string
  kind: string
  number: string | null
  title: string
  unit_id: string
  unit_name: string
  place: string
  problem_no: string | null
  stage: string
  round: number
  failed_rounds: number
  outcome: string | null
  light: Light | null
  due_at: Date | null
  waiting_title: Text | null
  waiting_roles: Role[] | null
  waiting_unit_name: string | null
  waiting_person_name: string | null
  /** It waits for a step whose content is not for this reader. */
  waiting_sealed: boolean | null
  opened_at: Date | null
  closed_at: Date | null
  updated_at: Date
}

// Of a case's open tasks, the one that falls due first is what it waits for.
const waiting = (reach: Reach) => sql`
  left join lateral (
    select task.title, task.roles, assigned.name as unit_name, person.name as person_name, not ${unsealedFor(reach)} as sealed
    from task
      left join unit as assigned on assigned.id = task.unit_id
      left join person on person.id = task.person_id
    where task.case_id = page.id and task.state = 'OPEN'
    order by task.due_at, task.id limit 1
  ) as waiting on true`

// The worst light of a case's open tasks is its light, the first due date its own: of those that the reader may see.
// All at once: it is cheaper than case by case as soon as a list is sorted or filtered by them.
const standing = (reach: Reach) => sql`
  left join (
    select case_id, min(due_at) as due_at,
      (array['GREEN', 'YELLOW', 'RED'])[max(case light when 'RED' then 3 when 'YELLOW' then 2 else 1 end)] as light
    from task where state = 'OPEN' and ${unsealedFor(reach)} group by case_id
  ) as standing on standing.case_id = cases.id`

const standingOfPage = (reach: Reach) => sql`
  left join lateral (
    select min(due_at) as due_at,
      (array['GREEN', 'YELLOW', 'RED'])[max(case light when 'RED' then 3 when 'YELLOW' then 2 else 1 end)] as light
    from task where task.case_id = page.id and task.state = 'OPEN' and ${unsealedFor(reach)}
  ) as standing on true`

const issued = sql`left join document_number as issued on issued.case_id = cases.id and issued.doc_type = 'SUPERVISE_FORM'`

function orderOf({ sort, order }: Query): RawBuilder<unknown> {
  const direction = order === 'asc' ? sql`asc` : sql`desc`
  const last = order === 'asc' ? sql`asc nulls last` : sql`desc nulls last`
  const keys: Record<Query['sort'], RawBuilder<unknown>> = {
    updated: sql`cases.updated_at ${direction}`,
    due: sql`standing.due_at ${last}`,
    number: sql`issued.year ${last}, issued.seq ${last}`,
    unit: sql`unit.short_name ${direction}`,
    opened: sql`cases.opened_at ${last}`,
  }
  return sql`${keys[sort]}, cases.id ${direction}`
}

/** What the counts count, as conditions: a click on a figure shows exactly the cases behind it. */
const states: Record<NonNullable<Query['state']>, RawBuilder<boolean>> = {
  open: sql<boolean>`cases.outcome is null`,
  closed: sql<boolean>`cases.outcome = 'PASSED'`,
  failed: sql<boolean>`cases.failed_rounds > 0`,
}

function conditionsOf(query: Query, reach: Reach): RawBuilder<boolean> {
  const conditions: RawBuilder<boolean>[] = [reaches(reach), sql<boolean>`cases.kind = ${query.kind}`]
  if (query.unitId !== undefined) conditions.push(sql<boolean>`cases.unit_id = ${query.unitId}`)
  if (query.stage !== undefined) conditions.push(sql<boolean>`cases.stage = ${query.stage}`)
  if (query.outcome !== undefined) conditions.push(sql<boolean>`cases.outcome = ${query.outcome}`)
  if (query.state !== undefined) conditions.push(states[query.state])
  if (query.round !== undefined) conditions.push(sql<boolean>`cases.round = ${query.round}`)
  if (query.light !== undefined) conditions.push(sql<boolean>`standing.light = ${query.light}`)
  if (query.year !== undefined) conditions.push(sql<boolean>`cases.content ->> 'year' = ${String(query.year)}`)
  if (query.openedFrom !== undefined)
    conditions.push(sql<boolean>`cases.opened_at >= ${new Date(instantOf(query.openedFrom, 0))}`)
  if (query.openedTo !== undefined)
    conditions.push(sql<boolean>`cases.opened_at < ${new Date(instantOf(addDays(query.openedTo, 1), 0))}`)
  if (query.search !== '') conditions.push(found(query.search))
  return sql.join(conditions, sql` and `) as RawBuilder<boolean>
}

/** One page of cases within a reach, and how many there are in all. */
export async function listCases(
  db: Reader,
  query: Query,
  reach: Reach,
): Promise<{ rows: CaseListRow[]; total: number }> {
  const conditions = conditionsOf(query, reach)
  const from = sql`from cases join unit on unit.id = cases.unit_id ${query.light === undefined ? sql`` : standing(reach)} where ${conditions}`
  const sorted = sql`
    select cases.*, ${unitNameOfCase} as unit_name, row_number() over (order by ${orderOf(query)}) as place_in_list
    from cases join unit on unit.id = cases.unit_id
      ${query.sort === 'due' || query.light !== undefined ? standing(reach) : sql``} ${query.sort === 'number' ? issued : sql``}
    where ${conditions} order by ${orderOf(query)} limit ${query.limit} offset ${(query.page - 1) * query.limit}`
  const [page, count] = await Promise.all([
    sql<CaseListRow>`
      with page as (${sorted})
      select page.id, page.kind, page.number, page.title, page.unit_id, page.unit_name, page.place, page.problem_no, page.stage, page.round,
        page.failed_rounds, page.outcome, standing.light, standing.due_at, waiting.title as waiting_title, waiting.roles as waiting_roles,
        waiting.unit_name as waiting_unit_name, waiting.person_name as waiting_person_name, waiting.sealed as waiting_sealed, page.opened_at, page.closed_at, page.updated_at
      from page ${standingOfPage(reach)} ${waiting(reach)} order by page.place_in_list
    `.execute(db),
    sql<{ total: number }>`select count(*)::int as total ${from}`.execute(db),
  ])
  return { rows: page.rows, total: count.rows[0]?.total ?? 0 }
}

export type CaseCounts = { open: number; yellow: number; red: number; closed: number; failed: number }

/** How the cases within a reach stand: open ones, those with a yellow or red task, done and closed, and with a failed round. */
export async function countCases(db: Reader, kind: string, reach: Reach): Promise<CaseCounts> {
  const { rows } = await sql<CaseCounts>`
    with mine as (select id, outcome, failed_rounds from cases where kind = ${kind} and ${reaches(reach)}),
    lights as (
      select case_id, bool_or(light = 'RED') as red, bool_or(light = 'YELLOW') as yellow
      from task where state = 'OPEN' and light <> 'GREEN' and ${unsealedFor(reach)} and case_id in (select id from mine) group by case_id
    )
    select (count(*) filter (where outcome is null))::int as open,
      (count(*) filter (where lights.yellow and not lights.red))::int as yellow,
      (count(*) filter (where lights.red))::int as red,
      (count(*) filter (where outcome = 'PASSED'))::int as closed,
      (count(*) filter (where failed_rounds > 0))::int as failed
    from mine left join lights on lights.case_id = mine.id
  `.execute(db)
  return rows[0] ?? { open: 0, yellow: 0, red: 0, closed: 0, failed: 0 }
}
