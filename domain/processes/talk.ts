import { text } from '../text.ts'
import { stepDefinition as step } from './definition.ts'

/**
 * 约谈 (handbook P15): proposed after the second failure, its procedure checked, approved by the commander; notice
 * two working days ahead; two leaders and the principal in person; a record signed by all; commitments with a
 * last deadline; verified.
 */
const red = text('标红并提示创卫办主任', 'it turns red for the office director')

export const talkSteps = {
  proposeTalk: step({
    key: 'proposeTalk',
    title: text('提请约谈', 'Propose a talk'),
    form: 'talkProposal.v1',
    causes: text(
      '转法制核对程序，再报指挥长审批；提请人不得审批。',
      'Goes to the procedure check, then to the commander; the proposer may not approve.',
    ),
    otherwise: red,
  }),
  checkProcedure: step({
    key: 'checkProcedure',
    title: text('核对约谈程序', 'Check the procedure'),
    form: 'procedureCheck.v1',
    causes: text('程序完备则报指挥长审批；有缺陷则退回补正。', 'In order: to the commander. Otherwise back.'),
    otherwise: red,
  }),
  approveTalk: step({
    key: 'approveTalk',
    title: text('审批约谈', 'Approve the talk'),
    form: 'talkApproval.v1',
    causes: text('同意则编号发出《约谈通知书》。', 'Issues the numbered notice of talk.'),
    otherwise: red,
  }),
  talkReceipt: step({
    key: 'talkReceipt',
    title: text('签收约谈通知', 'Sign for the notice of talk'),
    form: 'receipt.v1',
    causes: text('自签收起满两个工作日方可约谈。', 'The talk is held two working days from now at the earliest.'),
    otherwise: text('标红，由创卫办电话送达', 'it turns red and the office telephones'),
  }),
  talkPhoneDelivery: step({
    key: 'talkPhoneDelivery',
    title: text('电话送达约谈通知', 'Deliver the notice of talk by telephone'),
    form: 'phoneDelivery.v1',
    causes: text('视为送达。', 'Counts as delivery.'),
    otherwise: red,
  }),
  reappointTalk: step({
    key: 'reappointTalk',
    title: text('另定约谈时间', 'Set another time for the talk'),
    form: 'talkRescheduling.v1',
    causes: text(
      '另发《约谈通知书》，签收满两个工作日方可约谈。',
      'A new notice of talk goes out; the talk is held two working days after its receipt at the earliest.',
    ),
    otherwise: red,
  }),
  holdTalk: step({
    key: 'holdTalk',
    title: text('约谈并记录', 'Hold the talk and record it'),
    form: 'talkRecord.v1',
    causes: text(
      '记录交约谈人、被约谈人核对签字，承诺与最后期限生效。',
      'The record goes to all for signature; commitments and the last deadline stand.',
    ),
    otherwise: red,
  }),
  signAsLeader: step({
    key: 'signAsLeader',
    title: text('核对约谈记录并签字（约谈人）', 'Sign the record (leader)'),
    form: 'talkSignature.v1',
    causes: text('签字后记录生效，可附保留意见。', 'The record stands; a reservation may be added.'),
    otherwise: red,
  }),
  signAsPrincipal: step({
    key: 'signAsPrincipal',
    title: text('核对约谈记录并签字（被约谈人）', 'Sign the record (principal)'),
    form: 'talkSignature.v1',
    causes: text(
      '签字确认已核对；有不同意见请写入保留意见。',
      'Confirms that it was read; write what you disagree with as a reservation.',
    ),
    otherwise: red,
  }),
  planAfterTalk: step({
    key: 'planAfterTalk',
    title: text('报送整改方案', 'Submit the plan'),
    form: 'rectificationPlan.v1',
    causes: text('方案入卷，按承诺期限整改。', 'Goes on file; the last deadline stands.'),
    otherwise: text('标红，不影响承诺期限', 'it turns red; the last deadline stands'),
  }),
  keepCommitments: step({
    key: 'keepCommitments',
    title: text('落实承诺并反馈', 'Keep the commitments and report'),
    form: 'rectificationReport.v1',
    causes: text('转两人专项核查。', 'Two inspectors verify.'),
    otherwise: text(
      '认定约谈后未落实，由人提请处理建议',
      'the commitments were not kept; a person may propose a disposition',
    ),
  }),
} as const
