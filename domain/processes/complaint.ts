import { z } from 'zod'
import { Limit, naturalDays, workingDays, workingHours } from '../calendar.ts'
import type { ComplaintChannel, ComplaintClass } from '../complaint-forms.ts'
import { type Text, text } from '../text.ts'
import { type Launch, type ProcessDefinition, stepDefinition as step } from './definition.ts'

/**
 * 卫生举报办理 (handbook P13): sorted by the office into one of six ways, handled by a unit that is never the one
 * complained about, answered, and asked about by somebody else than who handled it.
 */
export const complaintSteps = {
  triage: step({
    key: 'triage',
    title: text('举报分流', 'Sort the complaint'),
    form: 'complaintTriage.v1',
    causes: text(
      '受理的按类型派单并开始计时；举报人凭回执码看到受理或不予受理的告知。',
      'Accepted: dispatched by its class, and the clock starts. The complainant reads the decision by the receipt code.',
    ),
    otherwise: text('标红并提示创卫办主任，不会自动不予受理', 'it turns red; nothing is turned away by itself'),
  }),
  handle: step({
    key: 'handle',
    title: text('办理举报', 'Handle the complaint'),
    form: 'complaintHandling.v1',
    causes: text('报创卫办审核后答复举报人。', 'The office checks it and replies to the complainant.'),
    otherwise: text('记为逾期，限期补办并催办', 'it is late; a last time limit runs, with a formal reminder'),
  }),
  handleLate: step({
    key: 'handleLate',
    title: text('补办逾期的举报', 'Handle the late complaint'),
    form: 'complaintHandling.v1',
    causes: text('报创卫办审核后答复举报人；逾期已入卷。', 'The office replies; that it was late stays on file.'),
    otherwise: text('发《催办通知书》并列入通报', 'a formal reminder is issued'),
  }),
  reply: step({
    key: 'reply',
    title: text('答复举报人', 'Reply to the complainant'),
    form: 'complaintReply.v1',
    causes: text(
      '举报人凭回执码看到答复；有回访的开始回访计时。退回的由承办单位重办。',
      'The complainant reads it by the receipt code; then the call-back. Or it goes back to the unit.',
    ),
    otherwise: text('标红并提示创卫办主任', 'it turns red for the office director'),
  }),
  callBack: step({
    key: 'callBack',
    title: text('回访举报人', 'Call the complainant back'),
    form: 'complaintCallBack.v1',
    causes: text(
      '已解决的办结；未解决或办理有过错的二次办理一次。',
      'Solved: closed. Not solved, or handled badly: handled once more.',
    ),
    otherwise: text('标红并提示创卫办主任，不视为满意', 'it turns red; silence is no satisfaction'),
  }),
  conclude: step({
    key: 'conclude',
    title: text('二次办理后仍未解决的处理', 'Decide what follows'),
    form: 'complaintConclusion.v1',
    causes: text('说明理由后办结，或提请督办。', 'Ended with its reasons, or a notice is proposed.'),
    otherwise: text('标红并提示创卫办主任，不会自动办结', 'it turns red; nothing ends by itself'),
  }),
  proposeNotice: step({
    key: 'proposeNotice',
    title: text('拟督办通知', 'Draft the notice'),
    form: 'notice.v1',
    causes: text('另立督办，报主任审签；举报办结。', 'A notice of its own goes for signing; the complaint is closed.'),
    otherwise: text('标红并提示创卫办主任', 'it turns red for the office director'),
  }),
  goOn: step({
    key: 'goOn',
    title: text('撤回后处理已发现的问题', 'See to what was found'),
    form: 'complaintGoOn.v1',
    causes: text(
      '确有问题的另立问题处置，举报按撤回办结；没有问题的直接办结。',
      'A problem goes on by itself; the complaint ends as withdrawn.',
    ),
    otherwise: text('标红并提示创卫办主任，不会自动办结', 'it turns red; nothing ends by itself'),
  }),
  takeClue: step({
    key: 'takeClue',
    title: text('接收问题线索', 'Take over the clue'),
    form: 'complaintClueReceipt.v1',
    causes: text('登记后由有权机关办理，本系统不再经手。', 'The competent organ goes on by its own rules.'),
    otherwise: text('标红并提示纪检监察对接人', 'it turns red for the discipline officer'),
  }),
} as const

