import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { ComplaintQuery } from '../domain/complaint-views.ts'
import type { Text } from '../domain/text.ts'
import { found } from './inbox.ts'
import { type Reach, reaches } from './reach.ts'
import type { Schema } from './schema.ts'
import { unsealedFor } from './sealed.ts'

type Query = ComplaintQuery & { receiptSha256: string | null }

export type ComplaintListRow = {
  id: string
  title: string
  place: string
  channel: string | null
  class: string | null
  unit_id: string
  unit_name: string
  stage: string
  outcome: string | null
  round: number
  light: 'GREEN' | 'YELLOW' | 'RED' | null
  due_at: Date | null
  waiting_title: Text | null
  received_at: Date
  solved: string | null
  satisfied: string | null
  late: boolean
}

export type ComplaintCounts = { open: number; late: number; second: number; closed: number }

// Late: an open step is past its day, or the unit let its first limit pass.
const late = sql<boolean>`exists (
  select from task where task.case_id = cases.id
    and (task.state = 'OVERDUE' or (task.state = 'OPEN' and task.light = 'RED'))
)`

const states: Record<NonNullable<ComplaintQuery['state']>, RawBuilder<boolean>> = {
  open: sql<boolean>`cases.outcome is null`,
  late: sql<boolean>`(cases.outcome is null and ${late})`,
  second: sql<boolean>`cases.round > 1`,
  closed: sql<boolean>`cases.outcome is not null`,
}

function conditionsOf(query: Query, reach: Reach): RawBuilder<boolean> {
  const conditions: RawBuilder<boolean>[] = [reaches(reach), sql<boolean>`cases.kind = 'complaint'`]
  if (query.class === 'NONE') conditions.push(sql<boolean>`cases.content ->> 'class' is null`)
  else if (query.class !== undefined) conditions.push(sql<boolean>`cases.content ->> 'class' = ${query.class}`)
  if (query.stage !== undefined) conditions.push(sql<boolean>`cases.stage = ${query.stage}`)
  if (query.state !== undefined) conditions.push(states[query.state])
  if (query.receiptSha256 !== null)
    conditions.push(
      sql<boolean>`cases.id in (select case_id from complaint where receipt_sha256 = ${query.receiptSha256})`,
    )
  else if (query.search !== '') conditions.push(found(query.search))
  return sql.join(conditions, sql` and `) as RawBuilder<boolean>
}

/** One page of complaints within a reach, newest first, how many fit, and how all within the reach stand. */
export async function listComplaints(
  db: Kysely<Schema>,
  query: Query,
  reach: Reach,
): Promise<{ rows: ComplaintListRow[]; total: number; counts: ComplaintCounts }> {
  const from = sql`from cases join unit on unit.id = cases.unit_id`
  const conditions = conditionsOf(query, reach)
  const [page, count, counts] = await Promise.all([
    sql<ComplaintListRow>`
      select cases.id, cases.title, cases.place, cases.content ->> 'channel' as channel, cases.content ->> 'class' as class,
        cases.unit_id, unit.name as unit_name, cases.stage, cases.outcome, cases.round, waiting.light, waiting.due_at,
        waiting.title as waiting_title, launched.received_at, asked.outcome ->> 'solved' as solved,
        asked.outcome ->> 'satisfied' as satisfied, ${late} as late
      ${from}
        join command as launched on launched.case_id = cases.id and launched.act = 'launch'
        left join lateral (
          select title, light, due_at from task
          where task.case_id = cases.id and task.state = 'OPEN' and ${unsealedFor(reach)}
          order by due_at, id limit 1
        ) as waiting on true
        left join lateral (
          select outcome from task
          where task.case_id = cases.id and task.step = 'callBack' and task.state = 'DONE'
          order by closed_at desc limit 1
        ) as asked on true
      where ${conditions}
      order by launched.received_at desc, cases.id desc limit ${query.limit} offset ${(query.page - 1) * query.limit}
    `.execute(db),
    sql<{ total: number }>`select count(*)::int as total ${from} where ${conditions}`.execute(db),
    sql<ComplaintCounts>`
      select (count(*) filter (where ${states.open}))::int as open, (count(*) filter (where ${states.late}))::int as late,
        (count(*) filter (where ${states.second}))::int as second, (count(*) filter (where ${states.closed}))::int as closed
      from cases where cases.kind = 'complaint' and ${reaches(reach)}
    `.execute(db),
  ])
  return {
    rows: page.rows,
    total: count.rows[0]?.total ?? 0,
    counts: counts.rows[0] ?? { open: 0, late: 0, second: 0, closed: 0 },
  }
}
