import { type Limit, months, naturalDays } from '../../domain/calendar.ts'
import { type Actor, anyone, ofUnit } from '../../domain/people.ts'
import { defaultRules as rules } from '../../domain/processes/rectification.ts'
import type { Model, ModelTask } from './model.ts'
import { rulings } from './rulings.ts'

/** The ladder after the rule (handbook P14 to P16), as a table: what follows when a step was answered, or was not. */

export type Answer = { task: ModelTask; form: Record<string, unknown>; by: Actor; at: string }
type Follow = (m: Model, answer: Answer) => void

const office = anyone('OFFICE_DIRECTOR', 'OFFICE_DISPATCHER', 'OFFICE_INSPECTOR')
const proposers = anyone('OFFICE_DIRECTOR', 'OFFICE_INSPECTOR')
const organ = anyone('ORG_OFFICER', 'DISCIPLINE_OFFICER')
const head = (m: Model) => ofUnit(m.unitId, 'UNIT_HEAD')
const unit = (m: Model) => ofUnit(m.unitId, 'UNIT_HEAD', 'UNIT_LIAISON')
const notOfUnit = (m: Model) => ({ excludedUnits: [m.unitId] })
const toSign = (m: Model, ...roles: Parameters<typeof anyone>) => m.ask('signOff', { to: anyone(...roles), within: rules.signOff })

export function begin(m: Model): void {
  m.note('caseOpened', { kind: 'rectification', title: '', unitId: m.unitId, form: null })
  m.enter('PENDING_APPROVAL')
  toSign(m, 'OFFICE_DIRECTOR')
}

