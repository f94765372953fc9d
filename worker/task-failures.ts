import type { LogEntry } from '@temporalio/worker'
import type { Db } from '../db/connect.ts'
import { noteTaskFailure } from '../db/task-failures.ts'

/**
 * Notes in the database which steps of workflows fail on this worker. The engine's own description says so only of
 * steps that stay: one that an act alone has caused is taken back, and leaves no trace there. The library tells of each
 * in its log: in its own words with the case, or through its native part with the run alone.
 */
export const taskFailuresIn =
  (db: Db) =>
  ({ message, meta = {} }: LogEntry): void => {
    const { runId, run_id, workflowId, error, failure } = meta as Record<string, unknown>
    const told = message === OF_THE_CODE || message === OF_THE_ENGINE
    const run = runId ?? run_id
    if (!told || typeof run !== 'string') return
    const words = error instanceof Error ? (error.stack ?? error.message) : (said(failure) ?? message)
    const note = {
      runId: run,
      workflowId: typeof workflowId === 'string' ? workflowId : null,
      error: words.slice(0, 2_000),
    }
    // Telling is no part of the work.
    void noteTaskFailure(db, note).catch(() => undefined)
  }

const OF_THE_CODE = 'Failed to process Workflow Activation'
const OF_THE_ENGINE = 'Failing workflow task'

/** The native part prints a whole structure; its message is what people can read. */
const said = (failure: unknown): string | null =>
  typeof failure === 'string' ? (/message: "((?:[^"\\]|\\.)*)"/.exec(failure)?.[1] ?? failure) : null
