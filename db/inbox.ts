import { type Kysely, type RawBuilder, sql } from 'kysely'
import { dateOf, instantOf } from '../domain/calendar.ts'
import type { Actor, Role } from '../domain/people.ts'
import type { StepFacts } from '../domain/corrections.ts'
import type { Text } from '../domain/text.ts'
import type { InboxQuery, Light } from '../domain/views.ts'
import type { z } from 'zod'
import { actingFor, type Hands, mayActAtAll, tasksOpenTo } from './acting.ts'
import { type Reach, reaches } from './reach.ts'
import type { Schema } from './schema.ts'
import { unsealedFor } from './sealed.ts'

type Reader = Kysely<Schema>
type Query = z.infer<typeof InboxQuery>

export type InboxRow = {
  id: string
  case_id: string
  number: string | null
  case_title: string
  unit_id: string
  unit_name: string
  place: string
  step: string
  title: Text
  round: number
  light: Light
  opened_at: Date
  due_at: Date
  provisional: boolean
  facts: Partial<StepFacts>
  roles: Role[]
  assigned_unit_id: string | null
  assigned_unit_name: string | null
  person_id: string | null
  person_name: string | null
  mine: boolean
  delegated: boolean
  co_handled: boolean
  /** The absent person whose substitute I am for it. */
  behalf_id: string | null
  behalf_name: string | null
  sort_key: string
}

const delegatedTo = ({ userId }: Actor): RawBuilder<boolean> =>
  sql<boolean>`task.facts -> 'delegate' ->> 'userId' = ${userId}`
const coHandledBy = ({ unitId }: Actor): RawBuilder<boolean> =>
  sql<boolean>`(task.facts -> 'coUnits' <> '[]'::jsonb and task.facts -> 'coUnits' ? ${unitId})`

/**
 * The open tasks that concern somebody: those they may act on, those delegated to them, and those that their
 * unit helps with; each once. The last two are few, which the planner cannot know: their ids come first.
 */
const tasksFor = (hands: Hands): RawBuilder<unknown> => {
  const [actor] = hands
  return sql`(
  select * from ${tasksOpenTo(hands)}
  union all
  select * from task
  where id = any (array(
      select id from task where state = 'OPEN' and ${delegatedTo(actor)}
      union all
      select id from task where state = 'OPEN' and ${coHandledBy(actor)} and ${unsealedFor(actor)}
    ))
    and not ${mayActAtAll(hands)}
) as task`
}

/** The instants between which something is due on the day of `now`, in Asia/Shanghai. */
function today(now: Date): { from: Date; to: Date } {
  const date = dateOf(now.getTime())
  return { from: new Date(instantOf(date, 0)), to: new Date(instantOf(date, 24)) }
}

/** Its clock does not stand still: a step on hold is not late. */
const running = sql<boolean>`task.facts ->> 'heldSince' is null`
const overdue = (now: Date): RawBuilder<boolean> =>
  sql<boolean>`((task.light = 'RED' or task.due_at <= ${now}) and ${running})`
const dueToday = (now: Date): RawBuilder<boolean> => {
  const { from, to } = today(now)
  return sql<boolean>`(task.due_at >= ${from} and task.due_at < ${to} and ${running})`
}

/** How many open tasks concern me, how many of them are overdue, and how many fall due today. */
export async function inboxCounts(
  db: Reader,
  hands: Hands,
  now: Date,
): Promise<{ mine: number; overdue: number; today: number }> {
  const { rows } = await sql<{ mine: number; overdue: number; today: number }>`
    select count(*)::int as mine,
      (count(*) filter (where ${overdue(now)}))::int as overdue,
      (count(*) filter (where ${dueToday(now)}))::int as today
    from ${tasksFor(hands)}
  `.execute(db)
  return rows[0] ?? { mine: 0, overdue: 0, today: 0 }
}

/** From where an inbox's tasks come, and which of them. What concerns somebody is within their reach as it is. */
function chosen(query: Query, hands: Hands, now: Date): { from: RawBuilder<unknown>; where: RawBuilder<boolean> } {
  const [actor] = hands
  switch (query.filter) {
    case 'mine':
      return { from: tasksFor(hands), where: sql<boolean>`true` }
    case 'overdue':
      return { from: tasksFor(hands), where: overdue(now) }
    case 'today':
      return { from: tasksFor(hands), where: dueToday(now) }
    case 'unit':
      return { from: sql`task`, where: sql<boolean>`task.state = 'OPEN' and ${unsealedFor(actor)}` }
    case 'done':
      return {
        from: sql`task`,
        where: sql<boolean>`task.state = 'DONE' and task.closed_by ->> 'userId' = ${actor.userId}`,
      }
  }
}

