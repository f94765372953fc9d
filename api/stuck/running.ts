import type { Engine } from '../engine.ts'

/** Every execution that the engine says is open, by one list; it only hints, a description is the truth. */

const PAGE = 1_000

/** What runs, in the words of Temporal's lists; for them one that is paused does not. */
export const OPEN_EXECUTIONS = "ExecutionStatus = 'Running' OR ExecutionStatus = 'Paused'"

/** The ids of open executions, those that the engine marks as failing or paused, and whose each run is. */
export type Running = { ids: Set<string>; marked: Set<string>; runs: Map<string, string> }

/**
 * Lists all open executions; 2,000 of them take a few hundred milliseconds. At most ten seconds. Where the lists are
 * away and the engine is not, it is as if all that is `open` ran.
 */
export const listRunning = (engine: Engine, open: readonly string[]): Promise<Running> =>
  list(engine).catch(() => ({ ids: new Set(open), marked: new Set<string>(), runs: new Map<string, string>() }))

async function list({ connection, namespace, within }: Engine): Promise<Running> {
  const running: Running = { ids: new Set(), marked: new Set(), runs: new Map() }
  await within(10_000, async () => {
    for (let nextPageToken: Uint8Array | undefined; ; ) {
      const page = await connection.workflowService.listWorkflowExecutions({
        namespace,
        pageSize: PAGE,
        query: OPEN_EXECUTIONS,
        nextPageToken,
      })
      for (const { execution, searchAttributes } of page.executions ?? []) {
        const id = execution?.workflowId
        if (!id) continue
        running.ids.add(id)
        running.runs.set(execution.runId ?? '', id)
        const fields = searchAttributes?.indexedFields ?? {}
        if (said(fields.TemporalReportedProblems) || said(fields.TemporalPauseInfo)) running.marked.add(id)
      }
      nextPageToken = page.nextPageToken?.length ? page.nextPageToken : undefined
      if (!nextPageToken) return
    }
  })
  return running
}

/** An attribute that was taken back stays as an empty list. */
const said = (payload: { data?: Uint8Array | null } | undefined): boolean => {
  const value = payload?.data ? Buffer.from(payload.data).toString() : ''
  return value !== '' && value !== '[]' && value !== 'null'
}
