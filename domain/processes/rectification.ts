import { type Limit, workingDays, workingHours } from '../calendar.ts'
import type { Actor } from '../people.ts'
import { failReasons, type NoticeContent } from '../forms.ts'
import { type Text, text } from '../text.ts'
import { type Launch, type ProcessDefinition, stepDefinition as step } from './definition.ts'
import { dispositionSteps } from './disposition.ts'
import { reopening } from './reopening.ts'
import { rulingSteps } from './rulings.ts'
import { talkSteps } from './talk.ts'
import { withdrawal } from './withdrawal.ts'

/**
 * 督查督办 (handbook P14): a notice is signed, issued with a number, delivered and signed for; the unit
 * rectifies and reports; two people who did not do the work re-inspect; closed, or a further round.
 */

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
    otherwise: text(
      '认定逾期；单位可作说明，由创卫办主任认定是否计入次数',
      'it is overdue; the unit may answer, and the office director determines whether it counts',
    ),
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
  statement: step({
    key: 'statement',
    title: text('对未落实作出说明', 'Answer for the failure'),
    form: 'statement.v1',
    causes: text(
      '入卷，由创卫办主任认定是否计入次数。',
      'Goes on file; the office director determines whether it counts.',
    ),
    otherwise: text('视为没有说明，由创卫办主任认定', 'there was no statement; the office director determines'),
  }),
  determination: step({
    key: 'determination',
    title: text('作出未落实认定', 'Determine the failure'),
    form: 'determination.v1',
    causes: text(
      '计入次数则进入下一次督办或约谈；非本单位原因则继续整改，不计次数。',
      'Counted: a further round or a talk. Excused: the unit goes on, nothing counted.',
    ),
    otherwise: text(
      '标红并提示创卫办主任，不自动计入次数',
      'it turns red for the office director; nothing is counted by itself',
    ),
  }),
  lookBack: step({
    key: 'lookBack',
    title: text('回头看', 'Look back'),
    form: 'lookBack.v1',
    causes: text('无反弹则办结；已反弹则重新督办。', 'Held: finished. Relapsed: reopened.'),
    otherwise: text('标红并提示创卫办主任', 'it turns red for the office director'),
  }),
  ...talkSteps,
  ...dispositionSteps,
  ...rulingSteps,
} as const

export const roundFailures = {
  OVERDUE: text('逾期未反馈', 'No report by the due date'),
  ...failReasons,
} as const satisfies Record<string, Text>

export const rectificationProcess = {
  kind: 'rectification',
  title: text('督办', 'Rectification notice'),
  idPrefix: 'DB',
  content: 'notice.v1',
  roundName: text('督办', 'round'),
  stages: {
    DRAFT: text('拟稿', 'Draft'),
    PENDING_APPROVAL: text('待签', 'To be signed'),
    ISSUED: text('已下发待签收', 'Issued'),
    IN_PROGRESS: text('整改中', 'Rectifying'),
    VERIFYING: text('核查中', 'Re-inspecting'),
    OBJECTED: text('异议中', 'Objection'),
    SUSPENDED: text('挂账', 'On hold'),
    FAILED: text('本轮未落实', 'Round failed'),
    TALK_PROPOSED: text('拟约谈', 'Talk proposed'),
    TALK_NOTIFIED: text('已通知约谈', 'Talk notified'),
    TALK_HELD: text('约谈后整改中', 'After the talk'),
    DISPOSITION: text('处理建议办理中', 'Disposition proposed'),
    SENT: text('已移送有权机关', 'With the competent organ'),
    LOOK_BACK: text('已销号，待回头看', 'Closed, to be looked back at'),
    CLOSED: text('已办结', 'Closed'),
  },
  lasting: ['IN_PROGRESS', 'FAILED', 'TALK_PROPOSED', 'TALK_HELD', 'DISPOSITION', 'SENT', 'LOOK_BACK', 'CLOSED'],
  outcomes: {
    PASSED: text('落实销号', 'Closed: done'),
    REVOKED: text('已撤回', 'Withdrawn'),
    NO_ACTION: text('不予处理', 'No action'),
    DISPOSED: text('已办结（有权机关已决定）', 'Decided by the competent organ'),
  },
  steps,
  failures: roundFailures,
  withdrawal,
  reopening,
} as const satisfies ProcessDefinition

export type Stage = keyof typeof rectificationProcess.stages
export type Outcome = keyof typeof rectificationProcess.outcomes

export type RoundFailure = keyof typeof roundFailures

/** The limits in force; they travel with the case, so a later change of the rules cannot change an open case. */
export type RectificationRules = {
  signOff: Limit
  receipt: Limit
  phoneDelivery: Limit
  verify: Limit
  countersign: Limit
  nextRound: Limit
  statement: Limit
  determination: Limit
  /** How an objection is heard after receipt. */
  objection: Limit
  talkNotice: Limit
  talkPlan: Limit
  defense: Limit
  /** Every how many passed cases one is looked back at, and within how many days: 0 is never. */
  lookBack: { oneIn: number; withinDays: number }
  /** 「两次以上」: after how many failures a talk is proposed, what is counted, and the document that says so. */
  counting: { threshold: number; per: 'CASE' | 'UNIT_YEAR'; source: string }
}

/** Defaults after the handbook's table of time limits (§2.23). */
export const defaultRules: RectificationRules = {
  signOff: workingHours(4.5),
  receipt: workingHours(4),
  phoneDelivery: workingDays(1),
  verify: workingDays(2),
  countersign: workingDays(1),
  nextRound: workingDays(1),
  statement: workingDays(1),
  determination: workingDays(1),
  objection: workingDays(1),
  talkNotice: workingDays(2),
  talkPlan: workingDays(5),
  defense: workingDays(5),
  lookBack: { oneIn: 3, withinDays: 30 },
  counting: {
    threshold: 2,
    per: 'CASE',
    source: '创卫动员大会讲话：督办整改两次以上未落实（按事项累计，第二次未落实触发）',
  },
}

/** Default and allowed limits per urgency (§2.23: 3–7, urgent 1–2, works 10–15 working days). */
export const rectifyLimits = {
  NORMAL: { value: 5, min: 3, max: 7 },
  URGENT: { value: 2, min: 1, max: 2 },
  WORKS: { value: 15, min: 10, max: 15 },
} as const

export type RectificationLaunch = Launch & {
  kind: 'rectification'
  notice: NoticeContent
  unitName: string
  drafter: Actor
  rules: RectificationRules
}

export type RectificationResult = { outcome: Outcome; rounds: number; documentNo: string | null }
