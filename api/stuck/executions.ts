import { isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client'
import { tsToMs } from '@temporalio/common/lib/time'
import type { StuckAct } from '../../domain/stuck.ts'
import type { StuckCause } from '../../domain/stuck-causes.ts'
import type { StuckFacts } from '../../domain/stuck-views.ts'
import {
  activityPaused,
  deleted,
  endedOutside,
  paused as pausedWords,
  retrying,
  taskFailing,
} from '../../domain/stuck-words.ts'
import { momentText } from '../../domain/sentence.ts'
import type { Text } from '../../domain/text.ts'
import type { Engine } from '../engine.ts'
import { endingOf, lastFailureOf, wordsOf } from './tail.ts'

/** What one execution's description says of trouble. */

// Numbers of Temporal's own enumerations, which the client package does not export.
const NOT_FOUND = 5
const RUNNING = 1
const PAUSED = 8
const ENDINGS: Record<number, string> = { 2: 'COMPLETED', 3: 'FAILED', 4: 'CANCELED', 5: 'TERMINATED', 7: 'TIMED_OUT' }

/** One failure may be a worker that was stopped; at the third attempt it is no accident. */
const ATTEMPTS = 3

export type Trouble = {
  cause: StuckCause
  /** What in the case it is about, beside the case itself. */
  about?: string
  since: string | null
  text: Text
  detail: string | null
  facts: StuckFacts
  /** What may help, where that is not all that may help against its cause. */
  acts?: StuckAct[]
}

/** `ended`: whether the engine runs it no more, which is trouble only for a case that is open. */
export type Described = { running: boolean; troubles: Trouble[] }

const iso = (ts: Parameters<typeof tsToMs>[0]): string | null => (ts ? new Date(tsToMs(ts)).toISOString() : null)

const codeOf = (error: unknown): number | null => (isGrpcServiceError(error) ? error.code : null)

/** Describes a case's execution. Rejects when the engine does not answer. */
export async function describeCase(engine: Engine, caseId: string): Promise<Described> {
  try {
    return await described(engine, caseId)
  } catch (error) {
    const missing = error instanceof WorkflowNotFoundError || codeOf(error) === NOT_FOUND
    if (!missing) throw error
    return {
      running: false,
      troubles: [{ cause: 'DELETED', since: null, text: deleted(false), detail: null, facts: {} }],
    }
  }
}

async function described(engine: Engine, workflowId: string): Promise<Described> {
  const { connection, namespace } = engine
  const answer = await connection.workflowService.describeWorkflowExecution({ namespace, execution: { workflowId } })
  const { workflowExecutionInfo: info, pendingActivities, pendingWorkflowTask, pendingChildren } = answer
  const execution = { workflowId, runId: info?.execution?.runId ?? '' }
  const runId = execution.runId
  const status = Number(info?.status)
  if (status !== RUNNING && status !== PAUSED) {
    const { at, by, reason } = await endingOf(engine, execution)
    const how = ENDINGS[status] ?? String(status)
    const since = at ?? iso(info?.closeTime)
    const trouble: Trouble = {
      cause: 'ENDED_OUTSIDE',
      since,
      text: endedOutside(how, by, reason),
      detail: `${how} ${since ?? ''} run ${runId}`,
      facts: { runId, by, reason },
    }
    return { running: false, troubles: [trouble] }
  }
  const troubles: Trouble[] = []
  const pause = answer.workflowExtendedInfo?.pauseInfo
  if (pause || status === PAUSED) {
    const [by, reason] = [pause?.identity ?? '', pause?.reason ?? '']
    troubles.push({
      cause: 'PAUSED',
      since: iso(pause?.pausedTime),
      text: pausedWords(by, reason, pendingChildren?.length ?? 0),
      detail: null,
      facts: { runId, by, reason, count: pendingChildren?.length ?? 0 },
    })
  }
  const attempt = pendingWorkflowTask?.attempt ?? 0
  if (attempt >= ATTEMPTS) {
    const failure = await lastFailureOf(engine, execution)
    const versioned = info?.versioningInfo?.deploymentVersion
    const build = shortBuild(failure.build ?? versioned?.buildId ?? info?.mostRecentWorkerVersionStamp?.buildId)
    troubles.push({
      cause: 'TASK_FAILING',
      since: iso(pendingWorkflowTask?.originalScheduledTime) ?? failure.since,
      text: taskFailing(attempt, failure.why, build),
      detail: [failure.detail, failure.by && `worker ${failure.by}`].filter(Boolean).join('\n') || null,
      facts: {
        runId,
        attempt,
        nextAt: iso(pendingWorkflowTask?.scheduledTime) ?? undefined,
        build: build ?? undefined,
      },
    })
  }
  for (const activity of pendingActivities ?? []) {
    const name = activity.activityType?.name ?? ''
    const facts = { runId, activityId: activity.activityId ?? '', activity: name }
    const about = activity.activityId ?? name
    if (activity.paused) {
      const [by, reason] = [activity.pauseInfo?.manual?.identity ?? '', activity.pauseInfo?.manual?.reason ?? '']
      troubles.push({
        cause: 'PAUSED',
        about,
        since: iso(activity.pauseInfo?.pauseTime),
        text: activityPaused(name, by, reason),
        detail: activity.lastFailure ? wordsOf(activity.lastFailure) : null,
        facts: { ...facts, by, reason },
        acts: ['retryNow', 'unpause'],
      })
    } else if ((activity.attempt ?? 0) > 1 && activity.lastFailure) {
      const nextAt = iso(activity.nextAttemptScheduleTime)
      troubles.push({
        cause: 'RETRYING',
        about,
        since: iso(activity.scheduledTime),
        text: retrying(name, (activity.attempt ?? 2) - 1, nextAt === null ? null : momentText(nextAt, new Date())),
        detail: wordsOf(activity.lastFailure),
        facts: { ...facts, attempt: activity.attempt ?? 0, nextAt: nextAt ?? undefined },
      })
    }
  }
  return { running: true, troubles }
}

/** The library calls a build by its own version and the code's hash: people tell the hashes apart by their beginning. */
const shortBuild = (build: string | null | undefined): string | null =>
  build ? (build.split('+').at(-1) ?? build).slice(0, 10) : null
