import { anyone } from '../../domain/people.ts'
import { rulingLimits } from '../../domain/processes/rulings.ts'
import { missed, secondWay } from './ladder.ts'
import type { Model, ModelTask } from './model.ts'
import { resume } from './rulings.ts'

/** What happens by itself as time passes: yellow, red, overdue, the end of a hold. */

/** Later than this it was not the unit that was late. */
const OUR_DELAY_MS = 10 * 60_000

type Event = { at: number; happens: () => void }

/** What has become of a case that may be looked back at: drawn at random, so it is seen and not foretold. */
export type Seen = { stage: string; steps: string[] }

/** Lets time pass until `at` (ms), with all that happens on the way. */
export function passTo(m: Model, at: number, seen?: Seen): void {
  for (let next = soonest(m); next && next.at <= at; next = soonest(m)) {
    m.now = Math.max(m.now, next.at)
    next.happens()
  }
  m.now = Math.max(m.now, at)
  if (seen && m.reopenableUntil !== null) lookBack(m, m.reopenableUntil, seen)
}

function lookBack(m: Model, until: number, seen: Seen): void {
  if (seen.stage === 'CLOSED' && m.now >= until) m.close('PASSED')
  else if (seen.steps.includes('lookBack') && m.now <= until + 86_400_000) {
    m.reopenableUntil = null
    const office = anyone('OFFICE_DIRECTOR', 'OFFICE_DISPATCHER', 'OFFICE_INSPECTOR')
    m.ask('lookBack', { to: { ...office, excludedUnits: [m.unitId] }, within: { unit: 'WD', value: 2 } })
  }
}

function soonest(m: Model): Event | undefined {
  return m.open.flatMap((task) => nextOf(m, task) ?? []).sort((a, b) => a.at - b.at)[0]
}

function nextOf(m: Model, task: ModelTask): Event | null {
  const { facts, sum, light, yellowAt, timing } = task
  if (task.underReview || facts.pending) return null
  if (facts.heldSince !== null) {
    if (facts.heldUntil === null) return null
    return { at: Date.parse(facts.heldUntil), happens: () => resume(m, task, new Date(m.now).toISOString()) }
  }
  const dueAt = Date.parse(sum.due)
  if (m.story.counted === task.id) return { at: m.now, happens: () => overdue(m, task) }
  if (light === 'GREEN' && yellowAt < dueAt) return { at: yellowAt, happens: () => turn(m, task, 'YELLOW') }
  if (timing === 'strict') return { at: dueAt, happens: () => judge(m, task, m.now - dueAt) }
  return light === 'RED' ? null : { at: dueAt, happens: () => late(m, task) }
}

function turn(m: Model, task: ModelTask, light: 'YELLOW' | 'RED'): void {
  task.light = light
  m.note(light === 'RED' ? 'taskRed' : 'taskYellow', { taskId: task.id })
}

function late(m: Model, task: ModelTask): void {
  turn(m, task, 'RED')
  if (task.timing === 'phone') secondWay[task.step]?.(m, task.id)
}

function judge(m: Model, task: ModelTask, latenessMs: number): void {
  if (latenessMs <= OUR_DELAY_MS) return overdue(m, task)
  task.underReview = true
  m.note('outageSuspected', { taskId: task.id, latenessMs, outages: [] })
  m.ask('outageReview', { to: anyone('OFFICE_DIRECTOR'), within: rulingLimits.outageReview, beside: task.id })
}

function overdue(m: Model, task: ModelTask): void {
  m.end(task, 'overdue')
  m.note('taskOverdue', { taskId: task.id, step: task.step, due: task.sum.due })
  missed[task.step]?.(m)
}
