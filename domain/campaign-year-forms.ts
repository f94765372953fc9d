import { z } from 'zod'
import { assessmentForms } from './assessment-forms.ts'
import { area, choice, field, line, moment, person, photos } from './fields.ts'
import { conclusions } from './settlement.ts'
import { text } from './text.ts'

/** Forms of the year's account: deposits, settlement (handbook P07, P19, §3), and with them the assessment's. */

const year = field(z.int().min(2020).max(2100), { label: text('年度', 'Year') })
const unitId = field(z.string().min(1), { label: text('责任单位', 'Unit'), widget: 'unit' })
const title = line(text('标题', 'Title'), { min: 4, max: 80 })

const exactCents = (amount: number) => Math.abs(amount * 100 - Math.round(amount * 100)) < 1e-6
const cents = { params: { text: text('最多两位小数', 'At most two decimals') } }

/** An amount as people type it, yuan with at most two decimals. */
const yuan = (label: ReturnType<typeof text>, hint?: ReturnType<typeof text>) =>
  field(z.number().min(0).max(10_000_000).refine(exactCents, cents), { label, hint })
export const DepositNotice = z.object({
  title,
  unitId,
  payerId: person(text('缴存人', 'Payer'), text('单位主要负责人', 'The head of the unit'), ['UNIT_HEAD']),
  year,
  dueYuan: yuan(text('应缴（元）', 'Due (yuan)')),
  basis: area(text('制度依据', 'Rule'), { min: 4, max: 1000 }),
})
export type DepositNotice = z.infer<typeof DepositNotice>

const DepositPayment = z.object({
  decision: choice(text('缴存确认', 'Confirmation'), {
    CONFIRMED: text('本人自愿确认', 'I confirm of my own will'),
    DECLINED: text('不缴存', 'I do not pay'),
  }),
  note: area(text('说明', 'Note'), { min: 0, max: 1000 }),
  photos: photos(text('缴款凭证', 'Proof of payment'), 0, 3),
})

const DepositEntryForm = z.object({
  paidYuan: yuan(text('金额（元）', 'Amount (yuan)')),
  paidAt: moment(text('日期', 'Date')),
  voucherNo: line(text('凭证号', 'Voucher'), { max: 40 }),
  receipt: photos(text('票据影像', 'Receipt'), 0, 3),
})

const EntryReview = z
  .object({
    decision: choice(text('意见', 'Decision'), {
      APPROVE: text('同意', 'Agree'),
      RETURN: text('退回', 'Return'),
    }),
    opinion: area(text('理由', 'Reason'), { min: 0, max: 1000 }),
  })
  .refine((form) => form.decision === 'APPROVE' || form.opinion.length >= 2, {
    path: ['opinion'],
    params: { text: text('退回时请写明理由', 'Say why you return it') },
  })

export const SettlementOpening = z.object({ title, unitId, year })
export type SettlementOpening = z.infer<typeof SettlementOpening>

const YearConclusion = z.object({
  conclusion: choice(text('年度结论', 'Conclusion'), conclusions),
  grounds: area(text('认定依据', 'Grounds'), { min: 4, max: 4000 }),
  basis: area(text('制度条款', 'Article of the rule'), { min: 2, max: 1000 }),
})

const JointReview = EntryReview

const CollectiveDecision = z.object({
  decision: choice(text('集体决定', 'Collective decision'), {
    APPROVE: text('同意结论', 'Approve the conclusion'),
    RETURN: text('退回重新认定', 'Return'),
  }),
  minutesNo: line(text('会议纪要号', 'Minutes'), { max: 60 }),
  heldAt: moment(text('会议时间', 'Held at')),
  opinion: area(text('意见', 'Opinion'), { min: 2, max: 2000 }),
})

const PublicNotice = z
  .object({
    decision: choice(text('公示结果', 'Result of the public notice'), {
      NONE: text('期满无异议', 'No objection'),
      RECEIVED: text('收到异议', 'Objections received'),
    }),
    note: area(text('说明', 'Note'), { min: 0, max: 2000 }),
  })
  .refine((form) => form.decision === 'NONE' || form.note.length >= 4, {
    path: ['note'],
    params: { text: text('请写明异议内容', 'Write what was objected') },
  })

const FreezeLifted = z.object({
  documentNo: line(text('结论文号', 'Document'), { max: 60 }),
  note: area(text('说明', 'Note'), { min: 2, max: 1000 }),
})

export const campaignYearForms = {
  'depositNotice.v1': DepositNotice,
  'depositPayment.v1': DepositPayment,
  'depositEntry.v1': DepositEntryForm,
  'entryReview.v1': EntryReview,
  ...assessmentForms,
  'settlement.v1': SettlementOpening,
  'yearConclusion.v1': YearConclusion,
  'jointReview.v1': JointReview,
  'collectiveDecision.v1': CollectiveDecision,
  'publicNotice.v1': PublicNotice,
  'freezeLifted.v1': FreezeLifted,
} as const
