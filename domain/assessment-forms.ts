import { z } from 'zod'
import { halves } from './assessment/half.ts'
import { vetoes } from './assessment/sheet.ts'
import { itemNames, newestSheet, scoreSheets, type SheetVersion } from './assessment/sheets.ts'
import { area, choice, field, line, Photo, photos, rows } from './fields.ts'
import { text } from './text.ts'

/** Forms of the half-year assessment (handbook P18, §3.4–3.5). */

const year = field(z.int().min(2020).max(2100), { label: text('年度', 'Year') })
const half = choice(text('考核期', 'Half-year'), halves)
const title = line(text('标题', 'Title'), { min: 4, max: 80 })
const versions = Object.keys(scoreSheets) as [SheetVersion, ...SheetVersion[]]
const sheetNames = Object.fromEntries(versions.map((version) => [version, scoreSheets[version].title]))
const documentNo = line(text('文号', 'Document'), { min: 2, max: 60 })

const exactCents = (amount: number) => Math.abs(amount * 100 - Math.round(amount * 100)) < 1e-6
const cents = { params: { text: text('最多两位小数', 'At most two decimals') } }

export const AssessmentPlan = z
  .object({
    title,
    year,
    half,
    sheet: field(z.enum(versions).default(newestSheet), {
      label: text('评分表', 'Score sheet'),
      widget: 'choice',
      options: sheetNames,
    }),
    scheme: area(text('考核方案', 'Scheme'), { min: 10, max: 8000 }),
    unitIds: field(z.array(z.string().min(1)).max(200), {
      label: text('考核对象', 'Units'),
      widget: 'units',
      hint: text('不选即为全部责任单位', 'None chosen: all units'),
    }),
    scorerIds: field(z.array(z.string().min(1)).max(40).default([]), {
      label: text('考核人员', 'Scorers'),
      widget: 'people',
      among: ['OFFICE_INSPECTOR', 'OFFICE_DISPATCHER'],
      hint: text(
        '至少两人，一人打分、一人复核，按单位轮流；不选即由督查考核员认领',
        'Two at least, one scores and another checks, in turn; none chosen: any inspector',
      ),
    }),
  })
  .refine((plan) => plan.scorerIds.length !== 1, {
    path: ['scorerIds'],
    params: { text: text('打分和复核须由两人分别进行，请至少选两人', 'Scoring and checking need two people') },
  })
export type AssessmentPlan = z.infer<typeof AssessmentPlan>

const UnitAssessment = z.object({
  title,
  unitId: field(z.string().min(1), { label: text('责任单位', 'Unit'), widget: 'unit' }),
  year,
  half,
  sheet: field(z.enum(versions), { label: text('评分表', 'Score sheet'), widget: 'choice', options: sheetNames }),
})
export type UnitAssessment = z.infer<typeof UnitAssessment>

const applies = { YES: text('适用', 'Applies'), NO: text('不涉及', 'Not applicable') }

/** One item as somebody has scored it. What only the sheet knows is checked by `domain/assessment/scoring.ts`. */
const ScoredItem = z
  .object({
    code: field(z.string().max(8), { label: text('项目', 'Item'), widget: 'choice', options: itemNames }),
    applies: choice(text('是否适用', 'Whether it applies'), applies),
    points: field(z.number().min(0).max(100).refine(exactCents, cents).optional(), {
      label: text('得分', 'Points'),
      shownWhen: { field: 'applies', is: 'YES' },
    }),
    reason: field(z.string().trim().max(300).optional(), { label: text('说明', 'Reason'), widget: 'area' }),
    photos: field(z.array(Photo).max(3).optional(), { label: text('照片', 'Photos'), widget: 'photos' }),
  })
  .refine((row) => row.applies === 'NO' || row.points !== undefined, {
    path: ['points'],
    params: { text: text('请打分', 'Give points') },
  })
  .refine((row) => row.applies === 'YES' || (row.reason ?? '').length >= 2, {
    path: ['reason'],
    params: { text: text('不涉及的请写明理由', 'Say why it does not apply') },
  })
export type ScoredItem = z.infer<typeof ScoredItem>

const items = (label: ReturnType<typeof text>) => field(z.array(ScoredItem).min(1).max(60), { label, widget: 'sheet' })

const SelfReview = z.object({
  items: items(text('逐项自评', 'Item by item')),
  account: area(text('自查自评', 'Self-review'), { min: 4 }),
})

