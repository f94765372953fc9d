import type { Db } from '../../db/connect.ts'
import { casesWithUndecided, failingTasks } from '../../db/task-failures.ts'
import { failureWords, taskFailing } from '../../domain/stuck-words.ts'
import type { Trouble } from './executions.ts'
import type { Running } from './running.ts'

/**
 * Cases whose code fails on an act alone. The engine takes such a step back as if it had never been, so that only the
 * workers know of it; while the act is not decided they note each try.
 */

const MOST = 500
const OF_THE_HISTORY = /TMPRL1100|nondetermin/i

/** What keeps failing, by case; empty for those whose acts have been decided since. */
export async function takenBack(db: Db, { runs }: Running): Promise<Map<string, Trouble>> {
  const rows = (await failingTasks(db, MOST)).flatMap((row) => {
    const caseId = row.workflow_id ?? runs.get(row.run_id)
    return caseId === undefined ? [] : [{ caseId, row }]
  })
  const undecided = await casesWithUndecided(
    db,
    rows.map(({ caseId }) => caseId),
  )
  return new Map(rows.filter(({ caseId }) => undecided.has(caseId)).map(({ caseId, row }) => [caseId, troubleOf(row)]))
}

const troubleOf = ({
  run_id: runId,
  failures,
  first_failed_at: since,
  error,
}: Awaited<ReturnType<typeof failingTasks>>[number]): Trouble => ({
  cause: 'TASK_FAILING',
  since: since.toISOString(),
  text: taskFailing(
    failures,
    failureWords[OF_THE_HISTORY.test(error) ? 'NON_DETERMINISTIC_ERROR' : 'WORKFLOW_WORKER_UNHANDLED_FAILURE'],
    null,
  ),
  detail: error,
  facts: { runId, attempt: failures },
  // The engine has no failed step to go on from: once the code is repaired, the act is sent again.
  acts: ['retryCommand', 'reset'],
})
