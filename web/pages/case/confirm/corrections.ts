import { text } from '../../../../domain/text.ts'
import { type Asking, ask } from './question.ts'

/** Corrections of a step, and rulings on them, that nobody can take back. */
export const correctionQuestions: Record<string, Asking> = {
  'objection.v1': {
    by: 'type',
    when: {
      '*': ask(
        '确认提出异议？',
        'Object?',
        text(
          '每轮只能提出一次。裁定前停止计时；不成立的，扣除审理时间后继续计时。',
          'Once a round. The clock stops until the ruling; if dismissed it goes on with what was left.',
        ),
      ),
    },
  },
  'extensionRequest.v1': {
    by: 'cause',
    when: {
      '*': ask(
        '确认申请延期？',
        'Ask for an extension?',
        text(
          '每轮只能申请一次。批准前原期限仍有效，请继续整改。',
          'Once a round. The due date stands until it is granted; go on with the work.',
        ),
      ),
    },
  },
  'objectionRuling.v1': {
    by: 'decision',
    when: {
      DISMISSED: ask(
        '确认异议不成立？',
        'Dismiss the objection?',
        text(
          '恢复计时，扣除审理时间；本轮不再受理异议。',
          'The clock goes on; no further objection is heard in this round.',
        ),
      ),
      REASSIGN: ask(
        '确认改派？',
        'Pass it on to another unit?',
        text(
          '原单位不计次数，通知下发新的责任单位签收。',
          'The first unit is not counted; the notice goes to the new one.',
        ),
      ),
      REVOKE: ask(
        '确认撤销督办？',
        'Revoke the notice?',
        text('督办终止，不计次数，不能恢复。', 'The case ends, nothing is counted, and it cannot be undone.'),
      ),
    },
  },
  'holdEnd.v1': {
    by: 'reason',
    when: {
      '*': ask(
        '确认恢复计时？',
        'Let the clock go on?',
        text('从现在起按剩余工作时间继续计时。', 'It goes on now with the time that was left.'),
      ),
    },
  },
  'talkRescheduling.v1': {
    by: 'at',
    when: {
      '*': ask(
        '确认改期？',
        'Put the talk off?',
        text(
          '另发《约谈通知书》，原安排作废，改期次数入卷。',
          'A new notice of talk goes out; the first arrangement is void and it is counted.',
        ),
      ),
    },
  },
  'reschedulingRequest.v1': {
    by: 'at',
    when: {
      '*': ask(
        '确认申请改期？',
        'Ask to put the talk off?',
        text(
          '只能申请一次。未获同意的，须按原定时间本人到场。',
          'Once only. Unless it is granted the principal comes at the appointed time.',
        ),
      ),
    },
  },
  'reminder.v1': {
    by: 'way',
    when: {
      LETTER: ask(
        '确认发《催办通知书》？',
        'Send the formal reminder?',
        text('立即编号下发责任单位并入卷，不能收回。', 'It is numbered, sent to the unit and on file at once.'),
      ),
    },
  },
  'transfer.v1': {
    by: 'userId',
    when: {
      '*': ask(
        '确认转办？',
        'Transfer it?',
        text(
          '转办后由对方负责，您不能再办理，也不能收回。',
          'They take it over; you can neither act on it nor take it back.',
        ),
      ),
    },
  },
  'reopening.v1': {
    by: 'reason',
    when: {
      '*': ask(
        '确认重新督办？',
        'Reopen the case?',
        text('已销号的案件恢复办理，进入下一次督办。', 'The closed case goes on with a further round.'),
      ),
    },
  },
}
