import type { LetterAmendment } from '../letter-forms.ts'
import type { Actor } from '../people.ts'
import { text } from '../text.ts'
import { type Launch, type ProcessDefinition, stepDefinition as step } from './definition.ts'

/** 责任书补充协议 (handbook P05): proposed with its reason, reviewed by law, signed by both sides, numbered. */
const reason = { reason: { label: text('变更理由', 'Why') } }

export const amendmentSteps = {
  lawCheck: step({
    key: 'lawCheck',
    shows: reason,
    title: text('法制审核补充协议', 'Review the amendment'),
    form: 'entryReview.v1',
    causes: text(
      '通过则送责任单位签订；退回则不变更，原责任书继续有效。',
      'To the unit; or the letter stays as it is.',
    ),
    otherwise: text('标红并提示法制审核人', 'it turns red for the legal reviewer'),
  }),
  signForUnit: step({
    key: 'signForUnit',
    shows: reason,
    title: text('签订补充协议', 'Sign the amendment'),
    form: 'letterConfirmation.v1',
    causes: text('签订后送县政府签字；不同意的，原责任书继续有效。', 'Then the county signs; or the letter stays.'),
    otherwise: text('标红并提示创卫办主任，不会自动视为同意', 'it turns red; silence is no consent'),
  }),
  signForCounty: step({
    key: 'signForCounty',
    shows: reason,
    title: text('代表县政府签订补充协议', 'Sign the amendment for the county'),
    form: 'countySignature.v1',
    causes: text('补充协议编号生效，有变动的任务重新计时。', 'It takes effect; the tasks that changed begin anew.'),
    otherwise: text('标红并提示指挥长', 'it turns red for the commander'),
  }),
} as const

export const letterAmendmentProcess = {
  kind: 'letterAmendment',
  title: text('责任书补充协议', 'Amendment of a letter'),
  idPrefix: 'ZRB',
  content: 'letterAmendment.v1',
  stages: {
    LEGAL_REVIEW: text('法制审核', 'Legal review'),
    TO_SIGN: text('待签', 'To be signed'),
    CLOSED: text('已办结', 'Closed'),
  },
  lasting: ['TO_SIGN', 'CLOSED'],
  outcomes: {
    AGREED: text('已签订生效', 'Signed, in force'),
    RETURNED: text('未通过，原责任书不变', 'Returned: the letter stays'),
    DECLINED: text('单位不同意，原责任书不变', 'Declined: the letter stays'),
    LETTER_OVER: text('责任书已核销，未变更', 'The letter was over'),
  },
  steps: amendmentSteps,
} as const satisfies ProcessDefinition

export type LetterAmendmentLaunch = Launch & {
  kind: 'letterAmendment'
  title: string
  amendment: LetterAmendment
  proposer: Actor
}

/** Told to a letter when both sides have signed an amendment of it. */
export const AMENDED_SIGNAL = 'letterAmended'
export type Amended = { caseId: string; amendment: LetterAmendment }
