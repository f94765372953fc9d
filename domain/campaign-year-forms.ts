import { z } from 'zod'
import { dimensions, vetoes } from './assessment/sheet.ts'
import { area, choice, field, line, moment, person, photos } from './fields.ts'
import { conclusions } from './settlement.ts'
import { text } from './text.ts'

/** Forms of the year's account: deposits, half-year assessment, settlement (handbook P07, P18, P19, §3). */

const year = field(z.int().min(2020).max(2100), { label: text('年度', 'Year') })
const unitId = field(z.string().min(1), { label: text('责任单位', 'Unit'), widget: 'unit' })
const title = line(text('标题', 'Title'), { min: 4, max: 80 })

const exactCents = (amount: number) => Math.abs(amount * 100 - Math.round(amount * 100)) < 1e-6
const cents = { params: { text: text('最多两位小数', 'At most two decimals') } }

/** An amount as people type it, yuan with at most two decimals. */
const yuan = (label: ReturnType<typeof text>, hint?: ReturnType<typeof text>) =>
  field(z.number().min(0).max(10_000_000).refine(exactCents, cents), { label, hint })
/** Points as people type them, with at most two decimals. */
const points = (label: ReturnType<typeof text>, most: number) =>
  field(z.number().min(0).max(most).refine(exactCents, cents).optional(), {
    label,
    hint: text(`满分${most}，不涉及的留空`, `Full: ${most}; empty where not applicable`),
  })

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

export const AssessmentPlan = z.object({
  title,
  year,
  half: choice(text('考核期', 'Half-year'), {
    H1: text('上半年', 'First half'),
    H2: text('下半年', 'Second half'),
  }),
  scheme: area(text('考核方案', 'Scheme'), { min: 10, max: 8000 }),
  unitIds: field(z.array(z.string().min(1)).max(200), {
    label: text('考核对象', 'Units'),
    widget: 'units',
    hint: text('不选即为全部责任单位', 'None chosen: all units'),
  }),
})
export type AssessmentPlan = z.infer<typeof AssessmentPlan>

export const UnitAssessment = z.object({ title, unitId, year, half: AssessmentPlan.shape.half })
export type UnitAssessment = z.infer<typeof UnitAssessment>

const SelfReview = z.object({
  A: points(dimensions.A.title, 40),
  C: points(dimensions.C.title, 10),
  D: points(dimensions.D.title, 8),
  E: points(dimensions.E.title, 5),
  F: points(dimensions.F.title, 5),
  G: points(dimensions.G.title, 2),
  account: area(text('自查自评', 'Self-review'), { min: 10 }),
  photos: photos(text('佐证', 'Evidence'), 0, 6),
})

const OnSiteScoring = z
  .object({
    A: points(dimensions.A.title, 40),
    C: points(dimensions.C.title, 10),
    D: points(dimensions.D.title, 8),
    E: points(dimensions.E.title, 5),
    F: points(dimensions.F.title, 5),
    G: points(dimensions.G.title, 2),
    reason: area(text('扣分理由', 'Why points were taken off'), { min: 4 }),
    bonus: field(z.number().min(0).max(5).refine(exactCents, cents).optional(), {
      label: text('加分', 'Bonus'),
      hint: text('上级通报表扬、经验推广等，最多5分', 'Praise by a superior, experience spread: 5 at most'),
    }),
    veto: choice(text('一票否决', 'Veto'), { NONE: text('无', 'None'), ...vetoes }),
    vetoDocument: field(line(text('否决依据文号', 'Document of the veto'), { min: 0, max: 60 }).optional(), {
      label: text('否决依据文号', 'Document of the veto'),
      widget: 'line',
    }),
    photos: photos(text('现场照片', 'Photos'), 1, 6),
  })
  .refine((form) => form.veto === 'NONE' || (form.vetoDocument ?? '').length >= 2, {
    path: ['vetoDocument'],
    params: { text: text('一票否决须有批准文件的文号', 'A veto needs the number of the document that approves it') },
  })
export type OnSiteScoring = z.infer<typeof OnSiteScoring>

const appealed = Object.fromEntries(Object.entries(dimensions).map(([key, { title: name }]) => [key, name]))

const ScoreAppeal = z
  .object({
    decision: choice(text('对初评结果', 'On the preliminary result'), {
      ACCEPT: text('无异议', 'Accept'),
      APPEAL: text('提出申诉', 'Appeal'),
    }),
    dimension: choice(text('申诉项', 'Dimension'), appealed)
      .optional()
      .meta({
        label: text('申诉项', 'Dimension'),
        widget: 'choice',
        options: appealed,
        shownWhen: { field: 'decision', is: 'APPEAL' },
      }),
    grounds: area(text('理由', 'Grounds'), { min: 0, max: 4000 }),
    photos: photos(text('佐证', 'Evidence'), 0, 6),
  })
  .refine((form) => form.decision === 'ACCEPT' || (form.grounds.length >= 4 && form.dimension !== undefined), {
    path: ['grounds'],
    params: { text: text('请选择申诉项并写明理由', 'Choose the dimension and write your grounds') },
  })

const ScoreRuling = z.object({
  decision: choice(text('复核结论', 'Ruling'), {
    UPHOLD: text('维持', 'Upheld'),
    CORRECT: text('更正', 'Corrected'),
  }),
  correction: field(z.number().min(-40).max(40).refine(exactCents, cents).optional(), {
    label: text('更正分（加为正，减为负）', 'Correction (plus or minus)'),
    shownWhen: { field: 'decision', is: 'CORRECT' },
  }),
  reason: area(text('理由', 'Reason'), { min: 4, max: 2000 }),
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
  'assessmentPlan.v1': AssessmentPlan,
  'unitAssessment.v1': UnitAssessment,
  'selfReview.v1': SelfReview,
  'onSiteScoring.v1': OnSiteScoring,
  'scoreAppeal.v1': ScoreAppeal,
  'scoreRuling.v1': ScoreRuling,
  'settlement.v1': SettlementOpening,
  'yearConclusion.v1': YearConclusion,
  'jointReview.v1': JointReview,
  'collectiveDecision.v1': CollectiveDecision,
  'publicNotice.v1': PublicNotice,
  'freezeLifted.v1': FreezeLifted,
} as const
