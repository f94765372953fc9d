import { type Limit, months, naturalDays } from '../../domain/calendar.ts'
import { anyone } from '../../domain/people.ts'
import { defaultRules as rules } from '../../domain/processes/rectification.ts'
import { type Follow, head, notOfUnit, organ, proposers } from './hands.ts'
import type { Model } from './model.ts'

/** The upper rungs after the rule: the talk (handbook P15) and the proposal to the competent organ (P16). */

export const proposeTalk = (m: Model) =>
  m.ask('proposeTalk', { to: { ...proposers, ...notOfUnit(m) }, within: rules.determination })

function notifyTalk(m: Model): void {
  m.enter('TALK_NOTIFIED')
  m.note('documentIssued', { docType: 'TALK_NOTICE', round: m.round, content: null })
  m.ask('talkReceipt', { to: head(m), within: rules.receipt, timing: 'phone', also: ['recordReceipt'] })
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
export function disposition(m: Model): void {
  m.enter('DISPOSITION')
  draftDisposition(m)
}

/** The decision stands: it is carried out, or there is nothing to carry out. */
function standing(m: Model, within: Limit): void {
  if (m.story.decision !== 'ORDERED_RESIGNATION') return m.close('DISPOSED')
  m.ask('resign', { to: organ, within, timing: 'strict' })
}

export const upperFollow: Record<string, Follow> = {
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
  appealRuling: (m, { form }) => (form.decision === 'REVOKED' ? m.close('DISPOSED') : standing(m, naturalDays(3))),
  resign: (m) => m.close('DISPOSED'),
  remove: (m) => m.close('DISPOSED'),
}

export const upperMissed: Record<string, (m: Model) => void> = {
  planAfterTalk: keepCommitments,
  keepCommitments: disposition,
  defense: (m) => void (m.story.heard = true),
  appeal: (m) => standing(m, naturalDays(15)),
  resign: (m) => void m.ask('remove', { to: organ, within: months(1) }),
}
