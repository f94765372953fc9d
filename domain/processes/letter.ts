import { type Limit, workingDays } from '../calendar.ts'
import type { Letter } from '../letter-forms.ts'
import type { Actor } from '../people.ts'
import { text } from '../text.ts'
import type { Released } from './template-review.ts'
import { type Launch, type ProcessDefinition, stepDefinition as step } from './definition.ts'

/** 目标责任书 (handbook P05): reviewed by law, signed by both sides, and broken down into tasks with due dates. */
const item = {
  no: { label: text('序号', 'No.') },
  task: { label: text('任务', 'Task') },
  target: { label: text('量化值', 'Target') },
  mustDo: {
    label: text('是否必成', 'Must be done'),
    options: { YES: text('必成', 'Must'), NO: text('一般', 'Normal') },
  },
  done: { label: text('完成情况', 'What was done') },
}

const template = { template: { label: text('模板审核', 'Its template') } }

export const letterSteps = {
  lawCheck: step({
    key: 'lawCheck',
    title: text('法制审核责任书', 'Review the letter'),
    form: 'entryReview.v1',
    causes: text('通过则送责任单位确认签订；退回则修改。', 'To the unit for signing, or back for revision.'),
    otherwise: text('标红并提示法制审核人', 'it turns red for the legal reviewer'),
  }),
  redraftLetter: step({
    key: 'redraftLetter',
    shows: { returned: { label: text('退回意见', 'Why it came back') } },
    title: text('修改责任书', 'Revise the letter'),
    form: 'letter.v1',
    causes: text('重新送法制审核。', 'Goes to legal review again.'),
    otherwise: text('标红并提示拟稿人', 'it turns red for the drafter'),
  }),
  signForUnit: step({
    key: 'signForUnit',
    shows: template,
    title: text('确认并签订责任书', 'Confirm and sign the letter'),
    form: 'letterConfirmation.v1',
    causes: text('签订后送县政府签字。', 'Then the county signs.'),
    otherwise: text('标红并提示创卫办主任，不会自动视为同意', 'it turns red; silence is no consent'),
  }),
  signForCounty: step({
    key: 'signForCounty',
    shows: template,
    title: text('代表县政府签订责任书', 'Sign for the county'),
    form: 'countySignature.v1',
    causes: text('责任书编号生效，任务逐项开始计时。', 'The letter takes effect and its tasks begin.'),
    otherwise: text('标红并提示指挥长', 'it turns red for the commander'),
  }),
  fulfil: step({
    key: 'fulfil',
    shows: item,
    title: text('完成责任书任务', 'Do a task of the letter'),
    form: 'itemReport.v1',
    causes: text('转创卫办核验。', 'The office verifies it.'),
    otherwise: text('该项记为未完成，计入考核', 'it counts as not done in the assessment'),
  }),
  verifyItem: step({
    key: 'verifyItem',
    shows: item,
    title: text('核验责任书任务', 'Verify a task of the letter'),
    form: 'itemVerdict.v1',
    causes: text(
      '计入半年考核和年终结算；未到期的未完成项退回继续办理。',
      'Counts in the assessment and the settlement.',
    ),
    otherwise: text('标红并提示创卫办主任，不影响单位', 'it turns red for the office director'),
  }),
} as const

export const letterProcess = {
  kind: 'letter',
  title: text('目标责任书', 'Letter of responsibility'),
  idPrefix: 'ZR',
  content: 'letter.v1',
  stages: {
    DRAFT: text('拟稿', 'Draft'),
    LEGAL_REVIEW: text('法制审核', 'Legal review'),
    TO_SIGN: text('待签', 'To be signed'),
    SIGNED: text('已签，执行中', 'Signed, under way'),
    CLOSED: text('已核销', 'Closed'),
  },
  lasting: ['TO_SIGN', 'SIGNED', 'CLOSED'],
  outcomes: {
    EVALUATED: text('任务已逐项核验', 'Every task verified'),
    VOID: text('签订前作废', 'Void before it was signed'),
  },
  steps: letterSteps,
  withdrawal: {
    title: text('作废责任书', 'Make the letter void'),
    causes: text('本责任书作废，可重新拟一份。', 'It is void; another one may be drafted.'),
    form: 'withdrawal.v1',
    roles: ['OFFICE_DIRECTOR'],
    stages: ['DRAFT', 'LEGAL_REVIEW', 'TO_SIGN'],
  },
} as const satisfies ProcessDefinition

/** The unit has five working days to confirm (P05); the rest are defaults. */
export const letterLimits = {
  review: workingDays(3),
  confirm: workingDays(5),
  sign: workingDays(3),
  verify: workingDays(5),
} as const satisfies Record<string, Limit>

export type LetterLaunch = Launch & {
  kind: 'letter'
  letter: Letter
  drafter: Actor
  /** By which review its template was released, where it is the template's own text; without it, law reviews it. */
  released?: Released
}
