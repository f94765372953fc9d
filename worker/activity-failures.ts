import type { ActivityInterceptorsFactory } from '@temporalio/worker'
import type { Db } from '../db/connect.ts'
import { forgetActivityFailure, noteActivityFailure } from '../db/stuck-acts.ts'

/** What a retry policy says of itself where it says nothing. ms */
const FIRST_MS = 1_000
const FACTOR = 2

/**
 * Notes in the database of what an activity failed, and forgets it once it has succeeded. The engine knows nothing of
 * activities that run within a workflow task until they are over. Telling is no part of the work: where the note
 * can't be written, the activity fails as it would have.
 */
export const activityFailuresIn =
  (db: Db): ActivityInterceptorsFactory =>
  ({ info }) => {
    const workflowId = info.workflowExecution?.workflowId
    const note = async (reason: unknown): Promise<void> => {
      if (workflowId === undefined) return
      const { initialInterval, backoffCoefficient = FACTOR, maximumInterval } = info.retryPolicy ?? {}
      const first = ms(initialInterval) ?? FIRST_MS
      const nextMs = Math.min(first * backoffCoefficient ** (info.attempt - 1), ms(maximumInterval) ?? first * 100)
      const words = reason instanceof Error ? reason.message : String(reason)
      const failed = {
        workflowId,
        activity: info.activityType,
        attempt: info.attempt,
        nextMs,
        error: words.slice(0, 500),
      }
      await noteActivityFailure(db, failed).catch(() => undefined)
    }
    return {
      inbound: {
        async execute(input, next) {
          try {
            const result = await next(input)
            if (info.attempt > 1 && workflowId !== undefined)
              await forgetActivityFailure(db, workflowId, info.activityType).catch(() => undefined)
            return result
          } catch (error) {
            await note(error)
            throw error
          }
        },
      },
    }
  }

/** The library gives these intervals as numbers of ms, or not at all. */
const ms = (interval: unknown): number | undefined => (typeof interval === 'number' ? interval : undefined)
