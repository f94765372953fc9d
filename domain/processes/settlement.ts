import { type Limit, workingDays } from '../calendar.ts'
import { conclusions } from '../settlement.ts'
import { text } from '../text.ts'
import { bookingSteps } from './booking.ts'
import { type Launch, type ProcessDefinition, stepDefinition as step } from './definition.ts'

/**
 * 年终奖惩兑现 (handbook P19, §3.6–3.7): the year's conclusion, the right to be heard before anything is kept, joint
 * review, a collective decision with two keys, publication, booked by three hands, signed for. The software records
 * what those with the power decide.
 */
const ofTheYear = {
  mustDo: { label: text('必成任务（项）', 'Tasks that must be done') },
  mustDone: { label: text('其中已完成（项）', 'Of them done') },
  score: { label: text('年度得分', 'Score of the year') },
  vetoed: { label: text('一票否决', 'Veto'), options: { YES: text('有', 'Yes'), NO: text('无', 'No') } },
  held: { label: text('在管保证金（元）', 'Held (yuan)') },
  byRule: { label: text('按规定的结论', 'Conclusion by the rule'), options: conclusions },
}
const found = {
  conclusion: { label: text('拟定结论', 'Conclusion'), options: conclusions },
  grounds: { label: text('认定依据', 'Grounds') },
  minutesNo: { label: text('会议纪要号', 'Minutes') },
}
const amounts = {
  conclusion: found.conclusion,
  refund: { label: text('退还（元）', 'Refund (yuan)') },
  reward: { label: text('对等奖励（元）', 'Reward (yuan)') },
  retained: { label: text('不予退还（元）', 'Retained (yuan)') },
}

export const settlementSteps = {
  conclude: step({
    key: 'conclude',
    shows: ofTheYear,
    title: text('认定年度结论', 'Conclude the year'),
    form: 'yearConclusion.v1',
    causes: text(
      '全面完成的转会审；未完成或只完成部分的，先告知单位并听取申辩。',
      'In full: to joint review. None or part: the unit is told and heard first.',
    ),
    otherwise: text('标红并提示创卫办主任，不会自动认定', 'it turns red; nothing is concluded by itself'),
  }),
  beHeard: step({
    key: 'beHeard',
    shows: { ...ofTheYear, ...found },
    title: text('对拟不予退还陈述申辩', 'Be heard on the retention'),
    form: 'defense.v1',
    causes: text('入卷，会审时必须附上。', 'Goes on file and before the joint review.'),
    otherwise: text('视为没有申辩，转会审', 'there was no statement; it goes to joint review'),
  }),
  financeReview: step({
    key: 'financeReview',
    shows: { ...ofTheYear, ...found },
    title: text('资金会审', 'Review: finance'),
    form: 'jointReview.v1',
    causes: text('三方都同意的报集体决定；任何一方退回则重新认定。', 'All three agreeing: to the decision.'),
    otherwise: text('标红并提示财政局', 'it turns red for the finance bureau'),
  }),
  lawReview: step({
    key: 'lawReview',
    shows: { ...ofTheYear, ...found },
    title: text('法制会审', 'Review: law'),
    form: 'jointReview.v1',
    causes: text('三方都同意的报集体决定；任何一方退回则重新认定。', 'All three agreeing: to the decision.'),
    otherwise: text('标红并提示法制审核人', 'it turns red for the legal reviewer'),
  }),
  disciplineReview: step({
    key: 'disciplineReview',
    shows: { ...ofTheYear, ...found },
    title: text('纪检会审', 'Review: discipline'),
    form: 'jointReview.v1',
    causes: text('三方都同意的报集体决定；任何一方退回则重新认定。', 'All three agreeing: to the decision.'),
    otherwise: text('标红并提示纪检监察对接人', 'it turns red for the discipline officer'),
  }),
  decide: step({
    key: 'decide',
    shows: { ...ofTheYear, ...found },
    title: text('登记指挥部集体决定', 'Record the collective decision'),
    form: 'collectiveDecision.v1',
    // The handbook's own words (§4.4).
    causes: text(
      '由另一位领导确认后公示。系统仅记录有权机构的决定，未履行告知申辩的不得办结；奖励发放须有财政资金来源与制度依据，防止违规发放津补贴，个人所得按规定扣缴税费。',
      'Published once another leader has confirmed it. Only the decision of those with the power is recorded, and none without the unit having been heard; rewards need their source and rule, and are taxed.',
    ),
    otherwise: text('标红并提示指挥长', 'it turns red for the commander'),
  }),
  confirmDecision: step({
    key: 'confirmDecision',
    shows: found,
    title: text('确认集体决定', 'Confirm the collective decision'),
    form: 'entryReview.v1',
    causes: text('同意则公示；退回则重新决定。', 'Published, or decided again.'),
    otherwise: text('标红并提示副指挥长', 'it turns red for the deputy commander'),
  }),
  publicNotice: step({
    key: 'publicNotice',
    shows: found,
    title: text('登记公示结果', 'Record the result of the public notice'),
    form: 'publicNotice.v1',
    causes: text('无异议则结算；有异议则重新决定。', 'Settled, or decided again.'),
    otherwise: text('标红并提示创卫办主任', 'it turns red for the office director'),
  }),
  liftFreeze: step({
    key: 'liftFreeze',
    title: text('登记调查结束', 'Record the end of the investigation'),
    form: 'freezeLifted.v1',
    causes: text('解除冻结，继续结算。', 'The settlement goes on.'),
    otherwise: text('继续冻结，不会自动解除', 'it stays frozen'),
  }),
  ...bookingSteps,
  signFor: step({
    key: 'signFor',
    shows: amounts,
    title: text('签收结算单', 'Sign for the settlement'),
    form: 'receipt.v1',
    causes: text('归档，结算办结。', 'Filed; the settlement is closed.'),
    otherwise: text('标红并提示创卫办调度员', 'it turns red for the dispatcher'),
  }),
} as const

