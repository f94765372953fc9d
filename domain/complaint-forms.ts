import { z } from 'zod'
import { complaintHandlingForms } from './complaint-handling-forms.ts'
import { area, choice, field, line, photos, place } from './fields.ts'
import { impersonalArea, impersonalLine } from './impersonal-fields.ts'
import { type Text, text } from './text.ts'

/**
 * Forms of a complaint (handbook P13). None of them has a field for who complained: that is kept apart, encrypted,
 * and never travels with the case (domain/complainant.ts).
 */

export const complaintClasses = {
  A: text('A 一般市容环境问题', 'A Ordinary filth'),
  B: text('B 举报违法行为，要求查处', 'B An offence to be investigated'),
  C: text('C 信访事项（申诉求决）', 'C A petition'),
  D: text('D 举报公职人员违纪违法', 'D Misconduct of an official'),
  E: text('E 意见建议', 'E A suggestion'),
  F: text('F 紧急情况', 'F An emergency'),
} as const satisfies Record<string, Text>
export type ComplaintClass = keyof typeof complaintClasses

export const complaintChannels = {
  WEB: text('扫码或网页', 'Web page'),
  PHONE: text('电话', 'Telephone'),
  LETTER: text('来信', 'Letter'),
  VISIT: text('来访', 'Visit'),
  HOTLINE: text('12345 转办', 'Hotline 12345'),
  UPPER: text('上级转办', 'From above'),
} as const satisfies Record<string, Text>
export type ComplaintChannel = keyof typeof complaintChannels

/** What a case says of a complaint: at first the complainant's words, from dispatch on the office's summary of them. */
export const Complaint = z.object({
  title: line(text('事项', 'Subject'), { min: 2, max: 80 }),
  channel: choice(text('渠道', 'Channel'), complaintChannels),
  class: choice(text('类型', 'Class'), complaintClasses)
    .optional()
    .meta({
      label: text('类型', 'Class'),
      widget: 'choice',
      options: complaintClasses,
    }),
  place: place(text('地点', 'Place')),
  spot: line(text('定位', 'Position'), { min: 0, max: 40 })
    .optional()
    .meta({ label: text('定位', 'Position') }),
  words: area(text('反映内容', 'What is complained of'), { min: 0, max: 2000 }),
  photos: photos(text('照片', 'Photos'), 0, 6),
  callBack: choice(text('能否回访', 'Can be called back'), {
    YES: text('留有联系方式', 'Left a way to call back'),
    NO: text('未留联系方式', 'Left none'),
  }),
  duplicateOf: line(text('并入', 'Merged into'), { max: 40 })
    .optional()
    .meta({ label: text('并入', 'Merged into') }),
})
export type Complaint = z.infer<typeof Complaint>

const accepted = { field: 'decision', is: 'ACCEPT' }
const refused = { field: 'decision', is: 'NOT_ACCEPTED' }

export const ComplaintTriage = z
  .object({
    decision: choice(text('受理意见', 'Decision'), {
      ACCEPT: text('受理', 'Accept'),
      NOT_ACCEPTED: text('不予受理，告知去向', 'Not within our power: tell where to go'),
      DUPLICATE: text('重复反映，并入原件', 'A duplicate: merge'),
    }),
    class: choice(text('类型', 'Class'), complaintClasses)
      .optional()
      .meta({ label: text('类型', 'Class'), widget: 'choice', options: complaintClasses, shownWhen: accepted }),
    title: impersonalLine(text('事项', 'Subject'), { min: 4, max: 80, hint: text('列表中显示', 'Shown in lists') }),
    summary: impersonalArea(text('办理摘要', 'Summary for who handles it'), {
      min: 4,
      max: 2000,
      hint: text(
        '承办单位只看到摘要：不写举报人姓名、住址等能认出本人的内容',
        'All that the unit reads: nothing by which the complainant is known',
      ),
    }),
    complainedUnitId: field(z.string().optional(), {
      label: text('被举报单位', 'Unit complained about'),
      widget: 'unit',
      hint: text(
        '未指明单位的不填。该单位不得承办、协办，也看不到本件',
        'If one is named. It cannot handle this, nor see it',
      ),
    }),
    handlerUnitId: field(z.string().optional(), {
      label: text('承办单位', 'Unit to handle it'),
      widget: 'unit',
      hint: text('A、B、C、E 类必填；不能是被举报单位', 'For A, B, C, E; never the unit complained about'),
    }),
    calledNumber: choice(text('已转接', 'Called'), {
      110: text('110 报警', '110 Police'),
      119: text('119 消防', '119 Fire'),
      120: text('120 急救', '120 Ambulance'),
      122: text('122 交通事故', '122 Traffic'),
    })
      .optional()
      .meta({
        label: text('已转接（F 类）', 'Called (class F)'),
        widget: 'choice',
        options: {
          110: text('110 报警', '110 Police'),
          119: text('119 消防', '119 Fire'),
          120: text('120 急救', '120 Ambulance'),
          122: text('122 交通事故', '122 Traffic'),
        },
        shownWhen: { field: 'class', is: 'F' },
      }),
    duplicateOf: line(text('原件编号', 'The earlier complaint'), { max: 40 })
      .optional()
      .meta({
        label: text('原件编号', 'The earlier complaint'),
        widget: 'line',
        hint: text('如 JB-2026-0001', 'As JB-2026-0001'),
        shownWhen: { field: 'decision', is: 'DUPLICATE' },
      }),
    whereTo: impersonalLine(text('请向何处反映', 'Where to go instead'), { min: 2, max: 200 })
      .optional()
      .meta({ label: text('请向何处反映', 'Where to go instead'), widget: 'line', shownWhen: refused }),
    reason: impersonalArea(text('不予受理的理由', 'Why not'), { min: 10, max: 1000 })
      .optional()
      .meta({
        label: text('不予受理的理由', 'Why not'),
        widget: 'area',
        hint: text('告知举报人的原文', 'The complainant reads it as it stands'),
        shownWhen: refused,
      }),
  })
  .superRefine((form, context) => {
    const missing = (field: string, zh: string, en: string) =>
      context.addIssue({ code: 'custom', path: [field], params: { text: text(zh, en) } })
    if (form.decision === 'NOT_ACCEPTED') {
      if (!form.reason) missing('reason', '请写明理由', 'Say why')
      if (!form.whereTo) missing('whereTo', '请告知向何处反映', 'Say where to go')
      return
    }
    if (form.decision === 'DUPLICATE') {
      if (!form.duplicateOf) missing('duplicateOf', '请填原件编号', 'Name the earlier complaint')
      return
    }
    if (!form.class) return missing('class', '请选择类型', 'Choose the class')
    if (form.class === 'F' && !form.calledNumber) missing('calledNumber', '请选择已转接的电话', 'Say who was called')
    if (form.class !== 'D' && form.class !== 'F' && !form.handlerUnitId)
      missing('handlerUnitId', '请选择承办单位', 'Choose the unit to handle it')
  })
export type ComplaintTriage = z.infer<typeof ComplaintTriage>

export const complaintForms = {
  'complaint.v1': Complaint,
  'complaintTriage.v1': ComplaintTriage,
  ...complaintHandlingForms,
} as const
