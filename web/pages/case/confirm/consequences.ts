import { text } from '../../../../domain/text.ts'
import { type Asking, ask } from './question.ts'

/** Acts of the talk and of the disposition that nobody can take back. */
export const consequenceQuestions: Record<string, Asking> = {
  'talkApproval.v1': {
    by: 'decision',
    when: {
      APPROVE: ask(
        '确认同意约谈？',
        'Approve the talk?',
        text(
          '同意后立即编号发出《约谈通知书》，责任单位主要负责人须本人到场。',
          'The numbered notice of talk goes out at once; the head of the unit must come in person.',
        ),
      ),
    },
  },
  'talkRecord.v1': {
    by: 'attendance',
    when: {
      '*': ask(
        '确认提交约谈记录？',
        'Submit the record?',
        text(
          '提交后不能修改：本人到场的，交约谈人和被约谈人核对签字；未到场的，须重新通知。',
          'It cannot be changed: it goes to all for signature, or, where nobody came, a new notice follows.',
        ),
      ),
    },
  },
  'talkSignature.v1': {
    by: 'reservation',
    when: {
      '*': ask(
        '确认签字？',
        'Sign?',
        text(
          '签字表示已核对约谈记录；保留意见一并入卷，签字后不能更改。',
          'You confirm having read the record; your reservation goes on file with it.',
        ),
      ),
    },
  },
  'dispositionProposal.v1': {
    by: 'kind',
    when: {
      '*': ask(
        '确认提出处理建议？',
        'Make the proposal?',
        text(
          '将告知当事单位和本人，开始五个工作日陈述申辩期。仅为建议，由有权机关决定。',
          'Those concerned are told and have five working days to be heard. It is a proposal; the competent organ decides.',
        ),
      ),
    },
  },
  'defense.v1': {
    by: 'decision',
    when: {
      WAIVED: ask(
        '确认放弃陈述申辩？',
        'Waive your right to be heard?',
        text('放弃后不能再提出。不申辩不视为承认。', 'You cannot state anything afterwards. Waiving admits nothing.'),
      ),
    },
  },
  'deliberation.v1': {
    by: 'decision',
    when: {
      SEND: ask(
        '确认送有权机关？',
        'Send it to the competent organ?',
        text(
          '编号送出后由有权机关决定，本部不能再修改。',
          'It is numbered and sent; the organ decides and we cannot change it.',
        ),
      ),
      NO_ACTION: ask('确认不予处理？', 'No action?', text('案件就此办结。', 'The case ends here.')),
    },
  },
  'referralApproval.v1': {
    by: 'decision',
    when: {
      APPROVE: ask(
        '确认批准移送？',
        'Approve the referral?',
        text(
          '批准后立即编号发出《问题线索移送函》，此后由有权机关办理，不能撤回。',
          'The numbered letter goes out at once; the organ takes over and it cannot be withdrawn.',
        ),
      ),
      DECLINE: ask('确认不予移送？', 'Do not refer?', text('事项就此办结。', 'The matter ends here.')),
    },
  },
  'transferReceipt.v1': {
    by: 'decision',
    when: {
      RETURNED: ask(
        '确认退回？',
        'Return it?',
        text('退回理由将告知移送单位，事项就此办结。', 'The sender is told why, and the matter ends here.'),
      ),
    },
  },
  'sanctionRecord.v1': {
    by: 'kind',
    when: {
      '*': ask(
        '确认登记办理结果？',
        'Record the result?',
        text(
          '登记后不能更改，请核对决定机关、种类、文号和日期。',
          'It cannot be changed; check organ, kind, number and dates.',
        ),
      ),
    },
  },
  'organDecision.v1': {
    by: 'kind',
    when: {
      '*': ask(
        '确认登记决定？',
        'Record the decision?',
        text(
          '登记即通知当事人并开始法定申诉期，请核对决定机关、文号和种类。',
          'The person is told and the period of appeal begins; check organ, number and kind.',
        ),
      ),
    },
  },
  'appeal.v1': {
    by: 'decision',
    when: {
      ACCEPT: ask(
        '确认不申诉？',
        'No appeal?',
        text('决定即行生效，不能再提出申诉。', 'The decision stands; no appeal can be made later.'),
      ),
    },
  },
  'appealRuling.v1': {
    by: 'decision',
    when: {
      '*': ask(
        '确认登记复议决定？',
        'Record the ruling?',
        text('登记后不能更改，请核对文号。', 'It cannot be changed; check the number.'),
      ),
    },
  },
  'resignation.v1': {
    by: 'submittedAt',
    when: { '*': ask('确认登记辞职申请？', 'Record the resignation?', text('登记后案件办结。', 'The case ends.')) },
  },
  'removal.v1': {
    by: 'documentNo',
    when: { '*': ask('确认登记免职？', 'Record the removal?', text('登记后案件办结。', 'The case ends.')) },
  },
}
