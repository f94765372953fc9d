import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common'
import { workflowInfo } from '@temporalio/workflow'
import type { FormOf } from '../domain/forms.ts'
import type { PatrolPoint } from '../domain/patrol-forms.ts'
import { type Actor, anyone, OFFICE_UNIT } from '../domain/people.ts'
import { problemTitle } from '../domain/problem-kinds.ts'
import { type PatrolStart, patrolProcess, patrolSteps as steps } from '../domain/processes/patrol.ts'
import { problemProcess } from '../domain/processes/problem.ts'
import { problemRules } from '../domain/processes/problem-rules.ts'
import { openProcess } from './kit/process.ts'
import { refuse } from './kit/refuse.ts'
import { random } from './kit/clock.ts'
import { ask } from './kit/turns.ts'
import { world } from './kit/world.ts'
import type { problem } from './problem.ts'

/** For which instant a schedule has started a flow, as the engine tells it. */
const scheduledFor = defineSearchAttributeKey('TemporalScheduledStartTime', SearchAttributeType.DATETIME)

/**
 * 日常巡查: started by the schedule of a plan, under an id that says for which instant, so that it is one patrol
 * however often it is started. On a day off it is none. Its points are drawn; its findings become problems; what
 * is not done in time is missed, on record.
 */
export async function patrol({ planId }: PatrolStart): Promise<{ outcome: 'PASSED' | 'MISSED' | 'NONE' }> {
  const { workflowId: caseId } = workflowInfo()
  const today = await ask(() => {
    const { startTime, typedSearchAttributes } = workflowInfo()
    const at = typedSearchAttributes.get(scheduledFor) ?? startTime
    return world.patrolToday({ planId, at: at.toISOString() })
  })
  if (!today) return { outcome: 'NONE' }
  const { plan, unitId, day } = today
  const drawn = sampled(plan.points, plan.sample)
  const content = { title: `${plan.title}巡查（${day}）`, day, drawn }
  await ask(() => world.openPatrol({ caseId, unitId, content }))
  const process = openProcess(patrolProcess, { caseId, title: content.title, unitId, form: content })

  process.enter('UNDER_WAY')
  const places = drawn.map(({ place }) => place)
  const report = await process.stepOrOverdue(steps.carryOut, {
    to: {
      ...anyone('OFFICE_INSPECTOR', 'OFFICE_DISPATCHER', 'OFFICE_DIRECTOR', 'UNIT_LIAISON', 'UNIT_HEAD'),
      userId: plan.assigneeId,
    },
    within: plan.limit,
    context: { places: places.join('\n') },
    check: (form) => {
      const left = places.filter((place) => !form.points.some((point) => point.place === place))
      if (left.length > 0) throw refuse('POINTS_LEFT', { points: left.join('、') })
    },
  })
  if (report.kind !== 'done') return { outcome: (await process.close('MISSED')).outcome }
  for (const [at, finding] of report.form.points.entries()) await reported(finding, at, report.by)
  return { outcome: (await process.close('PASSED')).outcome }

  /** What was found is a problem of its own, reported by who patrolled. */
  async function reported(seen: FormOf<'patrolReport.v1'>['points'][number], at: number, reporter: Actor) {
    if (seen.result !== 'FOUND' || seen.category === undefined) return
    const section = drawn.find(({ place }) => place === seen.place)?.roadSectionId
    const report = {
      category: seen.category,
      source: 'PATROL' as const,
      place: seen.place,
      roadSectionId: section,
      description: seen.note ?? '',
      photos: seen.photos ?? [],
    }
    const title = problemTitle(report)
    await process.spawn<typeof problem>(
      problemProcess,
      {
        key: `point-${at + 1}`,
        title,
        unitId: OFFICE_UNIT,
        place: report.place,
        roadSectionId: section,
        drafterId: reporter.userId,
        content: report,
        photoIds: report.photos.map(({ id }) => id),
      },
      () => ({ title, report, reporter, rules: problemRules }),
    )
  }
}

/** `count` of the points drawn at random, in the order of the route; all of them when it is 0 or more than there are. */
function sampled(points: PatrolPoint[], count: number): PatrolPoint[] {
  if (count === 0 || count >= points.length) return points
  const drawn = points
    .map((point, at) => ({ point, at, lot: random() }))
    .sort((a, b) => a.lot - b.lot)
    .slice(0, count)
  return drawn.sort((a, b) => a.at - b.at).map(({ point }) => point)
}
