import type { Actor } from '../people.ts'
import { type ProblemReport, returnReasons } from '../problem-forms.ts'
import { type Text, text } from '../text.ts'
import { type Launch, type ProcessDefinition, stepDefinition as step } from './definition.ts'
import type { ProblemRules } from './problem-rules.ts'
import { problemReopening } from './reopening.ts'
import { rulingSteps } from './rulings.ts'

/**
 * 问题处置 (handbook P12): reported, checked for duplicates and registered, dispatched to one lead with
 * co-handlers, put right with photos, checked by somebody who did not do it, closed, looked back at twice.
 */

const requirement = { label: text('处置要求', 'What must be done') }
const leader = { label: text('包段领导', 'Leader of the section') }

const red = text('标红并提示创卫办主任', 'it turns red for the office director')

export const problemSteps = {
  checkReport: step({
    key: 'checkReport',
    title: text('核实立案', 'Check the report'),
    form: 'problemCheck.v1',
    causes: text(
      '立案则派遣；重复则并入已有问题，保留上报人；不属实则不予立案。',
      'Registered and dispatched, merged into another, or rejected.',
    ),
    otherwise: red,
    shows: {
      near: { label: text('附近同类未结问题', 'Open ones of this kind near by') },
      refused: { label: text('不能并入（不存在或已办结）', 'Cannot be merged into') },
    },
  }),
  dispatch: step({
    key: 'dispatch',
    title: text('派遣问题', 'Dispatch the problem'),
    form: 'problemDispatch.v1',
    causes: text('主办单位签收后开始计时。', 'The lead signs for it; then the clock starts.'),
    otherwise: red,
    shows: { leader },
  }),
  redispatch: step({
    key: 'redispatch',
    title: text('改派或强制派遣', 'Dispatch again'),
    form: 'problemDispatch.v1',
    causes: text(
      '改派给其他单位；退回两次，或仍派给已退回的单位，由创卫办主任裁定强制派遣，不得再退回。',
      'Another unit; after two returns, or to a unit that returned it, the director forces it and it cannot be returned.',
    ),
    otherwise: red,
    shows: {
      leader,
      returnReason: { label: text('退回理由', 'Why it was returned'), options: returnReasons },
      grounds: { label: text('说明与依据', 'Grounds') },
    },
  }),
  signFor: step({
    key: 'signFor',
    title: text('签收问题', 'Sign for the problem'),
    form: 'problemReceipt.v1',
    causes: text(
      '签收后按时限处置；退回须写明理由，限一次。',
      'The clock starts; it may be returned once, with grounds.',
    ),
    otherwise: text('转创卫办调度员电话送达并留痕', 'the dispatcher delivers it by telephone, on record'),
    shows: {
      requirement,
      forced: { label: text('强制派遣', 'Forced'), options: { YES: text('是，不得退回', 'Yes: cannot be returned') } },
    },
  }),
  phoneDelivery: step({
    key: 'phoneDelivery',
    title: text('电话送达并留痕', 'Deliver by telephone'),
    form: 'phoneDelivery.v1',
    causes: text('视为签收，处置时限自通话时起算。', 'Counts as signed for; the clock starts.'),
    otherwise: red,
  }),
  rectify: step({
    key: 'rectify',
    title: text('处置并反馈', 'Put it right and report'),
    form: 'rectificationReport.v1',
    causes: text('转未参与处置的同志核查。', 'Somebody who did not do it checks it.'),
    otherwise: text('提请创卫办决定是否转第一次督办', 'the office decides whether a first notice follows'),
    shows: { requirement, basis: { label: text('依据', 'Basis') } },
  }),
  verify: step({
    key: 'verify',
    title: text('核查处置结果', 'Check the result'),
    form: 'problemVerification.v1',
    causes: text(
      '通过即销号；不通过则限期返工，第二次不通过提请督办。',
      'Closed, or done again; the second time a notice is proposed.',
    ),
    otherwise: text(
      '标红并提示创卫办主任，不影响承办单位',
      'it turns red for the office director; the unit is not affected',
    ),
  }),
  escalate: step({
    key: 'escalate',
    title: text('决定是否转督办', 'Decide whether a notice follows'),
    form: 'problemEscalation.v1',
    causes: text('转督办则拟第一次督办通知；否则给予期限继续整改。', 'A first notice is written, or the unit goes on.'),
    otherwise: text('标红并提示创卫办主任，不会自动督办', 'it turns red; no notice is sent by itself'),
  }),
  draftNotice: step({
    key: 'draftNotice',
    title: text('拟第一次督办通知', 'Write the first notice'),
    form: 'notice.v1',
    causes: text('报创卫办主任审签，问题随督办办结。', 'Goes to the director for signing; the problem follows it.'),
    otherwise: red,
    shows: { reason: { label: text('督办理由', 'Why a notice') } },
  }),
  lookBack: step({
    key: 'lookBack',
    title: text('回头看', 'Look back'),
    form: 'lookBack.v1',
    causes: text('无反弹则按期办结；已反弹则重开。', 'Held: finished in time. Relapsed: reopened.'),
    otherwise: red,
  }),
  ...rulingSteps,
} as const

/** Why a first notice is proposed. */
export const escalationReasons = {
  OVERDUE: text('超期未反馈', 'Not reported in time'),
  FAILED_TWICE: text('两次核查不通过', 'Failed two checks'),
  RELAPSED: text('多次反弹', 'Relapsed too often'),
} as const satisfies Record<string, Text>
export type EscalationReason = keyof typeof escalationReasons

export const problemProcess = {
  kind: 'problem',
  title: text('问题', 'Problem'),
  idPrefix: 'WT',
  content: 'problem.v1',
  stages: {
    REPORTED: text('待核实', 'Reported'),
    REGISTERED: text('已立案待派遣', 'Registered'),
    DISPATCHED: text('待签收', 'Dispatched'),
    RETURNED: text('退回待改派', 'Returned'),
    RECTIFYING: text('整改中', 'Rectifying'),
    FEEDBACK: text('已反馈待核查', 'Reported back'),
    RECHECK_FAIL: text('核查不过，返工中', 'Check failed'),
    NOTICE_PROPOSED: text('拟转督办', 'Notice proposed'),
    ESCALATED: text('已转督办', 'Under notice'),
    LOOK_BACK: text('已销号，待回头看', 'Closed, to be looked back at'),
    REOPENED: text('反弹重开', 'Reopened'),
    CLOSED: text('已办结', 'Finished'),
  },
  lasting: ['RECTIFYING', 'NOTICE_PROPOSED', 'ESCALATED', 'LOOK_BACK', 'CLOSED'],
  outcomes: {
    PASSED: text('已销号', 'Closed'),
    MERGED: text('重复并单', 'Merged'),
    REJECTED: text('不予立案', 'Rejected'),
    REVOKED: text('异议成立，已撤销', 'Revoked on objection'),
    DISPOSED: text('随督办办结', 'Ended with its notice'),
  },
  steps: problemSteps,
  failures: escalationReasons,
  reopening: problemReopening,
} as const satisfies ProcessDefinition

export type ProblemLaunch = Launch & {
  kind: 'problem'
  title: string
  report: ProblemReport
  reporter: Actor
  rules: ProblemRules
  /** The problem of which this is another report, where the reporter has said so. */
  mergeInto?: string
}

export type ProblemResult = { outcome: keyof typeof problemProcess.outcomes; rounds: number; documentNo: string | null }

/** Told to a problem when another report of it is merged into it. */
export const MERGED_SIGNAL = 'reportMerged'
export type MergedReport = { caseId: string; reporter: string }
