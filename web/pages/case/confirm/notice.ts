import { text } from '../../../../domain/text.ts'
import { type Asking, ask } from './question.ts'

/** Acts of the notice itself that nobody can take back. */
export const noticeQuestions: Record<string, Asking> = {
  'approval.v1': {
    by: 'decision',
    when: {
      APPROVE: ask(
        '确认签发？',
        'Sign and issue?',
        text(
          '签发后立即编号下发，责任单位开始签收计时。',
          'It gets its number and goes out at once; the unit’s receipt clock starts.',
        ),
      ),
    },
  },
  'reinspection.v1': {
    by: 'result',
    when: {
      FAIL: ask(
        '确认结论为“未落实”？',
        'Report “not done”?',
        text(
          '第二核查人会签后，请责任单位说明，再由创卫办主任认定本轮是否计入次数。',
          'Once countersigned the unit answers for it, and the office director determines whether it counts.',
        ),
      ),
    },
  },
  'countersign.v1': {
    by: 'decision',
    when: {
      AGREE: ask(
        '确认会签？',
        'Countersign?',
        text('会签后核查结论即生效，不能更改。', 'The result then stands and cannot be changed.'),
      ),
    },
  },
  'outageReview.v1': {
    by: 'decision',
    when: {
      COUNT: ask(
        '确认认定逾期？',
        'Count it as overdue?',
        text('本轮将认定为逾期未反馈。', 'The round then counts as not reported in time.'),
      ),
    },
  },
  'determination.v1': {
    by: 'decision',
    when: {
      FAILED: ask(
        '确认认定“未落实”并计入次数？',
        'Determine that it failed, and count it?',
        text(
          '计入后不能撤回；按计数口径进入下一次督办或提请约谈。',
          'It cannot be taken back; a further round or a talk follows by the counting rule.',
        ),
      ),
      EXCUSED: ask(
        '确认不计次数？',
        'Not count it?',
        text(
          '责任单位按新期限继续整改，本轮不计入次数。',
          'The unit goes on within the new limit; nothing is counted.',
        ),
      ),
    },
  },
  'lookBack.v1': {
    by: 'result',
    when: {
      RELAPSED: ask(
        '确认已反弹？',
        'Relapsed?',
        text('案件重新督办，进入下一次督办。', 'The case is reopened and a further round follows.'),
      ),
    },
  },
}