const others = {
  NAMED_BY_SUPERIOR: text('被上级暗访点名（每点位扣2分）', 'Named by a superior (2 off each)'),
  BULLETIN: text('通报批评（扣1分）', 'Criticised in a bulletin (1 off)'),
}

const OtherDeduction = z.object({
  what: choice(text('扣分事项', 'What for'), others),
  facts: line(text('事实', 'Facts'), { min: 2, max: 200 }),
  documentNo,
})

const Bonus = z.object({
  points: field(z.number().min(0.01).max(5).refine(exactCents, cents), { label: text('加分', 'Points') }),
  reason: line(text('事由', 'Reason'), { min: 2, max: 200 }),
  documentNo,
})

const VetoFound = z.object({ veto: choice(text('否决事项', 'Veto'), vetoes), documentNo })

const SheetScoring = z.object({
  items: items(text('逐项打分', 'Item by item')),
  others: rows(
    text('系统外的日常扣分', 'Deductions not in the record'),
    OtherDeduction,
    0,
    20,
    text('上级点名、通报批评，须有文号；没有不填', 'Each with its document; none: leave empty'),
  ),
  bonuses: rows(
    text('加分', 'Bonus'),
    Bonus,
    0,
    5,
    text(
      '上级通报表扬1分/次，经验推广2分，率先销号难题1分，合计最多5分',
      'Praise by a superior 1 each, experience spread 2, a hard case solved first 1; 5 in all',
    ),
  ),
  vetoes: rows(
    text('一票否决', 'Vetoes'),
    VetoFound,
    0,
    4,
    text('须在清单内并有批准文件；没有不填', 'Of the list, with the document that approves it; none: leave empty'),
  ),
  remark: area(text('考核意见', 'Remarks'), { min: 0, max: 2000 }),
})
export type SheetScoring = z.infer<typeof SheetScoring>

const Appealed = z.object({
  item: choice(text('申诉项', 'Item'), itemNames),
  grounds: area(text('理由', 'Grounds'), { min: 4, max: 1000 }),
  photos: photos(text('佐证', 'Evidence'), 0, 3),
})

const ScoreAppeal = z
  .object({
    decision: choice(text('对初评结果', 'On the preliminary result'), {
      ACCEPT: text('无异议', 'Accept'),
      APPEAL: text('提出申诉', 'Appeal'),
    }),
    items: field(z.array(Appealed).max(8).optional(), {
      label: text('申诉事项', 'What you appeal'),
      widget: 'rows',
      hint: text('只能申诉一次，请一次写全', 'Once only: write all of it'),
      shownWhen: { field: 'decision', is: 'APPEAL' },
    }),
  })
  .refine((form) => form.decision === 'ACCEPT' || (form.items ?? []).length > 0, {
    path: ['items'],
    params: { text: text('请至少写一项', 'Write at least one') },
  })
export type ScoreAppeal = z.infer<typeof ScoreAppeal>

const Ruled = z
  .object({
    item: choice(text('申诉项', 'Item'), itemNames),
    decision: choice(text('复核结论', 'Ruling'), {
      UPHOLD: text('维持', 'Upheld'),
      CORRECT: text('更正', 'Corrected'),
    }),
    correction: field(z.number().min(-40).max(40).refine(exactCents, cents).optional(), {
      label: text('更正分（加为正，减为负）', 'Correction (plus or minus)'),
      shownWhen: { field: 'decision', is: 'CORRECT' },
    }),
    reason: area(text('理由', 'Reason'), { min: 4, max: 1000 }),
  })
  .refine((row) => row.decision === 'UPHOLD' || (row.correction ?? 0) !== 0, {
    path: ['correction'],
    params: { text: text('更正的请写更正分', 'Say by how much') },
  })

const ScoreRuling = z.object({ items: rows(text('逐项复核', 'Item by item'), Ruled, 1, 8) })
export type ScoreRuling = z.infer<typeof ScoreRuling>

const ResultsExplained = z.object({ account: area(text('说明', 'Explanation'), { min: 4, max: 2000 }) })

export const assessmentForms = {
  'assessmentPlan.v1': AssessmentPlan,
  'unitAssessment.v1': UnitAssessment,
  'selfReview.v1': SelfReview,
  'sheetScoring.v1': SheetScoring,
  'scoreAppeal.v1': ScoreAppeal,
  'scoreRuling.v1': ScoreRuling,
  'resultsExplained.v1': ResultsExplained,
} as const
