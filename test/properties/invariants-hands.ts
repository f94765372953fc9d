import { type Assignee, type Actor, whyNotAssignee } from '../../domain/people.ts'
import type { Standing } from './evidence.ts'
import type { Invariant } from './invariants.ts'

type Done = { no: number; step: string; by: Actor; form: Record<string, unknown> }

const doneOf = (events: Standing[]): Done[] =>
  events.flatMap((event) =>
    event.type === 'taskSubmitted' && event.by
      ? [{ no: event.no, step: event.data.step, by: event.by, form: event.data.form as Record<string, unknown> }]
      : [],
  )

const unitAt = (events: Standing[], no: number): string =>
  events.reduce((unit, event) => {
    if (event.no > no) return unit
    if (event.type === 'caseOpened' || event.type === 'unitChanged') return event.data.unitId
    return unit
  }, '')

/** Only those act on a step for whom it is at that moment. */
const entitled: Invariant = (_evidence, events) => {
  const assignees = new Map<string, Assignee>()
  return events.flatMap((event) => {
    if (event.type === 'taskOpened' || event.type === 'taskChanged')
      assignees.set(event.data.taskId, event.data.assignee)
    if (event.type !== 'taskSubmitted') return []
    const assignee = assignees.get(event.data.taskId)
    const why = event.by && assignee ? whyNotAssignee(event.by, assignee) : 'NOBODY'
    return why === null ? [] : [`${event.data.step} was done by ${event.by?.name}: ${why}`]
  })
}

/** Steps that nobody of the unit concerned may do. */
const apart =
  /^(reinspect|countersign|determination|proposeTalk|checkProcedure|approveTalk|holdTalk|draftDisposition|legalReview|deliberate|objectionRuling|holdRuling|holdSecondKey)$/

const notOfTheUnit: Invariant = (_evidence, events) =>
  doneOf(events).flatMap(({ no, step, by }) =>
    apart.test(step) && by.unitId === unitAt(events, no) ? [`${step} was done by the unit itself`] : [],
  )

/** Who checks has not done what is checked: each of these by another hand than the ones before it. */
const chains = [
  ['rectify', 'reinspect', 'countersign'],
  ['keepCommitments', 'reinspect', 'countersign'],
  ['proposeTalk', 'checkProcedure', 'approveTalk'],
  ['draftDisposition', 'legalReview', 'deliberate'],
  ['holdRuling', 'holdSecondKey'],
]
const otherHands: Invariant = (_evidence, events) => {
  const done = doneOf(events)
  return chains.flatMap((steps) =>
    done.flatMap((last, n) => {
      const place = steps.indexOf(last.step)
      if (place < 1) return []
      const before = steps
        .slice(0, place)
        .flatMap((step) => done.slice(0, n).findLast((one) => one.step === step) ?? [])
      const same = before.find(({ by }) => by.userId === last.by.userId)
      return same ? [`${last.step} by ${last.by.name}, as ${same.step}`] : []
    }),
  )
}

/** Nobody rules on what they asked for, nor on an objection to what they signed. */
const notTheirOwn: Invariant = (_evidence, events) => {
  const faults: string[] = []
  let signers: string[] = []
  let drafter: string | undefined
  const asked = new Map<string, string | undefined>()
  for (const event of events) {
    if (event.type === 'taskChanged' && ['requestExtension', 'hold', 'object'].includes(event.data.act))
      asked.set(event.data.act, event.by?.userId)
    if (event.type !== 'taskSubmitted') continue
    const who = event.by?.userId
    const { step } = event.data
    if (step === 'nextRound') drafter = who
    if (step === 'signOff') signers = [who, drafter].flatMap((one) => one ?? [])
    if (step === 'objectionRuling' && signers.includes(who ?? ''))
      faults.push('an objection was ruled on by who signed')
    const request = { extensionRuling: 'requestExtension', holdRuling: 'hold', holdSecondKey: 'hold' }[step]
    if (request && asked.get(request) === who) faults.push(`${step} by who asked for it`)
  }
  return faults
}

/** A talk is with the head in person and two leaders, and not before its time; a proposal waits for the defence. */
const procedure: Invariant = (_evidence, events) => {
  const faults: string[] = []
  let told: string | null = null
  let heard = false
  for (const event of events) {
    if (event.type === 'taskOpened' && event.data.step === 'holdTalk') told = event.due?.dueDate ?? null
    if (event.type === 'taskOpened' && event.data.step === 'defense') heard = false
    const step = event.type === 'taskSubmitted' || event.type === 'taskOverdue' ? event.data.step : ''
    if (step === 'defense') heard = true
    if (event.type !== 'taskSubmitted') continue
    const form = event.data.form as Record<string, unknown>
    if (step === 'legalReview' && !heard) faults.push('reviewed before the defence was heard')
    if (step !== 'holdTalk') continue
    const day = new Date(Date.parse(String(form.heldAt)) + 8 * 3_600_000).toISOString().slice(0, 10)
    if (told !== null && day < told) faults.push(`the talk was held on ${day}, before ${told}`)
    if (new Set(form.leaderIds as string[]).size < 2) faults.push('a talk with one leader')
  }
  return faults
}

export const hands: Record<string, Invariant> = { entitled, notOfTheUnit, otherHands, notTheirOwn, procedure }
