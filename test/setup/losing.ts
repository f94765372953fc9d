import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type Connection } from '@temporalio/client'
import { connect } from '../../db/connect.ts'
import { rebuild } from '../../worker/rebuild.ts'
import { NAMESPACE } from './running.ts'
import { skipTime, timeOf } from './skipping.ts'

// Temporal's own number, which the client package does not export.
const RUNNING = 1

/** Deletes a case's execution with its whole history, as a lost engine would; returns how far its clock ran ahead, ms. */
export async function lose(connection: Connection, caseId: string): Promise<number> {
  const ahead = Date.parse(await timeOf(connection, caseId)) - Date.now()
  const workflowExecution = { workflowId: caseId }
  await connection.workflowService.deleteWorkflowExecution({ namespace: NAMESPACE, workflowExecution })
  for (const end = Date.now() + 20_000; Date.now() < end; await sleep(50)) {
    const gone = await connection.workflowService
      .describeWorkflowExecution({ namespace: NAMESPACE, execution: workflowExecution })
      .then(
        () => false,
        () => true,
      )
    if (gone) return Math.max(0, ahead)
  }
  throw new Error(`${caseId} is still there`)
}

/** Begins it anew from the record; under time skipping its clock first goes on to where it was. */
export async function bringBack(
  { connection, database }: { connection: Connection; database: string },
  caseId: string,
  aheadMs = 0,
): Promise<void> {
  const { db, close } = connect(database, { max: 1 })
  try {
    const client = new Client({ connection, namespace: NAMESPACE })
    const not = await rebuild({ db, client, taskQueue: 'chuangwei' }, caseId, {
      by: null,
      reason: '流程引擎数据丢失，按留痕恢复',
    })
    if (not !== null) throw new Error(`${caseId} was not rebuilt: ${not}`)
  } finally {
    await close()
  }
  if (aheadMs > 2_000) await skipTime(connection, caseId, Math.ceil(aheadMs / 1_000))
}

/**
 * Whether it may be lost without anybody noticing: it runs, and no other case's flow has started it, which would be
 * told that it was ended by force.
 */
export async function mayBeLost(connection: Connection, caseId: string): Promise<boolean> {
  const { workflowExecutionInfo: info } = await connection.workflowService.describeWorkflowExecution({
    namespace: NAMESPACE,
    execution: { workflowId: caseId },
  })
  return Number(info?.status) === RUNNING && !info?.parentExecution
}