export const complaintProcess = {
  kind: 'complaint',
  title: text('卫生举报', 'Complaint'),
  idPrefix: 'JB',
  content: 'complaint.v1',
  stages: {
    DRAFT: text('已登记', 'Received'),
    RECEIVED: text('待分流', 'To be sorted'),
    HANDLING: text('办理中', 'Being handled'),
    SECOND_HANDLING: text('二次办理', 'Handled once more'),
    REPLYING: text('待答复', 'To be answered'),
    CALL_BACK: text('待回访', 'To be called back'),
    DECIDING: text('待研究', 'To be decided'),
    WITHDRAWING: text('已撤回，待处理已发现的问题', 'Withdrawn; what was found is seen to'),
    TRANSFERRING: text('移送有权机关', 'Going to the competent organ'),
    CLOSED: text('已办结', 'Closed'),
  },
  lasting: ['HANDLING', 'SECOND_HANDLING', 'CALL_BACK', 'CLOSED'],
  outcomes: {
    SOLVED: text('已解决', 'Solved'),
    REPLIED: text('已答复', 'Answered'),
    EXPLAINED: text('已说明理由', 'Explained'),
    NOTICED: text('已转督办', 'Went on as a notice'),
    NOT_ACCEPTED: text('不予受理，已告知去向', 'Not within our power'),
    MERGED: text('已并入原件', 'Merged'),
    TRANSFERRED: text('已移送有权机关', 'With the competent organ'),
    HANDED_OVER: text('已转紧急救助', 'Handed to the emergency services'),
    WITHDRAWN: text('举报人已撤回', 'Withdrawn'),
  },
  steps: complaintSteps,
  withdrawal: {
    title: text('登记举报人撤回', 'Record that it is withdrawn'),
    causes: text(
      '未受理的直接办结；已受理的，已发现的问题由创卫办另行处理。',
      'It ends; what was found already is seen to by the office.',
    ),
    form: 'withdrawal.v1',
    roles: ['OFFICE_DIRECTOR', 'OFFICE_DISPATCHER'],
    stages: ['RECEIVED', 'HANDLING', 'REPLYING'],
  },
} as const satisfies ProcessDefinition

/** How a class is handled: within what time, and what the complainant may still do. */
const Way = z.object({
  handle: Limit,
  objection: Limit,
  /** The longest extension, in working days. */
  extension: z.int().min(1).max(60),
  callBack: z.boolean(),
  /** Whether what is not solved is handled once more; where the law gives a remedy of its own it is not. */
  again: z.boolean(),
})

/** The limits in force; they travel with the case. */
export const ComplaintRules = z.object({
  triage: Limit,
  emergency: Limit,
  late: Limit,
  reply: Limit,
  callBack: Limit,
  conclude: Limit,
  takeClue: Limit,
  A: Way,
  B: Way,
  C: Way,
  E: Way,
})
export type ComplaintRules = z.infer<typeof ComplaintRules>

/**
 * Statutory: C 60 days, 30 more at most, objection within 5 working days (Petition Regulations §§23, 34); B 90 days
 * until an offence is filed (Measures on Administrative Penalty Procedure §60). The others are the county's own, by custom; the
 * setting `complaintRules` replaces them.
 */
export const defaultComplaintRules: ComplaintRules = {
  triage: workingDays(1),
  emergency: workingHours(1),
  late: workingDays(5),
  reply: workingDays(1),
  callBack: workingDays(3),
  conclude: workingDays(3),
  takeClue: workingDays(2),
  A: { handle: workingDays(5), objection: workingDays(1), extension: 5, callBack: true, again: true },
  B: { handle: naturalDays(90), objection: workingDays(1), extension: 20, callBack: true, again: false },
  C: { handle: naturalDays(60), objection: workingDays(5), extension: 20, callBack: true, again: false },
  E: { handle: workingDays(15), objection: workingDays(1), extension: 15, callBack: false, again: false },
}

/** What the complainant may do when not content with the answer, told with it. */
export const complaintRemedies: Partial<Record<ComplaintClass, Text>> = {
  B: text(
    '对行政机关的处理或不处理不服的，可以依法申请行政复议或者提起行政诉讼。',
    'You may ask for administrative reconsideration or bring an administrative suit.',
  ),
  C: text(
    '不服处理意见的，可以自收到之日起 30 日内请求上一级行政机关复查。',
    'Within 30 days you may ask the next higher authority to review it.',
  ),
}

export type ComplaintLaunch = Launch & {
  kind: 'complaint'
  channel: ComplaintChannel
  title: string
  place: string
  callBack: 'YES' | 'NO'
  /** SHA-256 of the words as they were received, so that the ledger vouches for what it does not tell. */
  wordsSha256: string
  photos: { id: string; sha256: string }[]
  rules: ComplaintRules
}
