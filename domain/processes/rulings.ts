import { type Limit, workingDays } from '../calendar.ts'
import { text } from '../text.ts'
import { stepDefinition } from './definition.ts'

/** The steps at which somebody decides on a correction or a doubt: they can come up beside a step of any process. */
export const rulingSteps = {
  outageReview: stepDefinition({
    key: 'outageReview',
    title: text('停机复核', 'Review after an outage'),
    form: 'outageReview.v1',
    causes: text(
      '顺延则责任单位继续整改；认定逾期则本轮未落实。',
      'Extending lets the unit go on; counting means the round failed.',
    ),
    otherwise: text(
      '标红并提示创卫办主任，停机期间不计逾期',
      'it turns red for the office director; our outage is not counted',
    ),
  }),
  extensionRuling: stepDefinition({
    key: 'extensionRuling',
    title: text('审批延期申请', 'Decide on the extension'),
    form: 'extensionRuling.v1',
    causes: text(
      '同意则期限顺延，不计为未落实；不同意则原期限有效。',
      'Granted: a later due date, not a failure. Denied: the due date stands.',
    ),
    otherwise: text('标红并提示审批人，审批期间不认定逾期', 'it turns red; nothing is overdue meanwhile'),
  }),
  objectionRuling: stepDefinition({
    key: 'objectionRuling',
    title: text('裁定异议', 'Rule on the objection'),
    form: 'objectionRuling.v1',
    causes: text(
      '不成立则恢复计时并扣除异议耗时；成立则改派或撤销，均不计为未落实。',
      'Dismissed: the clock goes on. Upheld: another unit or revoked, never a failure.',
    ),
    otherwise: text('标红并提示裁定人，裁定前不升级', 'it turns red; nothing escalates before the ruling'),
  }),
  holdRuling: stepDefinition({
    key: 'holdRuling',
    title: text('审批挂账', 'Decide on the hold'),
    form: 'holdRuling.v1',
    causes: text(
      '同意则停止计时到销账日；超过三十天的须再经指挥长同意。',
      'Granted: the clock stops until the day named. Beyond thirty days the commander must agree too.',
    ),
    otherwise: text('标红并提示审批人', 'it turns red for who decides'),
  }),
  holdSecondKey: stepDefinition({
    key: 'holdSecondKey',
    title: text('复核长期挂账', 'Second key for a long hold'),
    form: 'holdRuling.v1',
    causes: text('同意则停止计时到销账日。', 'Granted: the clock stops until the day named.'),
    otherwise: text('标红并提示指挥长', 'it turns red for the commander'),
  }),
  rescheduleRuling: stepDefinition({
    key: 'rescheduleRuling',
    title: text('审批约谈改期', 'Decide on putting the talk off'),
    form: 'reschedulingRuling.v1',
    causes: text(
      '同意则另发《约谈通知书》；不同意则按原定时间约谈。',
      'Granted: a new notice of talk goes out. Denied: the appointed time stands.',
    ),
    otherwise: text('标红并提示审批人，约谈不自动改期', 'it turns red; nothing is put off by itself'),
  }),
} as const

/** Within what time each ruling is due. */
export const rulingLimits: Record<keyof typeof rulingSteps, Limit> = {
  outageReview: workingDays(1),
  extensionRuling: workingDays(1),
  objectionRuling: workingDays(2),
  holdRuling: workingDays(1),
  holdSecondKey: workingDays(1),
  rescheduleRuling: workingDays(1),
}
