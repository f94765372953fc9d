import { setTimeout as sleep } from 'node:timers/promises'
import type { Calendar } from '../../domain/calendar.ts'
import { sent } from './acting.ts'
import type { Happening } from './agenda.ts'
import { answerTo } from './answering.ts'
import { clockOf } from './case-clock.ts'
import type { County } from './county.ts'
import { diceOf } from './dice.ts'
import { type Fate, fateOf } from './fate.ts'
import { intentionFor, type Intention } from './moments.ts'
import { childrenOf, type OpenStep, readCase, type StandingCase } from './reading.ts'

const DAY = 86_400_000
/** What is meant for so soon is done at once, ms: moving a clock costs as much as an act. */
const AT_ONCE = 4 * 3_600_000
/** How long a case may take to come to its next step, ms of real time. */
const PATIENCE = 60_000

/** What a case has come to, and by which answers: its outcome must be one that they allow. */
export type Played = {
  caseId: string
  kind: string
  unitId: string
  said: string[]
  standing: StandingCase | null
  /** What its people would do next, and when; null once it is over. */
  next: { at: number; what: string } | null
}

export type Opened = { caseId: string; kind: string; name: string; fate: Fate; skippedMs: number }
type Meant = Pick<Intention, 'at' | 'onTheDot'>
type Plans = Map<string, Intention & { dueAt: number }>

