import { ANEW } from '../../domain/journal.ts'
import { randomUUID } from 'node:crypto'
import { type Connection, isGrpcServiceError } from '@temporalio/client'
import { defaultPayloadConverter, toPayloads } from '@temporalio/common'
import { tsToMs } from '@temporalio/common/lib/time'
import type { App } from '../../api/context.ts'
import type { Launch } from '../../domain/processes/definition.ts'

/** gRPC's code for what is not there. */
const NOT_FOUND = 5

/** Where the engine is, as the clocks need it. */
export type Skipping = { connection: Connection; namespace: string; taskQueue: string }

/**
 * One case's own clock, by Temporal Server's native time skipping. It never runs by itself: `forwardTo` lets so much
 * pass as its people let pass, then skipping is off again and the case waits for them in real time.
 */
export type CaseClock = { now: () => number; forwardTo: (at: number) => Promise<void> }

const duration = (ms: number) => ({ seconds: Math.floor(ms / 1000), nanos: 0 }) as never

/** The clock of a case that has skipped `skippedMs` so far. Forwarding rejects when the server gives it up. */
export function clockOf(
  { connection, namespace }: Skipping,
  caseId: string,
  skippedMs: number,
  counted: (ms: number) => void = () => undefined,
): CaseClock {
  let skipped = skippedMs
  const now = () => Date.now() + skipped
  const workflowExecution = { workflowId: caseId }
  return {
    now,
    forwardTo: async (at) => {
      const seconds = Math.ceil((at - now()) / 1000)
      if (seconds < 1) return
      const began = performance.now()
      const id = randomUUID()
      try {
        await connection.workflowService.updateWorkflowExecutionOptions({
          namespace,
          workflowExecution,
          updateMask: { paths: ['time_skipping_config'] },
          workflowExecutionOptions: {
            timeSkippingConfig: { enabled: true, fastForwardConfig: { id, duration: duration(seconds * 1000) } },
          },
        })
      } catch (error) {
        // It came to its end meanwhile: its clock is of no more use.
        const code: number | undefined = isGrpcServiceError(error) ? error.code : undefined
        if (code === NOT_FOUND) return
        throw error
      }
      for (;;) {
        const { fastForwardInfo, failedReason } = await connection.workflowService.pollWorkflowExecutionTimeSkipping({
          namespace,
          workflowExecution,
          fastForwardId: id,
        })
        if (fastForwardInfo?.hasCompleted) {
          // Not ahead of the engine's: what its people say happened just before they say it.
          skipped = tsToMs(fastForwardInfo.targetTime) - Date.now()
          counted(performance.now() - began)
          return
        }
        if (failedReason && /ended/.test(failedReason)) return
        if (failedReason) throw new Error(`${caseId}: ${failedReason}`)
      }
    },
  }
}

/**
 * The API as it is at an instant (ms) of a case that it opens: the execution is started with its clock there, and the
 * launch, which is sent next, finds it running as one does that is sent again after a lost answer. `skippedMs` tells
 * how far the clock of the case that was opened is ahead.
 */
export function openingAt(app: App, at: number): { app: App; skippedMs: () => number } {
  let skipped = 0
  const launch: App['engine']['launch'] = async (commandId, input) => {
    skipped = await startAt(app.engine, commandId, input, at)
    return app.engine.launch(commandId, input)
  }
  return { app: { ...app, engine: { ...app.engine, launch } }, skippedMs: () => skipped }
}

async function startAt(
  { connection, namespace, taskQueue }: Skipping,
  requestId: string,
  input: Launch,
  at: number,
): Promise<number> {
  const ahead = Math.max(1, Math.floor((at - Date.now()) / 1000)) * 1000
  await connection.workflowService.startWorkflowExecution({
    requestId,
    namespace,
    workflowId: input.caseId,
    workflowType: { name: input.kind },
    taskQueue: { name: taskQueue },
    input: { payloads: toPayloads(defaultPayloadConverter, input, ANEW) ?? null },
    searchAttributes: {
      indexedFields: {
        ProcessKind: keyword(input.kind),
        UnitCode: keyword(input.unitId),
        Stage: keyword('DRAFT'),
        Campaign: keyword(input.campaign),
      },
    },
    workflowStartDelay: duration(ahead),
    timeSkippingConfig: { enabled: true, fastForwardConfig: { id: 'opening', duration: duration(ahead) } },
  })
  return ahead
}

const keyword = (value: string) => ({
  metadata: { encoding: Buffer.from('json/plain'), type: Buffer.from('Keyword') },
  data: Buffer.from(JSON.stringify(value)),
})
