import { text } from './text.ts'

/** Why a step that was answered cannot be taken back. */
export const sendBackSentences = {
  SEND_BACK_NOTHING: text(
    '这一案还没有办结过哪一步，没有可以退回的。',
    'No step of this case has been answered yet: there is nothing to take back.',
  ),
  SEND_BACK_TOGETHER: text(
    '最后一步与另一步同时办结，不能单独退回；请用“退回到某一点”。',
    'The last step was answered together with another; use “Reset to a point”.',
  ),
  SEND_BACK_OVERTAKEN: text(
    '这一步之后已撤回、重新督办、合并单位或核定期限，退回会丢失它们；请用“退回到某一点”。',
    'Since then the case was withdrawn or reopened, a unit was merged or a due date settled, which would be lost; use “Reset to a point”.',
  ),
  SEND_BACK_SPAWNED: text(
    '这一步已引出另一案，退回会使两案不符：请在新立的一案里办理，或撤回它。',
    'This step gave rise to another case, which would no longer fit: act in that one, or withdraw it.',
  ),
  SEND_BACK_LEFT: text(
    '这一步的结果已记入账目、责任书或得分，或已告知另一流程，不能退回；请用相应的更正程序办理。',
    'What followed is in the books, in a letter or a score, or was told to another process: use the correction made for it.',
  ),
  SEND_BACK_CLOSED: text(
    '这一案已办结，不能退回上一步；确需再办的，请重新督办或另行立案。',
    'The case is closed: reopen it, or open another.',
  ),
  SEND_BACK_SEALED: text(
    '最后办结的一步由有权机关办理，不得由系统管理员退回。',
    'The step answered last is the competent organ’s; administrators may not take it back.',
  ),
  SEND_BACK_LATE: text(
    '这一步的期限（{due}）已过，退回后会立即判为逾期，不能退回；请用相应的更正程序办理。',
    'The step was due on {due}: taken back it would be overdue at once. Use the correction made for it.',
  ),
  SEND_BACK_CHANGED: text(
    '提出退回之后，这一案又办了别的事：请重新预览、重新提出。',
    'Something else was done in the case since this was asked for: preview it and ask anew.',
  ),
  SENT_BACK: text(
    '这一步已由系统管理员退回（{reason}），请重新办理。',
    'Administrators took this step back ({reason}): please do it again.',
  ),
}
