import { z } from 'zod'
import { area, choice, field, line, person, photos, rows } from './fields.ts'
import { text } from './text.ts'

/** Forms of the letter of responsibility (handbook P05). */

const LetterItem = z.object({
  /** Its number within the letter, once it has one: an amendment keeps it. */
  no: field(z.int().min(1).max(999).optional(), { label: text('序号', 'No.'), widget: 'hidden' }),
  content: line(text('任务', 'Task'), { min: 2, max: 400 }),
  standard: line(text('标准条款', 'Standard'), { min: 0, max: 120 }),
  target: line(text('量化值', 'Target'), { min: 0, max: 200 }),
  dueOn: field(z.iso.date(), { label: text('完成时限', 'Due on'), widget: 'date' }),
  points: field(z.int().min(1).max(100), { label: text('分值', 'Points') }),
  mustDo: choice(text('是否必成', 'Must be done'), { YES: text('必成', 'Must'), NO: text('一般', 'Normal') }),
})
export type LetterItem = z.infer<typeof LetterItem>

const pointsAddUp = (form: { items: LetterItem[] }) => form.items.reduce((sum, { points }) => sum + points, 0) === 100
const oneMust = (form: { items: LetterItem[] }) => form.items.some(({ mustDo }) => mustDo === 'YES')
const notAHundred = {
  path: ['items'],
  params: { text: text('各项任务的分值合计须为100', 'The points must add up to 100') },
}
const noMust = {
  path: ['items'],
  params: { text: text('至少要有一项必成任务', 'At least one task must be done') },
}

const goal = area(text('总体目标', 'Goal'), { min: 4, max: 2000 })
const items = rows(text('任务指标', 'Tasks'), LetterItem, 1, 30)
const rewardClause = area(text('奖惩条款', 'Reward clause'), {
  min: 4,
  max: 2000,
  hint: text('引用制度条款', 'Cite the rule'),
})
const depositMode = choice(text('保证金条款', 'Deposit clause'), {
  NONE: text('不涉及', 'None'),
  RECORD_ONLY: text('只记账', 'Record only'),
  CASH: text('缴存（须有合法性意见）', 'Paid (needs its legal basis)'),
})
const approval = line(text('审批依据', 'Approval'), {
  min: 4,
  max: 200,
  hint: text('批准签订责任书的文件', 'Document that allows it'),
})
const year = field(z.int().min(2020).max(2100), { label: text('年度', 'Year') })
const title = line(text('标题', 'Title'), { min: 4, max: 80 })
const terms = { goal, items, rewardClause, depositMode, approval }

export const Letter = z
  .object({
    title,
    unitId: field(z.string().min(1), { label: text('责任单位（乙方）', 'Unit'), widget: 'unit' }),
    year,
    headId: person(text('责任人', 'Responsible'), text('签订时在任的主要负责人', 'The head of the unit'), [
      'UNIT_HEAD',
    ]),
    ...terms,
  })
  .refine(pointsAddUp, notAHundred)
  .refine(oneMust, noMust)
export type Letter = z.infer<typeof Letter>

/** A letter for many units: its texts hold places that each unit's own duties fill in (domain/letter-template.ts). */
const ofTemplate = {
  name: line(text('模板名称', 'Name of the template'), { min: 2, max: 60 }),
  title,
  year,
  ...terms,
}
export const LetterTemplate = z.object(ofTemplate).refine(pointsAddUp, notAHundred).refine(oneMust, noMust)
export type LetterTemplate = z.infer<typeof LetterTemplate>

/** One version of a template as law reviews it. */
const TemplateVersion = z.object({
  templateId: field(z.string(), { label: text('模板', 'Template'), widget: 'hidden' }),
  version: field(z.int().min(1), { label: text('版本', 'Version') }),
  ...ofTemplate,
})
export type TemplateVersion = z.infer<typeof TemplateVersion>

/** What an amendment (补充协议) would make of a signed letter, and why. */
export const AmendmentProposal = z
  .object({
    reason: area(text('变更理由', 'Why'), {
      min: 4,
      max: 1000,
      hint: text('职责调整、不可抗力、上级部署变化等', 'Other duties, force majeure, new orders from above'),
    }),
    goal,
    items,
    rewardClause,
  })
  .refine(pointsAddUp, notAHundred)
  .refine(oneMust, noMust)
export type AmendmentProposal = z.infer<typeof AmendmentProposal>

