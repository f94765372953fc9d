import { type Kysely, sql } from 'kysely'
import type { Text } from '../domain/text.ts'
import type { Schema } from './schema.ts'

/** Acts that are under way and do not end: commands without a decision, activities that keep failing. */

type Reader = Kysely<Schema>

export type UndecidedCommand = {
  id: string
  case_id: string
  task_id: string | null
  title: Text | null
  sealed: boolean | null
  act: string
  actor_name: string
  received_at: Date
  tries: number
  next_at: Date
  last_error: string | null
}

/** Commands that were received more than twenty seconds ago and are not decided, oldest first; at most `limit`. */
export async function undecidedCommands(db: Reader, limit: number): Promise<UndecidedCommand[]> {
  const { rows } = await sql<UndecidedCommand>`
    select command.id, command.case_id, command.task_id, task.title, task.sealed, command.act,
      command.actor ->> 'name' as actor_name, command.received_at, command.tries, command.last_error,
      coalesce(command.tried_at, command.received_at) + least(5 * greatest(command.tries, 1), 20) * interval '1 second' as next_at
    from command left join task on task.id = command.task_id
    where command.decision is null and command.received_at < clock_timestamp() - interval '20 seconds'
    order by command.received_at limit ${limit}
  `.execute(db)
  return rows
}

/** Notes that an activity failed and is tried again at `nextAt`; `attempt` counts from 1. */
export async function noteActivityFailure(
  db: Reader,
  failed: { workflowId: string; activity: string; attempt: number; nextMs: number; error: string },
): Promise<void> {
  await sql`
    insert into activity_failure (workflow_id, activity, attempt, next_at, error)
    values (${failed.workflowId}, ${failed.activity}, ${failed.attempt},
      clock_timestamp() + ${failed.nextMs} * interval '1 millisecond', ${failed.error})
    on conflict (workflow_id, activity) do update
    set attempt = excluded.attempt, failed_at = clock_timestamp(), next_at = excluded.next_at, error = excluded.error,
      first_failed_at = case when excluded.attempt <= activity_failure.attempt then clock_timestamp()
        else activity_failure.first_failed_at end
  `.execute(db)
}

export async function forgetActivityFailure(db: Reader, workflowId: string, activity: string): Promise<void> {
  await db
    .deleteFrom('activity_failure')
    .where('workflow_id', '=', workflowId)
    .where('activity', '=', activity)
    .execute()
}

export type FailingActivity = {
  case_id: string
  activity: string
  attempt: number
  first_failed_at: Date
  next_at: Date | null
  error: string
}

/**
 * Activities of cases that have failed for more than five seconds and did so lately, longest first; at most `limit`. One is tried
 * again after half a minute at most, so what is older was left by a worker that is no more.
 */
export async function failingActivities(db: Reader, limit: number): Promise<FailingActivity[]> {
  await sql`delete from activity_failure where failed_at < clock_timestamp() - interval '1 day'`.execute(db)
  const { rows } = await sql<FailingActivity>`
    select cases.id as case_id, failure.activity, failure.attempt, failure.first_failed_at, failure.next_at, failure.error
    from activity_failure as failure join cases on cases.id = failure.workflow_id
    where failure.first_failed_at < clock_timestamp() - interval '5 seconds'
      and failure.failed_at > clock_timestamp() - interval '45 seconds'
    order by failure.first_failed_at limit ${limit}
  `.execute(db)
  return rows
}
