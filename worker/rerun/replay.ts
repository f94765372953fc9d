import { fileURLToPath } from 'node:url'
import type { historyFromJSON } from '@temporalio/common/lib/proto-utils.js'
import { bundleWorkflowCode, DefaultLogger, Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker'
import type { CaseView, EngineEvent, RecordBatch } from '../../domain/events.ts'

export type History = ReturnType<typeof historyFromJSON>

/** What the present code tells when it runs a history again. */
export type Rerun = { events: EngineEvent[]; view: CaseView | null; failure: string | null }

let bundle: Promise<WorkflowBundleWithSourceMap> | undefined

// Its own bundle, because what overhears has no business in the worker that people wait for.
const bundled = () =>
  (bundle ??= bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../../workflows/index.ts', import.meta.url)),
    workflowInterceptorModules: [fileURLToPath(new URL('../../workflows/kit/overheard.ts', import.meta.url))],
    preloadModules: [fileURLToPath(new URL('../../workflows/preload.ts', import.meta.url))],
    logger: new DefaultLogger('WARN'),
  }))

/** Runs a history through the present code. Nothing is recorded: the activities' answers come from the history. */
export async function replay(history: History, workflowId: string): Promise<Rerun> {
  const batches: RecordBatch[] = []
  const sinks = {
    overhearing: {
      told: { callDuringReplay: true, fn: (_info: unknown, batch: RecordBatch) => void batches.push(batch) },
    },
  }
  const failure = await Worker.runReplayHistory({ workflowBundle: await bundled(), sinks }, history, workflowId).then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)).slice(0, 500),
  )
  return { events: batches.flatMap(({ events }) => events), view: batches.at(-1)?.view ?? null, failure }
}
