import {
  defineSearchAttributeKey,
  SearchAttributeType,
  TypedSearchAttributes,
  WorkflowExecutionAlreadyStartedError,
} from '@temporalio/common'
import { ParentClosePolicy, startChild, workflowInfo, WorkflowIdReusePolicy } from '@temporalio/workflow'
import { halfOf } from '../domain/assessment/half.ts'
import { ANEW, type Start } from '../domain/journal.ts'
import { type AssessmentLaunch, assessmentProcess } from '../domain/processes/assessment.ts'
import type { assessment } from './assessment.ts'
import { attributes } from './kit/attributes.ts'
import { world } from './kit/world.ts'

const scheduledFor = defineSearchAttributeKey('TemporalScheduledStartTime', SearchAttributeType.DATETIME)

/**
 * Started by the county's schedule at the end of each half-year (handbook P18: 每年 6 月末、12 月末). The case that it
 * opens is named by the half-year, so that it is opened once, however often this runs and whoever was first.
 */
export async function openHalfYear(): Promise<{ caseId: string | null }> {
  const { startTime, typedSearchAttributes } = workflowInfo()
  const at = typedSearchAttributes.get(scheduledFor) ?? startTime
  const opened = await world.openHalfYear(halfOf(at.getTime()))
  if (!opened) return { caseId: null }
  const { caseId, unitId, campaign, plan } = opened
  const { kind } = assessmentProcess
  const launch: AssessmentLaunch = { kind, caseId, unitId, campaign, plan, toDraft: true }
  try {
    await startChild<(launch: AssessmentLaunch, start: Start) => ReturnType<typeof assessment>>(kind, {
      workflowId: caseId,
      args: [launch, ANEW],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
      typedSearchAttributes: new TypedSearchAttributes([
        { key: attributes.kind, value: kind },
        { key: attributes.unit, value: unitId },
        { key: attributes.campaign, value: campaign },
      ]),
    })
    return { caseId }
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return { caseId: null }
    throw error
  }
}
