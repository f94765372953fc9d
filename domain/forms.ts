import { z } from 'zod'
import { campaignYearForms } from './campaign-year-forms.ts'
import { complaintForms } from './complaint-forms.ts'
import { correctionForms } from './correction-forms.ts'
import { area, choice, field, limit, line, moment, person, photos, place } from './fields.ts'
import { depositForms } from './deposit-forms.ts'
import { ladderForms } from './ladder-forms.ts'
import { letterForms } from './letter-forms.ts'
import { patrolForms } from './patrol-forms.ts'
import { problemForms } from './problem-forms.ts'
import { referralForms } from './referral-forms.ts'
import { text } from './text.ts'

/**
 * Every form a step can ask for, by a key that carries its version. A published form may be loosened, never
 * tightened or renamed: answered cases refer to it. Fields after the handbook's form tables (P14, §2.27).
 */

const requirement = area(text('整改要求与标准', 'What must be done'), { min: 5, max: 4000 })
const legalBasis = area(text('依据', 'Legal basis'), {
  min: 2,
  max: 1000,
  hint: text('制度、标准或法律条款', 'Rule, standard or article'),
})
const rectifyWithin = limit(text('整改期限', 'Time limit'))

export const noticeUrgency = {
  NORMAL: text('一般', 'Normal'),
  URGENT: text('紧急', 'Urgent'),
  WORKS: text('工程类', 'Works'),
} as const

/** What a notice says: one matter, one notice (一事一单). */
export const NoticeContent = z.object({
  title: line(text('督办事项', 'Subject'), { min: 4, max: 80 }),
  unitId: field(z.string().min(1), { label: text('责任单位', 'Responsible unit'), widget: 'unit' }),
  place: place(text('地点', 'Place')),
  roadSectionId: field(z.string().optional(), { label: text('路段', 'Road section'), widget: 'roadSection' }),
  problemId: field(z.string().optional(), { label: text('关联问题', 'Problem'), widget: 'problem' }),
  facts: area(text('事实', 'Facts'), { min: 10, hint: text('何时、何地、什么问题', 'When, where, what') }),
  photos: photos(text('现场照片', 'Photos'), 1, 6),
  requirement,
  legalBasis,
  urgency: choice(text('类别', 'Urgency'), noticeUrgency),
  limit: rectifyWithin,
})
export type NoticeContent = z.infer<typeof NoticeContent>

export const Approval = z
  .object({
    decision: choice(text('审签意见', 'Decision'), {
      APPROVE: text('同意签发', 'Sign and issue'),
      RETURN: text('退回修改', 'Return for revision'),
    }),
    opinion: area(text('意见', 'Opinion'), { min: 0, max: 1000 }),
  })
  .refine((form) => form.decision === 'APPROVE' || form.opinion.length >= 2, {
    path: ['opinion'],
    params: { text: text('退回时请写明理由', 'Say why you return it') },
  })

export const Receipt = z.object({
  note: area(text('签收备注', 'Note'), { min: 0, max: 500, hint: text('可不填', 'Optional') }),
})

export const PhoneDelivery = z.object({
  spokenTo: line(text('接话人', 'Spoken to'), { max: 40 }),
  spokenAt: moment(text('通话时间', 'Time of call')),
  note: area(text('通话要点', 'What was said'), { min: 2, max: 500 }),
})

export const RectificationReport = z.object({
  measures: area(text('整改措施与结果', 'Measures and result'), { min: 10 }),
  doneAt: moment(text('完成时间', 'Completed at')),
  photosBefore: photos(
    text('整改前照片', 'Photos before'),
    0,
    6,
    text('可不传：通知所附照片即为整改前', 'Optional: the notice already shows it'),
  ),
  photosAfter: photos(
    text('整改后照片', 'Photos after'),
    2,
    6,
    text('与整改前同一角度', 'From the same angle as before'),
  ),
})