const Change = z.object({
  what: line(text('条款', 'Clause'), { max: 60 }),
  before: area(text('原文', 'Was'), { min: 0 }),
  after: area(text('改为', 'Becomes'), { min: 0 }),
})
export type Change = z.infer<typeof Change>

/** An amendment as it is reviewed and signed: the differences, and the whole of the new text beside them. */
const LetterAmendment = z.object({
  letterId: line(text('责任书', 'Letter'), { max: 40 }),
  letterNo: line(text('责任书文号', 'Its number'), { min: 0, max: 60 }),
  unitId: field(z.string().min(1), { label: text('责任单位', 'Unit'), widget: 'unit' }),
  year,
  reason: AmendmentProposal.shape.reason,
  changes: rows(text('变更内容', 'Changes'), Change, 1, 70),
  before: field(Letter, { label: text('原责任书', 'The letter before'), widget: 'hidden' }),
  after: field(Letter, { label: text('变更后', 'The letter after'), widget: 'hidden' }),
})
export type LetterAmendment = z.infer<typeof LetterAmendment>

/** Signed in the system by the signatory, or on paper, of which a scan is kept. */
const signingWays = {
  HERE: text('本人在此确认签字', 'Signed here in person'),
  PAPER: text('纸质签字盖章，上传扫描件', 'On paper: a scan is added'),
}
const signing = text('签字方式', 'How it is signed')
const signedHow = choice(signing, signingWays)
  .optional()
  .meta({ label: signing, widget: 'choice', options: signingWays })
const scanMissing = {
  path: ['photos'],
  params: { text: text('纸质签字请上传扫描件', 'Add the scan of what was signed on paper') },
}
const hasScan = (form: { how?: 'HERE' | 'PAPER' | undefined; photos?: unknown[] | undefined }) =>
  form.how !== 'PAPER' || (form.photos ?? []).length > 0

const LetterConfirmation = z
  .object({
    decision: choice(text('确认意见', 'Decision'), {
      SIGN: text('确认并签订', 'Confirm and sign'),
      OBJECT: text('对任务有意见，退回修改', 'Return with comments'),
    }),
    opinion: area(text('意见', 'Opinion'), { min: 0, max: 2000 }),
    how: signedHow,
    photos: photos(text('签字扫描件', 'Scan of the signature'), 0, 4),
  })
  .refine(hasScan, scanMissing)
  .refine((form) => form.decision === 'SIGN' || form.opinion.length >= 2, {
    path: ['opinion'],
    params: { text: text('退回时请写明意见', 'Say what should change') },
  })

const CountySignature = z
  .object({
    decision: choice(text('意见', 'Decision'), {
      APPROVE: text('代表县政府签订', 'Sign for the county'),
      RETURN: text('退回', 'Return'),
    }),
    opinion: area(text('理由', 'Reason'), { min: 0, max: 1000 }),
    how: signedHow,
    photos: photos(text('签字扫描件', 'Scan of the signature'), 0, 4)
      .optional()
      .meta({ label: text('签字扫描件', 'Scan of the signature'), widget: 'photos' }),
  })
  .refine((form) => form.decision === 'APPROVE' || form.opinion.length >= 2, {
    path: ['opinion'],
    params: { text: text('退回时请写明理由', 'Say why you return it') },
  })
  .refine(hasScan, scanMissing)

const ItemReport = z.object({
  done: area(text('完成情况', 'What was done'), { min: 4, max: 4000 }),
  photos: photos(text('佐证', 'Evidence'), 0, 6),
})

const ItemVerdict = z
  .object({
    result: choice(text('核验结论', 'Finding'), {
      DONE: text('已完成', 'Done'),
      PART: text('部分完成', 'Done in part'),
      NOT_DONE: text('未完成', 'Not done'),
    }),
    rate: field(z.int().min(1).max(99).optional(), {
      label: text('完成率（%）', 'Done (%)'),
      shownWhen: { field: 'result', is: 'PART' },
    }),
    opinion: area(text('核验意见', 'Findings'), { min: 2, max: 2000 }),
  })
  .refine((form) => form.result !== 'PART' || form.rate !== undefined, {
    path: ['rate'],
    params: { text: text('部分完成时请填写完成率', 'Say how much was done') },
  })

export const letterForms = {
  'letter.v1': Letter,
  'letterAmendment.v1': LetterAmendment,
  'templateVersion.v1': TemplateVersion,
  'countySignature.v1': CountySignature,
  'letterConfirmation.v1': LetterConfirmation,
  'itemReport.v1': ItemReport,
  'itemVerdict.v1': ItemVerdict,
} as const
