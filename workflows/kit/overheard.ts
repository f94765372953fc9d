import {
  type LocalActivityInput,
  proxySinks,
  type Sinks,
  type WorkflowInterceptors,
  type WorkflowOutboundCallsInterceptor,
} from '@temporalio/workflow'
import type { RecordBatch } from '../../domain/events.ts'

/** Who re-runs a history is told what the workflow wanted recorded; nothing is recorded again. */
export interface OverhearingSinks extends Sinks {
  overhearing: { told(batch: RecordBatch): void }
}

const { overhearing } = proxySinks<OverhearingSinks>()

/** Bundled for re-runs alone: passes on what a case tells the recorder, event by event. */
export const interceptors = (): WorkflowInterceptors => ({
  outbound: [
    {
      async scheduleLocalActivity(input: LocalActivityInput, next) {
        if (input.activityType === 'record') overhearing.told(input.args[0] as RecordBatch)
        return next(input)
      },
    } satisfies WorkflowOutboundCallsInterceptor,
  ],
})
