import { type Limit, workingDays, workingHours } from '../calendar.ts'
import type { Actor } from '../people.ts'
import { failReasons, type NoticeContent } from '../forms.ts'
import { type Text, text } from '../text.ts'
import type { ProcessDefinition, StepDefinition } from './definition.ts'

/**
 * 督查督办 (handbook P14): a notice is signed, issued with a number, delivered and signed for; the unit
 * rectifies and reports; two people who did not do the work re-inspect; closed, or a further round.
 */

const step = <const S extends StepDefinition>(definition: S): S => definition

export const steps = {
  signOff: step({
    key: 'signOff',
    title: text('审签督办通知', 'Sign the notice'),
    form: 'approval.v1',
    causes: text(
      '同意后立即编号下发，并开始签收计时；退回则由拟稿人修改。',
      'Issues the notice with its number and starts the receipt clock, or returns it to the drafter.',
    ),
    otherwise: text(
      '标红并提示创卫办主任，通知不会自动签发',
      'it turns red for the office director; nothing is issued by itself',
    ),
  }),
  redraft: step({
    key: 'redraft',
    title: text('修改督办通知', 'Revise the notice'),
    form: 'notice.v1',
    causes: text('重新提交审签。', 'Submits the notice for signing again.'),
    otherwise: text('标红并提示拟稿人', 'it turns red for the drafter'),
  }),
  receipt: step({
    key: 'receipt',
    title: text('签收督办通知', 'Sign for the notice'),
    form: 'receipt.v1',
    causes: text(
      '自签收之时起计算整改期限，此后通知不能撤回。',
      'Starts the rectification clock; the notice can no longer be withdrawn.',
    ),
    otherwise: text('转创卫办调度员电话送达并留痕', 'the dispatcher delivers it by telephone, on record'),
  }),
  phoneDelivery: step({
    key: 'phoneDelivery',
    title: text('电话送达并留痕', 'Deliver by telephone'),
    form: 'phoneDelivery.v1',
    causes: text('视为送达，整改期限自通话时起算。', 'Counts as delivery; the rectification clock starts.'),
    otherwise: text('标红并提示创卫办主任', 'it turns red for the office director'),
  }),
  rectify: step({
    key: 'rectify',
    title: text('整改并书面反馈', 'Rectify and report'),
    form: 'rectificationReport.v1',
    causes: text('转创卫办现场核查（两人）。', 'The office re-inspects on site, two inspectors.'),
    otherwise: text('认定本轮逾期未落实，转入下一次督办', 'this round fails as overdue and a further round is drafted'),
  }),
  reinspect: step({
    key: 'reinspect',
    title: text('现场核查', 'Re-inspect on site'),
    form: 'reinspection.v1',
    causes: text('转第二核查人会签，会签后结论生效。', 'The second inspector countersigns; then the result stands.'),
    otherwise: text(
      '标红并提示创卫办主任，不影响责任单位',
      'it turns red for the office director; the unit is not affected',
    ),
  }),
  countersign: step({
    key: 'countersign',
    title: text('会签核查结论', 'Countersign the result'),
    form: 'countersign.v1',
    causes: text(
      '同意则结论生效：落实即销号，未落实则进入下一次督办；不同意则重新核查。',
      'Agreeing makes the result stand: closed, or a further round. Disagreeing means inspecting again.',
    ),
    otherwise: text('标红并提示创卫办主任', 'it turns red for the office director'),
  }),
  nextRound: step({
    key: 'nextRound',
    title: text('拟下一次督办', 'Draft the further round'),
    form: 'nextRound.v1',
    causes: text('报副指挥长审签后下发。', 'Goes to the deputy commander for signing.'),
    otherwise: text('标红并提示创卫办主任', 'it turns red for the office director'),
  }),
  outageReview: step({
    key: 'outageReview',
    title: text('停机复核', 'Review after an outage'),
    form: 'outageReview.v1',
    causes: text(
      '顺延则责任单位继续整改；认定逾期则本轮未落实。',
      'Extending lets the unit go on; counting means the round failed.',
    ),
    otherwise: text(
      '标红并提示创卫办主任，停机期间不计逾期',
      'it turns red for the office director; our outage is not counted',
    ),
  }),
} as const

export const rectificationProcess = {
  kind: 'rectification',
  title: text('督办', 'Rectification notice'),
  stages: {
    DRAFT: text('拟稿', 'Draft'),
    PENDING_APPROVAL: text('待签', 'To be signed'),
    ISSUED: text('已下发待签收', 'Issued'),
    IN_PROGRESS: text('整改中', 'Rectifying'),
    VERIFYING: text('核查中', 'Re-inspecting'),
    FAILED: text('本轮未落实', 'Round failed'),
    CLOSED: text('已办结', 'Closed'),
  },
  outcomes: {
    PASSED: text('落实销号', 'Closed: done'),
    REVOKED: text('已撤回', 'Withdrawn'),
  },
  steps,
} as const satisfies ProcessDefinition

export type Stage = keyof typeof rectificationProcess.stages
export type Outcome = keyof typeof rectificationProcess.outcomes

export const roundFailures = {
  OVERDUE: text('逾期未反馈', 'No report by the due date'),
  ...failReasons,
} as const satisfies Record<string, Text>
export type RoundFailure = keyof typeof roundFailures

/** The limits in force; they travel with the case, so a later change of the rules cannot change an open case. */
export type RectificationRules = {
  signOff: Limit
  receipt: Limit
  phoneDelivery: Limit
  verify: Limit
  countersign: Limit
  nextRound: Limit
  outageReview: Limit
}

/** Defaults after the handbook's table of time limits (§2.23). */
export const defaultRules: RectificationRules = {
  signOff: workingHours(4.5),
  receipt: workingHours(4),
  phoneDelivery: workingDays(1),
  verify: workingDays(2),
  countersign: workingDays(1),
  nextRound: workingDays(1),
  outageReview: workingDays(1),
}

/** Default and allowed limits per urgency (§2.23: 3–7, urgent 1–2, works 10–15 working days). */
export const rectifyLimits = {
  NORMAL: { value: 5, min: 3, max: 7 },
  URGENT: { value: 2, min: 1, max: 2 },
  WORKS: { value: 15, min: 10, max: 15 },
} as const

export type RectificationLaunch = {
  caseId: string
  notice: NoticeContent
  unitName: string
  drafter: Actor
  campaign: string
  rules: RectificationRules
}

export type RectificationResult = { outcome: Outcome; rounds: number; documentNo: string | null }

/** 云创督办〔2026〕12号; a further round of the same matter is 云创督办〔2026〕12号-2 (handbook §5). */
export const documentNo = (year: number, seq: number, round: number): string =>
  `云创督办〔${year}〕${seq}号${round > 1 ? `-${round}` : ''}`