export function issue(m: Model): void {
  m.enter('ISSUED')
  m.note('documentIssued', { docType: 'SUPERVISE_FORM', round: m.round, content: { ...m.content, unitId: m.unitId } })
  m.ask('receipt', { to: unit(m), within: rules.receipt, timing: 'phone' })
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

const proposeTalk = (m: Model) => m.ask('proposeTalk', { to: { ...proposers, ...notOfUnit(m) }, within: rules.determination })

function notifyTalk(m: Model): void {
  m.enter('TALK_NOTIFIED')
  m.note('documentIssued', { docType: 'TALK_NOTICE', round: m.round, content: null })
  m.ask('talkReceipt', { to: head(m), within: rules.receipt, timing: 'phone' })
}

const talkDelivered: Follow = (m, { task, form, at }) =>
  void m.ask('holdTalk', {
    to: { ...proposers, ...notOfUnit(m) },
    within: rules.talkNotice,
    from: task.step === 'talkPhoneDelivery' ? String(form.spokenAt) : at,
    appointedAt: String(m.story.talkAt),
  })

const signed: Follow = (m) => {
  if (m.open.some(({ step }) => step === 'signAsLeader' || step === 'signAsPrincipal')) return
  m.ask('planAfterTalk', { to: head(m), within: rules.talkPlan, from: String(m.story.heldAt), timing: 'strict' })
}

function keepCommitments(m: Model): void {
  const also = ['requestExtension', 'hold', 'endHold'] as const
  const within = m.story.lastLimit as Limit
  m.ask('keepCommitments', { to: head(m), within, from: String(m.story.heldAt), timing: 'strict', also: [...also] })
}

const draftDisposition = (m: Model) =>
  m.ask('draftDisposition', { to: { ...proposers, ...notOfUnit(m) }, within: rules.talkPlan })
function disposition(m: Model): void {
  m.enter('DISPOSITION')
  draftDisposition(m)
}

/** The decision stands: it is carried out, or there is nothing to carry out. */
function standing(m: Model, within: Limit): void {
  if (m.story.decision !== 'ORDERED_RESIGNATION') return m.close('DISPOSED')
  m.ask('resign', { to: organ, within, timing: 'strict' })
}

export const follow: Record<string, Follow> = {
  ...rulings({ issue }),
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
    if (form.decision === 'DISAGREE') inspect(m)
    else if (m.story.inspecting === 'talk') visit.result === 'PASS' ? m.close('PASSED') : disposition(m)
    else visit.result === 'PASS' ? passed(m) : failed(m, String(visit.failReason))
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
  proposeTalk: (m, { by }) => {
    m.story.proposer = by.userId
    const to = { ...anyone('LEGAL_REVIEWER'), excluded: [by.userId], ...notOfUnit(m) }
    m.ask('checkProcedure', { to, within: rules.determination })
  },
  checkProcedure: (m, { form, by }) => {
    if (form.decision === 'RETURN') return void proposeTalk(m)
    const to = { ...anyone('COMMANDER'), excluded: [String(m.story.proposer), by.userId], ...notOfUnit(m) }
    m.ask('approveTalk', { to, within: rules.determination })
  },
  approveTalk: (m, { form }) => {
    if (form.decision !== 'APPROVE') return void proposeTalk(m)
    m.story.talkAt = form.at
    notifyTalk(m)
  },
  reappointTalk: (m, { form }) => {
    m.story.talkAt = form.at
    notifyTalk(m)
  },
  talkReceipt: talkDelivered,
  talkPhoneDelivery: talkDelivered,
  holdTalk: (m, { form }) => {
    if (form.attendance !== 'PRESENT') {
      const to = { ...anyone('COMMANDER', 'DEPUTY_COMMANDER', 'OFFICE_DIRECTOR'), ...notOfUnit(m) }
      return void m.ask('reappointTalk', { to, within: rules.determination })
    }
    Object.assign(m.story, { heldAt: form.heldAt, lastLimit: form.limit })
    m.enter('TALK_HELD')
    for (const userId of form.leaderIds as string[])
      m.ask('signAsLeader', { to: { ...anyone('COMMANDER', 'DEPUTY_COMMANDER'), userId }, within: rules.countersign })
    m.ask('signAsPrincipal', { to: head(m), within: rules.countersign })
  },
  signAsLeader: signed,
  signAsPrincipal: signed,
  planAfterTalk: keepCommitments,
  draftDisposition: (m, { by }) => {
    Object.assign(m.story, { proposer: by.userId, heard: false })
    m.ask('defense', { to: head(m), within: rules.defense, timing: 'strict' })
    const to = { ...anyone('LEGAL_REVIEWER'), excluded: [by.userId], ...notOfUnit(m) }
    m.ask('legalReview', { to, within: rules.talkPlan })
  },
  defense: (m) => void (m.story.heard = true),
  legalReview: (m, { form, by }) => {
    if (form.decision === 'RETURN') return void draftDisposition(m)
    const excluded = [String(m.story.proposer), by.userId]
    const to = { ...anyone('OFFICE_DIRECTOR', 'DEPUTY_COMMANDER', 'COMMANDER'), excluded, ...notOfUnit(m) }
    m.ask('deliberate', { to, within: rules.talkPlan })
  },
  deliberate: (m, { form }) => {
    if (form.decision === 'NO_ACTION') return m.close('NO_ACTION')
    m.note('documentIssued', { docType: 'DISPOSITION_PROPOSAL', round: m.round, content: null })
    m.enter('SENT')
    m.ask('organDecision', { to: organ, within: months(1) })
  },
  organDecision: (m, { form, at }) => {
    m.story.decision = form.kind
    if (form.kind === 'NO_ACTION') return m.close('DISPOSED')
    m.ask('appeal', { to: head(m), within: naturalDays(15), from: at, timing: 'strict' })
  },
  appeal: (m, { form, at }) => {
    if (form.decision === 'ACCEPT') return standing(m, naturalDays(15))
    m.ask('appealRuling', { to: organ, within: months(1), from: at })
  },
  appealRuling: (m, { form }) =>
    form.decision === 'REVOKED' ? m.close('DISPOSED') : standing(m, naturalDays(3)),
  resign: (m) => m.close('DISPOSED'),
  remove: (m) => m.close('DISPOSED'),
}

/** What follows when a step whose lateness is an outcome was not answered. */
export const missed: Record<string, (m: Model) => void> = {
  rectify: (m) => failed(m, 'OVERDUE'),
  statement: determine,
  planAfterTalk: keepCommitments,
  keepCommitments: disposition,
  defense: (m) => void (m.story.heard = true),
  appeal: (m) => standing(m, naturalDays(15)),
  resign: (m) => void m.ask('remove', { to: organ, within: months(1) }),
}

/** The second way of a step that is late. */
export const secondWay: Record<string, (m: Model, beside: string) => void> = {
  receipt: (m, beside) =>
    void m.ask('phoneDelivery', { to: anyone('OFFICE_DISPATCHER', 'OFFICE_INSPECTOR'), within: rules.phoneDelivery, beside }),
  talkReceipt: (m, beside) =>
    void m.ask('talkPhoneDelivery', { to: anyone('OFFICE_DISPATCHER', 'OFFICE_INSPECTOR'), within: rules.phoneDelivery, beside }),
}
