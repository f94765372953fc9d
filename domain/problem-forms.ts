import { z } from 'zod'
import { area, choice, field, limit, line, photos, place } from './fields.ts'
import { isSituationOf, kindNames, situationNames } from './problem-kinds.ts'
import { type Text, text } from './text.ts'

/** Forms of a problem from its report to its closing (handbook P12, 2.12.3 and §2.27). */

export const problemSources = {
  PATROL: text('日常巡查', 'Patrol'),
  GRID: text('网格上报', 'Grid worker'),
  LEADER: text('领导交办', 'A leader'),
  HOTLINE: text('12345转办', 'Hotline'),
  COMPLAINT: text('群众举报', 'Complaint'),
  COVERT: text('暗访', 'Unannounced visit'),
  MEDIA: text('媒体反映', 'Media'),
  UPPER: text('上级反馈', 'Superior organ'),
} as const satisfies Record<string, Text>

const situation = text('具体情形', 'Situation')
const degrees = (min: number, max: number, label: Text) =>
  field(z.number().min(min).max(max).optional(), { label, hint: text('WGS-84', 'WGS-84') })

const reported = {
  category: choice(text('类别', 'Kind'), kindNames),
  situation: choice(situation, situationNames)
    .optional()
    .meta({ label: situation, widget: 'choice', options: situationNames }),
  source: choice(text('来源', 'Source'), problemSources),
  place: place(text('地点', 'Place')),
  roadSectionId: field(z.string().max(40).optional(), { label: text('路段', 'Road section'), widget: 'roadSection' }),
  lat: degrees(-90, 90, text('纬度', 'Latitude')),
  lng: degrees(-180, 180, text('经度', 'Longitude')),
  description: area(text('描述', 'Description'), { min: 0, max: 300, hint: text('可不填', 'Optional') }),
  photos: photos(text('现场照片', 'Photos'), 1, 6, text('全景、近景各一张为好', 'One from afar and one from near')),
}

/** What is reported: a photo, a place and a kind are enough. */
export const ProblemReport = z
  .object(reported)
  .refine((form) => form.situation === undefined || isSituationOf(form.category, form.situation), {
    path: ['situation'],
    params: { text: text('该情形不属于所选类别', 'This situation is of another kind') },
  })
export type ProblemReport = z.infer<typeof ProblemReport>

/** What a problem is: its report, and what became known of it. */
const Problem = z.object({
  ...reported,
  relapses: field(z.int().min(0).optional(), { label: text('反弹次数', 'Relapses') }),
  mergedInto: field(z.string().max(40).optional(), { label: text('并入', 'Merged into'), widget: 'line' }),
})
export type Problem = z.infer<typeof Problem>

export const severities = {
  NORMAL: text('一般', 'Normal'),
  URGENT: text('紧急', 'Urgent'),
  LONG: text('长期治理', 'Long-term'),
} as const satisfies Record<string, Text>

const ProblemCheck = z
  .object({
    decision: choice(text('核实意见', 'Decision'), {
      REGISTER: text('属实，立案', 'Register'),
      MERGE: text('重复，并入已有问题', 'Merge into another'),
      REJECT: text('不予立案', 'Reject'),
    }),
    severity: choice(text('严重程度', 'Severity'), severities)
      .optional()
      .meta({
        label: text('严重程度', 'Severity'),
        widget: 'choice',
        options: severities,
        shownWhen: { field: 'decision', is: 'REGISTER' },
      }),
    mergeInto: field(z.string().trim().min(4).max(40).optional(), {
      label: text('并入的问题编号', 'Number of the other problem'),
      hint: text('如 WT-2026-0001', 'Such as WT-2026-0001'),
      shownWhen: { field: 'decision', is: 'MERGE' },
    }),
    opinion: area(text('意见', 'Opinion'), { min: 0, max: 500 }),
  })
  .refine((form) => form.decision !== 'MERGE' || form.mergeInto !== undefined, {
    path: ['mergeInto'],
    params: { text: text('请写明并入哪个问题', 'Say into which') },
  })
  .refine((form) => form.decision !== 'REJECT' || form.opinion.length >= 2, {
    path: ['opinion'],
    params: { text: text('不予立案时请写明理由', 'Say why it is rejected') },
  })

const ProblemDispatch = z.object({
  leadUnitId: field(z.string().min(1), { label: text('主办单位', 'Lead'), widget: 'unit' }),
  coUnitIds: field(z.array(z.string().min(1)).max(5), {
    label: text('协办单位', 'Co-handlers'),
    widget: 'units',
    hint: text('最多五个，主办单位负总责', 'At most five; the lead stays responsible'),
  }),
  limit: limit(text('处置时限', 'Time limit'), text('自签收起算', 'From the receipt on')),
  requirement: area(text('处置要求', 'What must be done'), { min: 4, max: 2000 }),
  basis: line(text('依据', 'Basis'), { min: 2, max: 300 }),
})
export type ProblemDispatch = z.infer<typeof ProblemDispatch>

