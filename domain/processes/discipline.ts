import type { ReferralContent } from '../referral-forms.ts'
import { text } from '../text.ts'
import { type Launch, type ProcessDefinition, stepDefinition as step } from './definition.ts'

/**
 * 纪检监察办理 (handbook P17): the organ signs for the letter, and records what was decided. A sealed case: only the
 * organ reaches it, and each read of it is kept. It decides outside this software, which records.
 */
const red = text(
  '标红并提示纪检监察对接人，不会自动办结',
  'it turns red for the organ’s officer; nothing closes by itself',
)

export const disciplineSteps = {
  transferReceipt: step({
    key: 'transferReceipt',
    title: text('签收移送函', 'Sign for the letter'),
    form: 'transferReceipt.v1',
    causes: text('受理则进入办理；不属本机关职权的退回。', 'Received, or returned as not within its power.'),
    otherwise: red,
  }),
  sanctionRecord: step({
    key: 'sanctionRecord',
    title: text('登记办理结果', 'Record the result'),
    form: 'sanctionRecord.v1',
    causes: text(
      '登记后办结，影响期和复审期限自动计算；业务部门只看到“已办结”。',
      'Closes the case; others see only that it is concluded.',
    ),
    otherwise: red,
  }),
} as const

export const disciplineProcess = {
  kind: 'discipline',
  title: text('纪检监察办理', 'Discipline inspection'),
  idPrefix: 'JC',
  content: 'referral.v1',
  stages: {
    ARRIVED: text('待签收', 'To be signed for'),
    UNDER_WAY: text('办理中', 'Under way'),
    CLOSED: text('已办结', 'Closed'),
  },
  lasting: ['ARRIVED', 'CLOSED'],
  outcomes: {
    RECORDED: text('结果已登记', 'Result recorded'),
    NO_ACTION: text('不予追究', 'No action'),
    RETURNED: text('不属职权，已退回', 'Returned'),
  },
  steps: disciplineSteps,
} as const satisfies ProcessDefinition

/** What it is about, the letter's number, and whose referral it is. */
export type DisciplineLaunch = Launch & {
  kind: 'discipline'
  referral: ReferralContent
  letterNo: string
}
