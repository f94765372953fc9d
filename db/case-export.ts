import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'

/** What the printed ledger says of a case beyond its list: its current round's receipt and time limit. */
export type CaseDates = { receivedAt: Date | null; dueAt: Date | null; overdue: boolean }

/**
 * When the current round was received (signed for, or told by telephone) and falls due, and whether any round
 * was or now is overdue, by case id.
 */
export async function caseDates(db: Kysely<Schema>, caseIds: string[]): Promise<Map<string, CaseDates>> {
  if (caseIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; received_at: Date | null; due_at: Date | null; overdue: boolean }>`
    select cases.id,
      max(case task.step when 'receipt' then task.closed_at else (task.outcome ->> 'spokenAt')::timestamptz end)
        filter (where task.step in ('receipt', 'phoneDelivery') and task.state = 'DONE' and task.round = cases.round) as received_at,
      max(task.due_at) filter (where task.step = 'rectify' and task.round = cases.round) as due_at,
      coalesce(bool_or(task.step = 'rectify' and (task.state = 'OVERDUE' or (task.state = 'OPEN' and task.due_at < clock_timestamp()))), false) as overdue
    from cases left join task on task.case_id = cases.id and task.step in ('receipt', 'phoneDelivery', 'rectify')
    where cases.id = any (${caseIds})
    group by cases.id
  `.execute(db)
  return new Map(rows.map((row) => [row.id, { receivedAt: row.received_at, dueAt: row.due_at, overdue: row.overdue }]))
}
