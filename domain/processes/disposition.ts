import { text } from '../text.ts'
import { stepDefinition as step } from './definition.ts'

/**
 * 处理建议 (handbook P16): the software decides nothing. A proposal is made known to those concerned, who have
 * five working days to be heard; legal review; collective decision; sent to the competent organ, whose decision
 * is recorded with its document and the statutory periods of appeal.
 */
const red = text('标红并提示创卫办主任', 'it turns red for the office director')
const redOrgan = text('标红并提示有权机关对接人', 'it turns red for the organ’s officer')

export const dispositionSteps = {
  draftDisposition: step({
    key: 'draftDisposition',
    title: text('拟处理建议', 'Draft the proposal'),
    form: 'dispositionProposal.v1',
    causes: text(
      '告知当事单位和本人，开始五个工作日陈述申辩期。',
      'Made known to those concerned; five working days to be heard begin.',
    ),
    otherwise: red,
  }),
  defense: step({
    key: 'defense',
    title: text('陈述申辩', 'State and defend'),
    form: 'defense.v1',
    causes: text(
      '入卷并须在集体研究时说明采纳情况；不因申辩加重。',
      'Goes on file and must be answered; it never makes things worse.',
    ),
    otherwise: text('视为未提出，进入法制审核与集体研究', 'none was made; legal review and collective decision follow'),
  }),
  legalReview: step({
    key: 'legalReview',
    title: text('法制审核处理建议', 'Legal review'),
    form: 'procedureCheck.v1',
    causes: text('通过则提交集体研究；不通过则退回重拟。', 'Passed: collective decision. Otherwise back to the draft.'),
    otherwise: red,
  }),
  deliberate: step({
    key: 'deliberate',
    title: text('登记集体研究结论', 'Record the collective decision'),
    form: 'deliberation.v1',
    causes: text('同意则编号送有权机关；不予处理则办结。', 'Sent to the competent organ, or closed without action.'),
    otherwise: red,
  }),
  organDecision: step({
    key: 'organDecision',
    title: text('登记有权机关决定', 'Record the organ’s decision'),
    form: 'organDecision.v1',
    causes: text('通知当事人，开始法定申诉期。', 'The person is told; the period of appeal begins.'),
    otherwise: redOrgan,
  }),
  appeal: step({
    key: 'appeal',
    title: text('是否申诉', 'Appeal or not'),
    form: 'appeal.v1',
    causes: text('提出申诉则由有权机关复议，一个月内决定。', 'An appeal is ruled on within one month.'),
    otherwise: text('视为未申诉，决定生效', 'no appeal was made and the decision stands'),
  }),
  appealRuling: step({
    key: 'appealRuling',
    title: text('登记复议决定', 'Record the ruling on the appeal'),
    form: 'appealRuling.v1',
    causes: text('维持则执行原决定；撤销则办结。', 'Upheld: it stands. Revoked: the case ends.'),
    otherwise: redOrgan,
  }),
  resign: step({
    key: 'resign',
    title: text('登记辞职申请', 'Record the resignation'),
    form: 'resignation.v1',
    causes: text('办理手续后办结。', 'Closes the case once done.'),
    otherwise: text('由有权机关按程序免职', 'the organ removes from post by its procedure'),
  }),
  remove: step({
    key: 'remove',
    title: text('登记免职', 'Record the removal from post'),
    form: 'removal.v1',
    causes: text('办结。', 'Closes the case.'),
    otherwise: redOrgan,
  }),
} as const
