import { type Limit, naturalDays, workingDays } from '../calendar.ts'
import type { Actor } from '../people.ts'
import type { ReferralContent } from '../referral-forms.ts'
import { text } from '../text.ts'
import { type Launch, type ProcessDefinition, stepDefinition as step } from './definition.ts'

/**
 * 移送纪检监察 (handbook P17, ladder B): refusal or obstruction is put before the organ that has the power, after a
 * second key, legal review and the commander's approval. What the organ does with it is a case of its own
 * (`discipline.ts`), which nobody else sees: here it is 已移送, then 已办结.
 */
const red = text('标红并提示创卫办主任，不会自动移送', 'it turns red for the office director; nothing goes by itself')

export const referralSteps = {
  referralSecondKey: step({
    key: 'referralSecondKey',
    title: text('复核移送事项', 'Second the referral'),
    form: 'referralSecondKey.v1',
    causes: text('同意则转法制审核；退回则由提出人补正。', 'Agreed: legal review. Returned: back to the proposer.'),
    otherwise: red,
  }),
  reviseReferral: step({
    key: 'reviseReferral',
    title: text('补正移送材料', 'Revise the referral'),
    form: 'referral.v1',
    causes: text('重新提交复核。', 'Goes to the second key again.'),
    otherwise: red,
  }),
  checkReferral: step({
    key: 'checkReferral',
    title: text('法制审核移送程序', 'Check the procedure'),
    form: 'procedureCheck.v1',
    causes: text('通过则报指挥长审批；不通过则退回补正。', 'In order: to the commander. Otherwise returned.'),
    otherwise: red,
  }),
  approveReferral: step({
    key: 'approveReferral',
    title: text('审批移送', 'Approve the referral'),
    form: 'referralApproval.v1',
    causes: text(
      '批准后编号发出《问题线索移送函》，此后办理过程只有有权机关可见。',
      'Issues the numbered transfer letter; what follows only the competent organ sees.',
    ),
    otherwise: red,
  }),
} as const

export const referralProcess = {
  kind: 'referral',
  title: text('移送纪检监察', 'Referral to discipline inspection'),
  idPrefix: 'YS',
  content: 'referral.v1',
  stages: {
    SECOND_KEY: text('待复核', 'To be seconded'),
    REVISING: text('补正中', 'Being revised'),
    LEGAL_CHECK: text('法制审核中', 'Legal review'),
    PENDING_APPROVAL: text('待审批', 'To be approved'),
    TRANSFERRED: text('已移送', 'Transferred'),
    CLOSED: text('已办结', 'Closed'),
  },
  lasting: ['SECOND_KEY', 'TRANSFERRED', 'CLOSED'],
  outcomes: {
    CONCLUDED: text('已办结', 'Concluded'),
    RETURNED: text('不属受理机关职权，已退回', 'Returned: not within its power'),
    DECLINED: text('不予移送', 'Not referred'),
    WITHDRAWN: text('已撤回', 'Withdrawn'),
  },
  steps: referralSteps,
  withdrawal: {
    title: text('撤回移送', 'Withdraw the referral'),
    causes: text('不再移送，材料留存备查。', 'Nothing is referred; the papers stay on file.'),
    form: 'withdrawal.v1',
    roles: ['OFFICE_DIRECTOR', 'OFFICE_INSPECTOR'],
    stages: ['SECOND_KEY', 'REVISING', 'LEGAL_CHECK', 'PENDING_APPROVAL'],
  },
} as const satisfies ProcessDefinition

/** The stages of a notice from which its defiance may be referred: failed once, or later. */
export const referableStages: readonly string[] = [
  'IN_PROGRESS',
  'VERIFYING',
  'FAILED',
  'PENDING_APPROVAL',
  'TALK_PROPOSED',
  'TALK_NOTIFIED',
  'TALK_HELD',
  'DISPOSITION',
]

/**
 * Limits of the office's own steps (handbook P15, P16: legal check and approval within days) and of the organ's:
 * receipt within a working day of a transfer, 30 days for the result as county practice has it (features D2).
 */
export const referralLimits = {
  secondKey: workingDays(1),
  revise: workingDays(2),
  legalCheck: workingDays(2),
  approval: workingDays(2),
  receipt: workingDays(1),
  result: naturalDays(30),
} as const satisfies Record<string, Limit>

export type ReferralLaunch = Launch & { kind: 'referral'; referral: ReferralContent; proposer: Actor }
