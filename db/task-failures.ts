import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'

/** Steps of workflows that fail, as their workers have noted it. */

type Reader = Kysely<Schema>

/** Notes that a step of a run failed. What lies more than ten minutes before belongs to another fault. */
export async function noteTaskFailure(
  db: Reader,
  { runId, workflowId, error }: { runId: string; workflowId: string | null; error: string },
): Promise<void> {
  await sql`
    insert into task_failure (run_id, workflow_id, error) values (${runId}, ${workflowId}, ${error})
    on conflict (run_id) do update
    set workflow_id = coalesce(excluded.workflow_id, task_failure.workflow_id), failed_at = clock_timestamp(), error = excluded.error,
      failures = case when task_failure.failed_at < clock_timestamp() - interval '10 minutes' then 1
        else task_failure.failures + 1 end,
      first_failed_at = case when task_failure.failed_at < clock_timestamp() - interval '10 minutes' then clock_timestamp()
        else task_failure.first_failed_at end
  `.execute(db)
}

export type FailingTask = {
  run_id: string
  workflow_id: string | null
  failures: number
  first_failed_at: Date
  error: string
}

/**
 * Runs of which a step has failed more than once, and within the last minute: an act that is not decided is sent
 * again every twenty seconds at least. At most `limit`.
 */
export async function failingTasks(db: Reader, limit: number): Promise<FailingTask[]> {
  await sql`delete from task_failure where failed_at < clock_timestamp() - interval '1 day'`.execute(db)
  const { rows } = await sql<FailingTask>`
    select run_id, workflow_id, failures, first_failed_at, error from task_failure
    where failures > 1 and failed_at > clock_timestamp() - interval '1 minute'
    order by first_failed_at limit ${limit}
  `.execute(db)
  return rows
}

/** Of these cases, those with an act that is received and not decided. */
export async function casesWithUndecided(db: Reader, caseIds: readonly string[]): Promise<Set<string>> {
  if (caseIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('command')
    .select('case_id')
    .distinct()
    .where('decision', 'is', null)
    .where('case_id', 'in', [...caseIds])
    .execute()
  return new Set(rows.map(({ case_id: caseId }) => caseId))
}
