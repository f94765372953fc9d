import { text } from '../text.ts'
import type { CaseActDefinition } from './definition.ts'

/** Withdrawing a notice: by the office, as long as the unit has not received it (handbook P14). */
export const withdrawal: CaseActDefinition = {
  title: text('撤回督办', 'Withdraw the notice'),
  causes: text(
    '督办终止，不计入未落实次数；编号不再使用。',
    'Ends the case; it counts as no failure, and its number is not used again.',
  ),
  form: 'withdrawal.v1',
  roles: ['OFFICE_DIRECTOR', 'OFFICE_DISPATCHER', 'OFFICE_INSPECTOR'],
  stages: ['DRAFT', 'PENDING_APPROVAL', 'ISSUED'],
}