export const returnReasons = {
  JURISDICTION: text('不属本单位管辖', 'Not ours to handle'),
  FACTS: text('与事实不符', 'The facts are otherwise'),
  DUPLICATE: text('重复派遣', 'Dispatched twice'),
  AUTHORITY: text('没有相应权限', 'We lack the power'),
} as const satisfies Record<string, Text>

const onReturn = { field: 'decision', is: 'RETURN' }

const ProblemReceipt = z
  .object({
    decision: choice(text('签收意见', 'Decision'), {
      ACCEPT: text('签收办理', 'Sign for it'),
      RETURN: text('退回', 'Return it'),
    }),
    returnReason: choice(text('退回理由', 'Why it is returned'), returnReasons)
      .optional()
      .meta({
        label: text('退回理由', 'Why it is returned'),
        widget: 'choice',
        options: returnReasons,
        shownWhen: onReturn,
      }),
    grounds: area(text('说明与依据', 'Grounds'), { min: 0, max: 1000 })
      .optional()
      .meta({ label: text('说明与依据', 'Grounds'), widget: 'area', shownWhen: onReturn }),
    suggestedUnitId: field(z.string().optional(), {
      label: text('建议承办单位', 'Unit suggested'),
      widget: 'unit',
      shownWhen: onReturn,
    }),
  })
  .refine((form) => form.decision === 'ACCEPT' || form.returnReason !== undefined, {
    path: ['returnReason'],
    params: { text: text('请选择退回理由', 'Choose why') },
  })
  .refine((form) => form.decision === 'ACCEPT' || (form.grounds ?? '').length >= 4, {
    path: ['grounds'],
    params: { text: text('退回时请写明依据', 'Say on which grounds') },
  })

const checkFailures = {
  NOT_DONE: text('未整改', 'Not done'),
  PARTLY_DONE: text('整改不到位', 'Done only in part'),
  FAKED: text('虚假整改', 'Faked evidence'),
} as const satisfies Record<string, Text>

const ProblemVerification = z
  .object({
    mode: choice(text('核查方式', 'How'), { ON_SITE: text('现场', 'On site'), PHOTOS: text('看照片', 'By photos') }),
    result: choice(text('核查结论', 'Result'), { PASS: text('通过，销号', 'Done'), FAIL: text('不通过', 'Not done') }),
    failReason: choice(text('不通过原因', 'Why not'), checkFailures)
      .optional()
      .meta({
        label: text('不通过原因', 'Why not'),
        widget: 'choice',
        options: checkFailures,
        shownWhen: { field: 'result', is: 'FAIL' },
      }),
    opinion: area(text('核查意见', 'Findings'), { min: 2, max: 1000 }),
    photos: photos(text('核查照片', 'Photos'), 0, 6, text('现场核查或不通过时必传', 'Needed on site, and on failing')),
  })
  .refine((form) => form.result === 'PASS' || form.failReason !== undefined, {
    path: ['failReason'],
    params: { text: text('请选择不通过的原因', 'Choose why') },
  })
  .refine((form) => (form.mode === 'PHOTOS' && form.result === 'PASS') || form.photos.length > 0, {
    path: ['photos'],
    params: { text: text('请上传核查照片', 'Add a photo') },
  })

const goOn = text('继续整改期限', 'Limit for going on')

const ProblemEscalation = z
  .object({
    decision: choice(text('处理', 'Decision'), {
      NOTICE: text('转第一次督办', 'Write a first notice'),
      GO_ON: text('暂不督办，继续整改', 'No notice yet: go on'),
    }),
    limit: limit(goOn)
      .optional()
      .meta({ label: goOn, widget: 'limit', shownWhen: { field: 'decision', is: 'GO_ON' } }),
    reason: area(text('理由', 'Grounds'), { min: 4, max: 1000 }),
  })
  .refine((form) => form.decision === 'NOTICE' || form.limit !== undefined, {
    path: ['limit'],
    params: { text: text('请给出继续整改的期限', 'Give a limit for going on') },
  })

export const problemForms = {
  'problem.v1': Problem,
  'problemCheck.v1': ProblemCheck,
  'problemDispatch.v1': ProblemDispatch,
  'problemReceipt.v1': ProblemReceipt,
  'problemVerification.v1': ProblemVerification,
  'problemEscalation.v1': ProblemEscalation,
} as const
