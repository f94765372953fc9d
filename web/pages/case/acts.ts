import { type Text, text } from '../../../domain/text.ts'
import type { Me } from '../../../domain/views.ts'
import type { FormDraft } from '../../components/form/schema.ts'
import type { CaseView, TaskView } from './view.ts'

/** What the submit button of a form says, given what is typed. */
export function submitLabel(form: string, draft: FormDraft): Text {
  switch (form) {
    case 'approval.v1':
      return draft.decision === 'RETURN'
        ? text('退回修改', 'Return')
        : draft.decision === 'APPROVE'
          ? text('同意签发', 'Sign and issue')
          : text('提交审签意见', 'Submit')
    case 'receipt.v1':
      return text('签收', 'Sign for it')
    case 'rectificationReport.v1':
      return text('提交整改反馈', 'Submit the report')
    case 'reinspection.v1':
      return text('提交核查结论', 'Submit the result')
    case 'countersign.v1':
      return text('提交会签意见', 'Submit')
    case 'withdrawal.v1':
      return text('撤回督办', 'Withdraw')
    default:
      return text('提交', 'Submit')
  }
}

/** What to ask before an act that nobody can take back, or null when it may just be sent. */
export function confirmation(form: string, draft: FormDraft): { title: Text; causes: Text } | null {
  if (form === 'approval.v1' && draft.decision === 'APPROVE')
    return {
      title: text('确认签发？', 'Sign and issue?'),
      causes: text(
        '签发后立即编号下发，责任单位开始签收计时。',
        'It gets its number and goes out at once; the unit’s receipt clock starts.',
      ),
    }
  if (form === 'reinspection.v1' && draft.result === 'FAIL')
    return {
      title: text('确认结论为“未落实”？', 'Report “not done”?'),
      causes: text(
        '第二核查人会签后，本轮认定为未落实，进入下一次督办。',
        'Once countersigned, this round has failed and a further round follows.',
      ),
    }
  if (form === 'countersign.v1' && draft.decision === 'AGREE')
    return {
      title: text('确认会签？', 'Countersign?'),
      causes: text('会签后核查结论即生效，不能更改。', 'The result then stands and cannot be changed.'),
    }
  if (form === 'outageReview.v1' && draft.decision === 'COUNT')
    return {
      title: text('确认认定逾期？', 'Count it as overdue?'),
      causes: text(
        '本轮将认定为逾期未落实，进入下一次督办。',
        'The round then fails as overdue and a further round follows.',
      ),
    }
  return null
}

/** Whether I may write a task's form for the head of my unit, who submits it. */
export const prepares = (me: Me, view: CaseView, task: TaskView): boolean =>
  task.state === 'OPEN' &&
  !task.mine &&
  task.form === 'rectificationReport.v1' &&
  me.unit.id === view.unit.id &&
  me.roles.includes('UNIT_LIAISON')
