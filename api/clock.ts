import { tsToMs } from '@temporalio/common/lib/time'
import type { App } from './context.ts'

/**
 * How far a case's own time runs ahead of the real one, in ms. In production there is no such offset, by
 * construction; in rehearsals and tests it is what Temporal has skipped for this execution. A case that has
 * no execution yet has skipped nothing.
 */
export async function skippedTime({ config, engine }: Pick<App, 'config' | 'engine'>, caseId: string): Promise<number> {
  if (!config.skipping) return 0
  try {
    const { workflowExtendedInfo } = await engine.within(5_000, () =>
      engine.connection.workflowService.describeWorkflowExecution({
        namespace: engine.namespace,
        execution: { workflowId: caseId },
      }),
    )
    const current = workflowExtendedInfo?.timeSkippingInfo?.currentTime
    return current ? Math.max(0, tsToMs(current) - Date.now()) : 0
  } catch {
    return 0
  }
}

/** The case's own now. */
export const caseNow = async (app: Pick<App, 'config' | 'engine'>, caseId: string): Promise<Date> =>
  new Date(Date.now() + (await skippedTime(app, caseId)))
