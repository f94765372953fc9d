import { setTimeout as sleep } from 'node:timers/promises'
import { ScheduleAlreadyRunning, ScheduleOverlapPolicy, type ScheduleOptions } from '@temporalio/client'
import type { FastifyBaseLogger } from 'fastify'
import type { AssessmentSchedule } from '../domain/assessment-views.ts'
import { text } from '../domain/text.ts'
import type { App } from './context.ts'
import type { Engine } from './engine.ts'
import { asking, clientOf } from './schedules/client.ts'

/** The county's one schedule of half-year assessments: at the end of June and of December (handbook P18). */

const ASSESSMENT_SCHEDULE = 'KH-SCHEDULE'
/** How long until it is tried again when the engine is away. ms */
const AGAIN_MS = 10_000
/** How long a page waits for it. ms */
const SHOWING_MS = 2_000

const optionsOf = (engine: Engine): ScheduleOptions => ({
  scheduleId: ASSESSMENT_SCHEDULE,
  spec: {
    calendars: [
      { month: 'JUNE', dayOfMonth: 30, hour: 9 },
      { month: 'DECEMBER', dayOfMonth: 31, hour: 9 },
    ],
    timezone: 'Asia/Shanghai',
  },
  // The case that it opens is named by the half-year, not by the instant: it is opened once.
  action: {
    type: 'startWorkflow',
    workflowType: 'openHalfYear',
    workflowId: ASSESSMENT_SCHEDULE,
    taskQueue: engine.taskQueue,
    args: [],
  },
  // A half-year that could not be opened on its day is opened when we are back.
  policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '30 days' },
  memo: {
    title: text('半年检查考核自动发起', 'Half-year assessments, opened by themselves'),
    note: text(
      '每年6月30日、12月31日发起，方案由创卫办主任拟定后报审',
      'On 30 June and 31 December; the director drafts the scheme',
    ),
  },
})

/** Makes the schedule be there. One that is there stays as people have left it. Rejects when the engine is away. */
async function create(engine: Engine): Promise<void> {
  try {
    await asking(engine, (client) => client.create(optionsOf(engine)))
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error
  }
}

/** Makes the schedule be there as soon as the engine answers. Returns how to stop trying. */
export function keepAssessmentSchedule({ engine, log }: { engine: Engine; log: FastifyBaseLogger }): () => void {
  const stopped = new AbortController()
  const { signal } = stopped
  void (async () => {
    while (!signal.aborted) {
      try {
        await create(engine)
        return
      } catch (error) {
        log.debug({ err: error }, 'the schedule of assessments is not there yet')
        await sleep(AGAIN_MS, undefined, { signal }).catch(() => undefined)
      }
    }
  })()
  return () => stopped.abort()
}

/** When the next half-years are opened, or why none is; unknown while the engine does not answer. */
export async function assessmentSchedule({ engine }: App): Promise<AssessmentSchedule> {
  try {
    const handle = clientOf(engine).getHandle(ASSESSMENT_SCHEDULE)
    const { state, info } = await engine.within(SHOWING_MS, () => handle.describe())
    const paused = state.paused ? (state.note ?? '') : null
    return { paused, nextRuns: paused === null ? info.nextActionTimes.slice(0, 2).map((at) => at.toISOString()) : [] }
  } catch {
    return { paused: null, nextRuns: null }
  }
}

/** Pauses it with the reason, or lets it run again (null). Rejects when the engine is away. */
export async function pauseAssessments({ engine }: App, reason: string | null): Promise<void> {
  await create(engine)
  await asking(engine, async (client) => {
    const handle = client.getHandle(ASSESSMENT_SCHEDULE)
    await (reason === null ? handle.unpause() : handle.pause(reason))
  })
}