/** A pattern that finds `text` anywhere; what people type has no wildcards. */
export const anywhere = (text: string): string => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`

/** Whether a case is what somebody searches for: by document number with or without brackets, id, unit, place or subject. */
export const found = (search: string): RawBuilder<boolean> => {
  const pattern = anywhere(search)
  return sql<boolean>`(
    cases.found_by like lower(${pattern}) or cases.found_by like lower(plain_number(${pattern}))
    or cases.unit_id in (select id from unit where name ilike ${pattern} or short_name ilike ${pattern})
  )`
}

const utc = (instant: string): RawBuilder<unknown> =>
  sql`to_char(${sql.raw(instant)} at time zone 'UTC', 'YYYYMMDDHH24MISSUS')`

/** By what a page is sorted: the key as text for the cursor, and the order that goes with it. */
const sorts = {
  due: { key: utc('task.due_at'), order: sql`task.due_at, task.id`, descending: false, ofCase: false },
  opened: {
    key: utc('task.opened_at'),
    order: sql`task.opened_at desc, task.id desc`,
    descending: true,
    ofCase: false,
  },
  unit: {
    key: sql`unit.short_name || ' ' || ${utc('task.due_at')}`,
    order: sql`unit.short_name || ' ' || ${utc('task.due_at')}, task.id`,
    descending: false,
    ofCase: true,
  },
  done: { key: utc('task.closed_at'), order: sql`task.closed_at desc, task.id desc`, descending: true, ofCase: false },
} as const

export type Cursor = { key: string; id: string }

/** A page of tasks, one more than asked for when there are more; `after` is the last row of the page before. */
export async function listInbox(
  db: Reader,
  query: Query,
  hands: Hands,
  reach: Reach,
  now: Date,
  after: Cursor | null,
): Promise<InboxRow[]> {
  const { key, order, descending, ofCase } = sorts[query.filter === 'done' ? 'done' : query.sort]
  const [actor] = hands
  const { from, where } = chosen(query, hands, now)
  const conditions = [where]
  const narrowed = reach.scope !== 'county' && (query.filter === 'unit' || query.filter === 'done')
  if (narrowed) conditions.push(reaches(reach))
  if (query.step !== undefined) conditions.push(sql<boolean>`task.step = ${query.step}`)
  if (query.search !== '') conditions.push(found(query.search))
  if (after)
    conditions.push(sql<boolean>`(${key}, task.id) ${descending ? sql`<` : sql`>`} (${after.key}, ${after.id})`)
  const joined = sql`join cases on cases.id = task.case_id join unit on unit.id = cases.unit_id`
  const isByCase = ofCase || narrowed || query.search !== ''
  // The page is cut before it is dressed up with names: most rows never get that far.
  const { rows } = await sql<InboxRow>`
    with page as materialized (
      select task.* from ${from} ${isByCase ? joined : sql``} where ${sql.join(conditions, sql` and `)} order by ${order} limit ${query.limit + 1}
    )
    select task.id, task.case_id, cases.number, cases.title as case_title, cases.unit_id, unit.name as unit_name, cases.place,
      task.step, task.title, task.round, task.light, task.opened_at, task.due_at, task.provisional, task.facts,
      task.roles, task.unit_id as assigned_unit_id, assigned.name as assigned_unit_name, task.person_id, person.name as person_name,
      (task.state = 'OPEN' and ${mayActAtAll(hands)}) as mine,
      ${actingFor(hands, 'userId')} as behalf_id, ${actingFor(hands, 'name')} as behalf_name,
      (${delegatedTo(actor)} is true) as delegated, (${coHandledBy(actor)} is true) as co_handled, ${key} as sort_key
    from page as task ${joined}
      left join unit as assigned on assigned.id = task.unit_id
      left join person on person.id = task.person_id
    order by ${order}
  `.execute(db)
  return rows
}
