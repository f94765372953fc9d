import type { Limit } from '../../domain/calendar.ts'
import { anyone } from '../../domain/people.ts'
import { defaultRules as rules } from '../../domain/processes/rectification.ts'
import { type Follow, head, notOfUnit, office, unit } from './hands.ts'
import type { Model } from './model.ts'
import { rulings } from './rulings.ts'
import { disposition, proposeTalk, upperFollow, upperMissed } from './upper-ladder.ts'

/** The ladder after the rule (handbook P14 to P16), as a table: what follows when a step was answered, or was not. */

const toSign = (m: Model, ...roles: Parameters<typeof anyone>) =>
  m.ask('signOff', { to: anyone(...roles), within: rules.signOff })

export function begin(m: Model): void {
  m.note('caseOpened', { kind: 'rectification', title: '', unitId: m.unitId, form: null })
  m.enter('PENDING_APPROVAL')
  toSign(m, 'OFFICE_DIRECTOR')
}

export function issue(m: Model): void {
  m.enter('ISSUED')
  m.note('documentIssued', { docType: 'SUPERVISE_FORM', round: m.round, content: { ...m.content, unitId: m.unitId } })
  m.ask('receipt', { to: unit(m), within: rules.receipt, timing: 'phone', also: ['recordReceipt'] })
}

function rectify(m: Model, from: string, within: Limit): void {
  m.enter('IN_PROGRESS')
  const also = ['requestExtension', 'object', 'hold', 'endHold'] as const
  m.ask('rectify', { to: head(m), within, from, timing: 'strict', also: [...also], objectWithin: rules.objection })
}

const delivered: Follow = (m, { task, form, at }) => {
  const byPhone = task.step === 'phoneDelivery'
  const since = byPhone ? String(form.spokenAt) : at
  m.withdrawable = false
  m.note('delivered', { round: m.round, by: byPhone ? 'PHONE' : 'RECEIPT', at: since })
  rectify(m, since, m.limit)
}

const inspectors = (m: Model) => ({ ...office, excluded: [String(m.story.rectifiedBy)], ...notOfUnit(m) })
const inspect = (m: Model) => m.ask('reinspect', { to: inspectors(m), within: rules.verify })

const reported =
  (after: 'round' | 'talk'): Follow =>
  (m, { by }) => {
    Object.assign(m.story, { rectifiedBy: by.userId, inspecting: after })
    if (after === 'round') m.enter('VERIFYING')
    inspect(m)
  }

function passed(m: Model): void {
  Object.assign(m, { outcome: 'PASSED', stage: 'LOOK_BACK', reopenableUntil: m.now + 30 * 86_400_000 })
  m.note('caseClosed', { outcome: 'PASSED', rounds: m.round })
}

function failed(m: Model, reason: string): void {
  m.enter('FAILED')
  m.story.reason = reason
  m.ask('statement', { to: unit(m), within: rules.statement, timing: 'strict' })
}

const determine = (m: Model) =>
  m.ask('determination', { to: { ...anyone('OFFICE_DIRECTOR'), ...notOfUnit(m) }, within: rules.determination })

export const further = (m: Model) => m.ask('nextRound', { to: { ...office, ...notOfUnit(m) }, within: rules.nextRound })

export const follow: Record<string, Follow> = {
  ...rulings({ issue }),
  ...upperFollow,
  signOff: (m, { form, by }) => {
    m.hadAHand = [m.drafted, by.userId]
    const first = m.round === 1
    if (form.decision === 'APPROVE') {
      m.loop = m.round
      return issue(m)
    }
    m.enter(first ? 'DRAFT' : 'FAILED')
    if (first) m.ask('redraft', { to: { ...office, userId: m.drafter.userId }, within: rules.signOff })
    else further(m)
  },
  redraft: (m, { form }) => {
    m.limit = form.limit as Limit
    m.enter('PENDING_APPROVAL')
    toSign(m, 'OFFICE_DIRECTOR')
  },
  receipt: delivered,
  phoneDelivery: delivered,
  rectify: reported('round'),
  keepCommitments: reported('talk'),
  reinspect: (m, { form, by }) => {
    m.story.visit = form
    const { excluded, ...others } = inspectors(m)
    const to = { ...others, excluded: [...excluded, by.userId], userId: String(form.coInspectorId) }
    m.ask('countersign', { to, within: rules.countersign })
  },
  countersign: (m, { form }) => {
    const visit = m.story.visit as Record<string, unknown>
    if (form.decision === 'DISAGREE') return void inspect(m)
    if (m.story.inspecting === 'talk') return visit.result === 'PASS' ? m.close('PASSED') : disposition(m)
    return visit.result === 'PASS' ? passed(m) : failed(m, String(visit.failReason))
  },
  statement: determine,
  determination: (m, { form, at }) => {
    if (form.decision === 'EXCUSED') return rectify(m, at, (form.limit as Limit | undefined) ?? m.limit)
    m.failedRounds += 1
    m.note('roundFailed', { round: m.round, reason: String(m.story.reason) })
    if (m.failedRounds < rules.counting.threshold) return void further(m)
    m.enter('TALK_PROPOSED', m.loop)
    proposeTalk(m)
  },
  nextRound: (m, { form, by }) => {
    m.limit = form.limit as Limit
    m.drafted = by.userId
    m.enter('PENDING_APPROVAL', m.loop + 1)
    toSign(m, 'DEPUTY_COMMANDER')
  },
  lookBack: (m, { form }) => {
    if (form.result === 'HELD') return m.close('PASSED')
    m.outcome = null
    m.note('caseReopened', { reason: '' })
    further(m)
  },
}

/** What follows when a step whose lateness is an outcome was not answered. */
export const missed: Record<string, (m: Model) => void> = {
  ...upperMissed,
  rectify: (m) => failed(m, 'OVERDUE'),
  statement: determine,
}

/** The second way of a step that is late. */
export const secondWay: Record<string, (m: Model, beside: string) => void> = {
  receipt: (m, beside) =>
    void m.ask('phoneDelivery', {
      to: anyone('OFFICE_DISPATCHER', 'OFFICE_INSPECTOR'),
      within: rules.phoneDelivery,
      beside,
    }),
  talkReceipt: (m, beside) =>
    void m.ask('talkPhoneDelivery', {
      to: anyone('OFFICE_DISPATCHER', 'OFFICE_INSPECTOR'),
      within: rules.phoneDelivery,
      beside,
    }),
}
