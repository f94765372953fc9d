import { z } from 'zod'
import { area, choice, field, line, person, photos, rows } from './fields.ts'
import { text } from './text.ts'

/** Forms of the letter of responsibility (handbook P05). */

const LetterItem = z.object({
  content: line(text('任务', 'Task'), { min: 2, max: 120 }),
  standard: line(text('标准条款', 'Standard'), { min: 0, max: 120 }),
  target: line(text('量化值', 'Target'), { min: 0, max: 60 }),
  dueOn: field(z.iso.date(), { label: text('完成时限', 'Due on'), widget: 'date' }),
  points: field(z.int().min(1).max(100), { label: text('分值', 'Points') }),
  mustDo: choice(text('是否必成', 'Must be done'), { YES: text('必成', 'Must'), NO: text('一般', 'Normal') }),
})
export type LetterItem = z.infer<typeof LetterItem>

export const Letter = z
  .object({
    title: line(text('标题', 'Title'), { min: 4, max: 80 }),
    unitId: field(z.string().min(1), { label: text('责任单位（乙方）', 'Unit'), widget: 'unit' }),
    year: field(z.int().min(2020).max(2100), { label: text('年度', 'Year') }),
    headId: person(text('责任人', 'Responsible'), text('签订时在任的主要负责人', 'The head of the unit'), [
      'UNIT_HEAD',
    ]),
    goal: area(text('总体目标', 'Goal'), { min: 4, max: 2000 }),
    items: rows(text('任务指标', 'Tasks'), LetterItem, 1, 30),
    rewardClause: area(text('奖惩条款', 'Reward clause'), {
      min: 4,
      max: 2000,
      hint: text('引用制度条款', 'Cite the rule'),
    }),
    depositMode: choice(text('保证金条款', 'Deposit clause'), {
      NONE: text('不涉及', 'None'),
      RECORD_ONLY: text('只记账', 'Record only'),
      CASH: text('缴存（须有合法性意见）', 'Paid (needs its legal basis)'),
    }),
    approval: line(text('审批依据', 'Approval'), {
      min: 4,
      max: 200,
      hint: text('批准签订责任书的文件', 'Document that allows it'),
    }),
  })
  .refine((form) => form.items.reduce((sum, { points }) => sum + points, 0) === 100, {
    path: ['items'],
    params: { text: text('各项任务的分值合计须为100', 'The points must add up to 100') },
  })
  .refine((form) => form.items.some(({ mustDo }) => mustDo === 'YES'), {
    path: ['items'],
    params: { text: text('至少要有一项必成任务', 'At least one task must be done') },
  })
export type Letter = z.infer<typeof Letter>

const LetterConfirmation = z
  .object({
    decision: choice(text('确认意见', 'Decision'), {
      SIGN: text('确认并签订', 'Confirm and sign'),
      OBJECT: text('对任务有意见，退回修改', 'Return with comments'),
    }),
    opinion: area(text('意见', 'Opinion'), { min: 0, max: 2000 }),
    photos: photos(text('签字扫描件', 'Scan of the signature'), 0, 4),
  })
  .refine((form) => form.decision === 'SIGN' || form.opinion.length >= 2, {
    path: ['opinion'],
    params: { text: text('退回时请写明意见', 'Say what should change') },
  })

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
  'letterConfirmation.v1': LetterConfirmation,
  'itemReport.v1': ItemReport,
  'itemVerdict.v1': ItemVerdict,
} as const
