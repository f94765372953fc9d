import { proxyActivities } from '@temporalio/workflow'
import type { RerunActivities } from '../activities/contract.ts'
import type { RerunReport } from '../domain/rerun.ts'

const { rerun } = proxyActivities<RerunActivities>({
  startToCloseTimeout: '2 minutes',
  retry: { maximumAttempts: 2 },
})

/**
 * 重演核对: runs a case's history again and compares. Re-running needs the worker's package and its bundle of the
 * workflows, so the API asks a worker for it; a workflow of one activity is the way that waits for a free worker,
 * keeps to its limits, and leaves a trace of who was asked when.
 */
export const rerunCase = ({ caseId }: { caseId: string }): Promise<RerunReport> => rerun({ caseId })
