import { ScheduleNotFoundError, ScheduleOverlapPolicy, type ScheduleOptions } from '@temporalio/client'
import type { Frequency } from '../domain/patrol-forms.ts'
import { ANEW } from '../domain/journal.ts'
import { patrolProcess, type PatrolStart } from '../domain/processes/patrol.ts'
import type { Exclusion } from '../domain/schedule-views.ts'
import type { Engine } from './engine.ts'
import { asking, describeSchedule, skipOf } from './schedules/client.ts'

/** The engine's schedules of patrols: one for each plan, under the plan's id. */

type Day = 'MONDAY' | 'TUESDAY' | 'WEDNESDAY' | 'THURSDAY' | 'FRIDAY' | 'SATURDAY' | 'SUNDAY'
const days: Partial<Record<Frequency, Day>> = {
  MON: 'MONDAY',
  TUE: 'TUESDAY',
  WED: 'WEDNESDAY',
  THU: 'THURSDAY',
  FRI: 'FRIDAY',
  SAT: 'SATURDAY',
  SUN: 'SUNDAY',
}

/** `exclusions` are days on which nothing is opened, whatever the plan says. */
type Planned = { frequency: Frequency; at: string; paused: string | null; exclusions: readonly Exclusion[] }

function optionsOf(engine: Engine, planId: string, { frequency, at, paused, exclusions }: Planned) {
  const [hour = 8, minute = 0] = at.split(':').map(Number)
  const dayOfWeek = days[frequency]
  return {
    scheduleId: planId,
    // Working days are told by the county's calendar when it starts: make-up days fall on weekends.
    spec: {
      calendars: [{ hour, minute, ...(dayOfWeek === undefined ? {} : { dayOfWeek }) }],
      skip: skipOf(exclusions),
      timezone: 'Asia/Shanghai',
    },
    action: {
      type: 'startWorkflow',
      workflowType: patrolProcess.kind,
      // The engine adds the instant for which it starts it.
      workflowId: planId,
      taskQueue: engine.taskQueue,
      args: [{ planId } satisfies PatrolStart, ANEW],
    },
    // A patrol that could not start for hours is not made up for in the night.
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '2 hours' },
    state: { paused: paused !== null, note: paused ?? '' },
  } satisfies ScheduleOptions
}

/** Makes a plan's schedule be as the plan says, whether there was one or not. Rejects when the engine is away. */
export async function schedulePlan(engine: Engine, planId: string, planned: Planned): Promise<void> {
  const options = optionsOf(engine, planId, planned)
  await asking(engine, async (client) => {
    try {
      await client.getHandle(planId).update(() => options)
    } catch (error) {
      if (!(error instanceof ScheduleNotFoundError)) throw error
      await client.create(options)
    }
  })
}

/** Takes a plan's schedule away. Rejects when the engine is away. */
export async function unschedulePlan(engine: Engine, planId: string): Promise<void> {
  await asking(engine, async (client) => {
    try {
      await client.getHandle(planId).delete()
    } catch (error) {
      if (!(error instanceof ScheduleNotFoundError)) throw error
    }
  })
}

/** Starts a patrol of a plan now, beside its schedule. Rejects when the engine is away. */
export const triggerPlan = (engine: Engine, planId: string): Promise<void> =>
  asking(engine, (client) => client.getHandle(planId).trigger(ScheduleOverlapPolicy.SKIP))

/** When a plan's schedule will start patrols next (ISO), or null when the engine does not say. */
export async function nextRuns(engine: Engine, planId: string): Promise<string[] | null> {
  try {
    const { info } = await describeSchedule(engine, planId)
    return info.nextActionTimes.map((at) => at.toISOString())
  } catch {
    return null
  }
}