export const settlementProcess = {
  kind: 'settlement',
  title: text('年终结算', 'Year-end settlement'),
  idPrefix: 'JS',
  content: 'settlement.v1',
  stages: {
    DRAFT: text('结论认定', 'Concluding'),
    DEFENSE: text('听取申辩', 'Being heard'),
    JOINT_REVIEW: text('会审', 'Joint review'),
    DECIDING: text('集体决定', 'Collective decision'),
    PUBLIC_NOTICE: text('公示', 'Public notice'),
    FROZEN: text('调查期间冻结', 'Frozen during an investigation'),
    SETTLING: text('财政结算', 'Settling'),
    SIGNING: text('待签收', 'To be signed for'),
    CLOSED: text('已归档', 'Filed'),
  },
  lasting: ['DEFENSE', 'PUBLIC_NOTICE', 'FROZEN', 'CLOSED'],
  outcomes: {
    REFUNDED_AND_REWARDED: text('已退还并对等奖励', 'Refunded and rewarded'),
    REFUNDED: text('已退还', 'Refunded'),
    RETAINED: text('不予退还', 'Retained'),
    NOTHING_HELD: text('无在管保证金，只记结论', 'Nothing was held; the conclusion stands'),
  },
  steps: settlementSteps,
} as const satisfies ProcessDefinition

/** The same step, saying who reviews where the finance bureau is itself the unit. */
export const financeReviewOf = (bureauIsUnit: boolean | undefined) =>
  bureauIsUnit
    ? {
        ...settlementSteps.financeReview,
        title: text('资金会审（财政局回避，由创卫办资金管理员会审）', 'Review: finance, for the bureau'),
        otherwise: text('标红并提示创卫办资金管理员', 'it turns red for the office’s finance keeper'),
      }
    : settlementSteps.financeReview

/** Being heard 5 working days and public notice 5 working days are the handbook's (P19); the rest are defaults. */
export const settlementLimits = {
  conclude: workingDays(5),
  beHeard: workingDays(5),
  review: workingDays(3),
  decide: workingDays(5),
  publicNotice: workingDays(5),
  freeze: workingDays(30),
  book: workingDays(3),
  signFor: workingDays(5),
} as const satisfies Record<string, Limit>

export type SettlementLaunch = Launch & {
  kind: 'settlement'
  title: string
  year: number
  /** The unit is the only finance bureau: others review. */
  bureauIsUnit?: boolean
}