export const failReasons = {
  NOT_DONE: text('未整改', 'Not done'),
  PARTLY_DONE: text('整改不到位', 'Done only in part'),
  FAKED: text('虚假整改', 'Faked evidence'),
  RELAPSED: text('已反弹', 'Relapsed'),
} as const

export const Reinspection = z
  .object({
    visitedAt: moment(text('核查时间', 'Visited at')),
    coInspectorId: person(
      text('第二核查人', 'Second inspector'),
      text('须到场，并由本人会签', 'Present on site; must countersign'),
      ['OFFICE_DIRECTOR', 'OFFICE_DISPATCHER', 'OFFICE_INSPECTOR'],
    ),
    result: choice(text('核查结论', 'Result'), {
      PASS: text('落实，可以销号', 'Done'),
      FAIL: text('未落实', 'Not done'),
    }),
    failReason: choice(text('未落实原因', 'Why not'), failReasons)
      .optional()
      .meta({
        label: text('未落实原因', 'Why not'),
        widget: 'choice',
        options: failReasons,
        shownWhen: { field: 'result', is: 'FAIL' },
      }),
    opinion: area(text('核查意见', 'Findings'), { min: 4, max: 2000 }),
    photos: photos(text('核查照片', 'Photos'), 1, 6),
  })
  .refine((form) => form.result === 'PASS' || form.failReason !== undefined, {
    path: ['failReason'],
    params: { text: text('结论为未落实时请选择原因', 'Choose why') },
  })

export const Countersign = z
  .object({
    decision: choice(text('会签意见', 'Decision'), {
      AGREE: text('同意核查结论', 'Agree'),
      DISAGREE: text('不同意，退回重新核查', 'Disagree: inspect again'),
    }),
    opinion: area(text('意见', 'Opinion'), { min: 0, max: 1000 }),
  })
  .refine((form) => form.decision === 'AGREE' || form.opinion.length >= 2, {
    path: ['opinion'],
    params: { text: text('不同意时请写明理由', 'Say why you disagree') },
  })

export const NextRound = z.object({
  requirement,
  legalBasis,
  limit: rectifyWithin,
  consequence: area(text('再次未落实的后果', 'Consequence of failing again'), {
    min: 10,
    max: 1000,
    hint: text('引用制度条款', 'Cite the rule'),
  }),
})
export type NextRound = z.infer<typeof NextRound>

export const OutageReview = z
  .object({
    decision: choice(text('复核决定', 'Decision'), {
      EXTEND: text('因系统停机顺延', 'Extend because of our outage'),
      COUNT: text('停机未影响提交，认定逾期', 'The outage did not matter: overdue'),
    }),
    workingDays: field(z.int().min(1).max(10).optional(), {
      label: text('顺延工作日', 'Working days'),
      hint: text('顺延时填写', 'When extending'),
      shownWhen: { field: 'decision', is: 'EXTEND' },
    }),
    reason: area(text('理由', 'Reason'), { min: 4, max: 1000 }),
  })
  .refine((form) => form.decision === 'COUNT' || form.workingDays !== undefined, {
    path: ['workingDays'],
    params: { text: text('请填写顺延几个工作日', 'Say how many working days') },
  })

export const Withdrawal = z.object({ reason: area(text('撤回原因', 'Reason'), { min: 4, max: 500 }) })

export const forms = {
  'notice.v1': NoticeContent,
  'approval.v1': Approval,
  'receipt.v1': Receipt,
  'phoneDelivery.v1': PhoneDelivery,
  'rectificationReport.v1': RectificationReport,
  'reinspection.v1': Reinspection,
  'countersign.v1': Countersign,
  'nextRound.v1': NextRound,
  'outageReview.v1': OutageReview,
  'withdrawal.v1': Withdrawal,
  ...ladderForms,
  ...correctionForms,
  ...campaignYearForms,
  ...referralForms,
  ...letterForms,
  ...depositForms,
  ...complaintForms,
  ...problemForms,
  ...patrolForms,
} as const

export type FormKey = keyof typeof forms
export type FormOf<K extends FormKey> = z.infer<(typeof forms)[K]>
