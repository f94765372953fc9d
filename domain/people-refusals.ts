import { type Text, text } from './text.ts'

/** Why something is refused that has to do with substitutes, leaves, and people or units that move. */
export const peopleSentences = {
  SUBSTITUTE_RECUSED: text(
    '您所代理的同志或您本人此前已参与此事，须由另一人办理，不得代理（两人分别办理、回避）。',
    'You, or the person you stand in for, already had a hand in this: it needs somebody else, not a substitute.',
  ),
  IN_PERSON: text(
    '这一步须由{who}本人办理，不得由他人代理（约谈、会签、陈述申辩、申诉）。',
    'This must be done in person by {who}; no substitute may do it.',
  ),
  LEAVE_OVERLAPS: text(
    '{name}在{from}至{to}已登记请假，请先销假或改日期。',
    '{name} already has a leave from {from} to {to}; end it first or choose other days.',
  ),
  SUBSTITUTE_AWAY: text(
    '{name}在{from}至{to}也请假，请另选代理人。',
    '{name} is on leave from {from} to {to}; choose another substitute.',
  ),
  LEAVE_OVER: text('该请假已结束，无需销假。', 'This leave is over already.'),
  HOLDS_TASKS: text(
    '{name}还有{count}件在办任务须先移交（“移交任务”）；停用账号且情况紧急的，可先停用、随后移交。',
    '{name} still has {count} open task(s). Hand them over first; an account may be closed at once and its tasks handed over after.',
  ),
  UNIT_MERGED: text('{unit}已并入{into}，请改选{into}。', '{unit} was merged into {into}; choose that one.'),
  UNIT_STAYS: text(
    '{unit}不能并入其他单位：创卫办、监督机关和已并入他处的单位除外。',
    '{unit} cannot be merged: not the office, a supervisory organ, or one that is merged already.',
  ),
} as const satisfies Record<string, Text>
