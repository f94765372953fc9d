import { type Text, text } from '../../../domain/text.ts'
import type { FormDraft } from '../../components/form/schema.ts'

type Label = Text | ((draft: FormDraft) => Text)

/** The words of a decision that is taken in a form, by its value; what the button says before one is chosen. */
const deciding =
  (chosen: Record<string, Text>, before: Text, by = 'decision') =>
  (draft: FormDraft): Text =>
    chosen[String(draft[by])] ?? before

const returned = text('退回', 'Return')
const opinion = text('提交审批意见', 'Submit the decision')
const request = deciding({ GRANT: text('同意', 'Grant'), DENY: text('不同意', 'Deny') }, opinion)

const labels: Record<string, Label> = {
  'notice.v1': text('重新提交审签', 'Submit for signing again'),
  'approval.v1': deciding(
    { APPROVE: text('同意签发', 'Sign and issue'), RETURN: text('退回修改', 'Return') },
    text('提交审签意见', 'Submit'),
  ),
  'receipt.v1': text('签收', 'Sign for it'),
  'phoneDelivery.v1': text('登记电话送达', 'Record the delivery'),
  'rectificationReport.v1': text('提交整改反馈', 'Submit the report'),
  'reinspection.v1': text('提交核查结论', 'Submit the result'),
  'countersign.v1': text('提交会签意见', 'Submit'),
  'nextRound.v1': text('报副指挥长审签', 'Send for signing'),
  'outageReview.v1': text('提交复核决定', 'Submit the decision'),
  'withdrawal.v1': text('撤回督办', 'Withdraw'),
  'statement.v1': text('提交情况说明', 'Submit the statement'),
  'determination.v1': deciding(
    { FAILED: text('认定未落实', 'Determine: failed'), EXCUSED: text('认定不计次数', 'Determine: not counted') },
    text('提交认定', 'Submit'),
  ),
  'lookBack.v1': text('提交回头看结论', 'Submit the result'),
  'talkProposal.v1': text('提请约谈', 'Propose the talk'),
  'procedureCheck.v1': deciding(
    { PASS: text('核对通过', 'In order'), RETURN: returned },
    text('提交核对意见', 'Submit'),
  ),
  'talkApproval.v1': deciding({ APPROVE: text('同意约谈', 'Approve the talk'), RETURN: returned }, opinion),
  'talkRecord.v1': deciding(
    {
      PRESENT: text('提交约谈记录', 'Submit the record'),
      EXCUSED: text('登记改期', 'Record that it is put off'),
      REFUSED: text('登记拒不到场', 'Record the refusal'),
    },
    text('提交约谈记录', 'Submit the record'),
    'attendance',
  ),
  'talkSignature.v1': text('核对无误，签字', 'Read and sign'),
  'rectificationPlan.v1': text('报送整改方案', 'Submit the plan'),
  'dispositionProposal.v1': text('提出处理建议', 'Make the proposal'),
  'defense.v1': deciding(
    { STATED: text('提交陈述申辩', 'Submit the statement'), WAIVED: text('放弃陈述申辩', 'Waive it') },
    text('提交陈述申辩', 'Submit'),
  ),
  'deliberation.v1': deciding(
    { SEND: text('登记并送有权机关', 'Record and send'), NO_ACTION: text('登记不予处理', 'Record: no action') },
    text('登记研究结论', 'Record the decision'),
  ),
  'organDecision.v1': text('登记决定', 'Record the decision'),
  'appeal.v1': deciding(
    { ACCEPT: text('不申诉', 'No appeal'), APPEAL: text('提出申诉', 'Appeal') },
    text('提交', 'Submit'),
  ),
  'appealRuling.v1': text('登记复议决定', 'Record the ruling'),
  'resignation.v1': text('登记辞职申请', 'Record the resignation'),
  'removal.v1': text('登记免职', 'Record the removal'),
  'objection.v1': text('提出异议', 'Object'),
  'objectionRuling.v1': deciding(
    {
      DISMISSED: text('裁定异议不成立', 'Dismiss'),
      REASSIGN: text('裁定改派', 'Uphold: another unit'),
      REVOKE: text('裁定撤销督办', 'Uphold: revoke'),
    },
    text('提交裁定', 'Submit the ruling'),
  ),
  'extensionRequest.v1': text('提交延期申请', 'Ask for the extension'),
  'extensionRuling.v1': request,
  'holdRequest.v1': text('提交挂账申请', 'Ask for the hold'),
  'holdRuling.v1': request,
  'holdEnd.v1': text('恢复计时', 'Let the clock go on'),
  'assignment.v1': text('指定', 'Assign'),
  'delegation.v1': text('委派', 'Delegate'),
  'delegationReturn.v1': text('交回', 'Hand back'),
  'transfer.v1': text('转办', 'Transfer'),
  'coHandler.v1': text('增加协办', 'Add'),
  'contribution.v1': text('报送', 'Report'),
  'reminder.v1': deciding({ LETTER: text('发催办通知书', 'Send the letter') }, text('催办', 'Remind'), 'way'),
  'talkRescheduling.v1': text('改期并发通知', 'Put it off and send the notice'),
  'reschedulingRequest.v1': text('提交改期申请', 'Ask for another time'),
  'reschedulingRuling.v1': request,
  'problemCheck.v1': deciding(
    {
      REGISTER: text('立案', 'Register'),
      MERGE: text('并入', 'Merge'),
      REJECT: text('不予立案', 'Reject'),
    },
    text('提交核实意见', 'Submit'),
  ),
  'patrolReport.v1': text('提交巡查结果', 'Submit the patrol'),
  'problemDispatch.v1': text('派遣', 'Dispatch'),
  'problemReceipt.v1': deciding({ ACCEPT: text('签收', 'Sign for it'), RETURN: returned }, text('签收', 'Sign for it')),
  'problemVerification.v1': text('提交核查结论', 'Submit the result'),
  'problemEscalation.v1': deciding(
    { NOTICE: text('转督办', 'Write a notice'), GO_ON: text('继续整改', 'Go on') },
    text('提交', 'Submit'),
  ),
  'referral.v1': text('重新提交复核', 'Submit again'),
  'referralSecondKey.v1': deciding({ AGREE: text('同意移送', 'Agree'), RETURN: returned }, opinion),
  'referralApproval.v1': deciding(
    { APPROVE: text('批准移送', 'Approve'), RETURN: returned, DECLINE: text('不予移送', 'Do not refer') },
    opinion,
  ),
  'transferReceipt.v1': deciding(
    { RECEIVED: text('签收受理', 'Sign for it'), RETURNED: text('退回', 'Return') },
    text('签收', 'Sign for it'),
  ),
  'sanctionRecord.v1': text('登记办理结果', 'Record the result'),
  'complaintTriage.v1': deciding(
    {
      ACCEPT: text('受理并派单', 'Accept and dispatch'),
      NOT_ACCEPTED: text('不予受理并告知', 'Turn away, and tell'),
      DUPLICATE: text('并入原件', 'Merge'),
    },
    text('提交', 'Submit'),
  ),
  'complaintHandling.v1': text('报送办理结果', 'Report'),
  'complaintReply.v1': deciding({ SEND: text('答复举报人', 'Reply'), RETURN: returned }, text('提交', 'Submit')),
  'complaintCallBack.v1': text('提交回访结果', 'Submit'),
  'complaintConclusion.v1': deciding(
    { END: text('说明并办结', 'Explain and end'), NOTICE: text('转督办', 'Propose a notice') },
    text('提交', 'Submit'),
  ),
  'complaintClueReceipt.v1': text('登记接收', 'Record the receipt'),
  'reopening.v1': text('重新督办', 'Reopen'),
}

/** What the submit button of a form says, given what is typed. */
export function submitLabel(form: string, draft: FormDraft): Text {
  const label = labels[form] ?? text('提交', 'Submit')
  return typeof label === 'function' ? label(draft) : label
}