/** Plays one case with its people from its opening to its end, one happening after the other. */
export function story(
  county: County,
  calendar: Calendar,
  opened: Opened,
  { played, ended = () => [] }: { played: (one: Played) => void; ended?: (at: number) => Happening[] },
): { begins: () => Promise<Happening[]> } {
  const { caseId, kind, fate } = opened
  const { app, tally } = county
  const dice = diceOf(county.seed, opened.name)
  const clock = clockOf(county.engine, caseId, opened.skippedMs, (ms) => tally.took('a skip', ms))
  const plans: Plans = new Map()
  const tried = new Map<string, Set<string>>()
  /** How often a step was answered, and how often a task was refused. */
  const counts = new Map<string, number>()
  const counted = (what: string): number => counts.get(what) ?? 0
  const followed = new Set<string>()
  let alive = 0
  const begins = { at: clock.now(), what: 'its beginning' }
  const record: Played = { caseId, kind, unitId: '', said: [], standing: null, next: begins }
  played(record)

  /** What comes next in this case, or what its end leads to. */
  async function goesOn(): Promise<Happening[]> {
    const spawned: Happening[] = []
    for (const began = Date.now(); ; await sleep(60)) {
      const standing = await tally.timed('reading', () => readCase(app.db, caseId))
      record.standing = standing
      record.unitId = standing.unitId
      record.next = null
      const { begun, unborn } = await spawnedBy(standing)
      spawned.push(...begun)
      // One to which it gave rise at its very end may not have begun yet, and nobody would look for it later.
      if (standing.stage === 'CLOSED' && !unborn) return [...spawned, ...ended(clock.now())]
      const soonest = intended(standing)
      if (soonest) {
        record.next = { at: soonest.at, what: soonest.what }
        return [...spawned, { at: soonest.at, happens: () => lived(soonest, soonest.happens) }]
      }
      const wait = waitOf(standing)
      if (wait === 'children') {
        record.next = { at: clock.now(), what: 'children' }
        if (alive > 0) return spawned
      } else if (wait !== null) {
        record.next = { at: wait, what: standing.stage }
        return [...spawned, { at: wait, happens: () => lived({ at: wait, onTheDot: true }, () => Promise.resolve()) }]
      }
      if (Date.now() - began > PATIENCE)
        throw new Error(`${caseId} (${kind}) came to nothing in ${standing.stage}: ${JSON.stringify(record.said)}`)
    }
  }

  async function lived({ at, onTheDot }: Meant, happens: () => Promise<unknown>): Promise<Happening[]> {
    if (onTheDot || at - clock.now() > AT_ONCE) await clock.forwardTo(at)
    await happens()
    return goesOn()
  }

  /** Until when nobody has anything to do, ms; null when it is about to go on by itself. */
  function waitOf({ stage, closedAt, kind: of }: StandingCase): number | 'children' | null {
    if (stage === 'ESCALATED' || (of === 'assessment' && stage === 'SCORING')) return 'children'
    // A half-year that is not over yet is waited for.
    if (stage === 'DRAWING') return clock.now() + 5 * DAY
    if (stage !== 'LOOK_BACK' || closedAt === null) return null
    if (of !== 'problem') return clock.now() + 5 * DAY
    const [next] = [7, 30].map((days) => closedAt + days * DAY + 120_000).filter((at) => at > clock.now())
    return next ?? clock.now() + DAY
  }

  function intended(standing: StandingCase): (Meant & { what: string; happens: () => Promise<void> }) | null {
    const beside = standing.open.map(({ step }) => step)
    let soonest: ReturnType<typeof intended> = null
    for (const task of standing.open) {
      const plan = planFor(task, standing, beside)
      if (plan && (soonest === null || plan.at < soonest.at))
        soonest = { ...plan, what: `${task.step}/${plan.act}`, happens: () => done(task, plan, standing) }
    }
    return soonest
  }

  function planFor(task: OpenStep, standing: StandingCase, beside: string[]): Intention | null {
    if (task.facts.pending) return null
    if (task.facts.heldSince) {
      const until = task.facts.heldUntil === null ? clock.now() + DAY : Date.parse(task.facts.heldUntil)
      return { at: Math.max(clock.now(), until) + 600_000, act: 'wait', onTheDot: true }
    }
    const known = plans.get(task.id)
    if (known && known.dueAt === task.due_at.getTime()) return known
    const seen = {
      step: task.step,
      roles: task.roles,
      unitId: task.unit_id,
      openedAt: Math.max(task.opened_at.getTime(), task.start_at.getTime()),
      dueAt: task.due_at.getTime(),
      objectUntil: task.object_until?.getTime() ?? null,
      corrections: task.corrections,
      tried: tried.get(task.id) ?? new Set<string>(),
      beside,
    }
    const character = county.characterOf(task.unit_id ?? standing.unitId)
    const plan = intentionFor(seen, { dice, fate, character, calendar, now: clock.now() })
    if (plan) plans.set(task.id, { ...plan, dueAt: seen.dueAt })
    return plan
  }

  async function done(task: OpenStep, { act }: Intention, standing: StandingCase): Promise<void> {
    plans.delete(task.id)
    tried.set(task.id, new Set([...(tried.get(task.id) ?? []), act]))
    if (act === 'wait') return
    const now = clock.now() - 1_000
    const [times, refusals] = [counted(task.step), counted(task.id)]
    // Who was refused asks somebody above.
    const whoever = { county, calendar, dice, fate, caseId, now, times, highest: refusals > 0 }
    const { form, by } = answerTo(task, act, standing, whoever)
    const refusal = await sent(county, { commandId: dice.uuid(), caseId, taskId: task.id, act, form }, by, task.step)
    if (refusal === null) {
      const { decision, result } = form as { decision?: string; result?: string }
      if (act === 'submit') counts.set(task.step, times + 1)
      record.said.push(`${act === 'submit' ? task.step : act}:${decision ?? result ?? ''}`)
      return
    }
    const { code } = refusal
    counts.set(task.id, refusals + 1)
    if (refusals > 8)
      throw new Error(`${caseId}: ${task.step} is refused again and again: ${code} ${JSON.stringify(form)}`)
    if (act === 'submit' && code !== 'TASK_CLOSED' && code !== 'LATE')
      plans.set(task.id, { at: clock.now() + DAY / 2, act, dueAt: task.due_at.getTime() })
  }

  /** Cases to which this one gave rise are played with their own clocks, begun where this one's stood. */
  async function spawnedBy(standing: StandingCase): Promise<{ begun: Happening[]; unborn: boolean }> {
    if (!mayHaveChildren(kind, record.said)) return { begun: [], unborn: false }
    const begun: Happening[] = []
    let unborn = false
    for (const child of await childrenOf(app.db, caseId)) {
      unborn ||= !child.begun
      if (followed.has(child.id) || !child.begun) continue
      followed.add(child.id)
      const skippedMs = clock.now() - Date.now()
      const name = `${opened.name}/${followed.size}`
      const its = { caseId: child.id, kind: child.kind, name, fate: fateOf(county, name), skippedMs }
      alive += 1
      const waits = standing.stage !== 'CLOSED'
      const follows = story(county, calendar, its, {
        played,
        // Its parent's clock stood still: it goes on where the child's ended.
        ended: (at) => {
          alive -= 1
          return waits ? [{ at, happens: goesOn }] : []
        },
      })
      begun.push({ at: clock.now(), happens: follows.begins })
    }
    return { begun, unborn }
  }

  return { begins: goesOn }
}

const mayHaveChildren = (kind: string, said: string[]): boolean =>
  kind === 'assessment' || said.some((one) => one.startsWith('draftNotice') || one.startsWith('proposeNotice'))
