import { z } from 'zod'
import { area, choice, field, line, photos } from './fields.ts'
import { decidingOrgans, identities, measureTitles } from './measures.ts'
import { type Text, text } from './text.ts'

/** Forms of ladder B (handbook P17, appendix A6): the referral of defiance, and what the competent organ records. */

export const conducts = {
  REFUSES: text('拒不整改', 'Refuses to rectify'),
  SHIRKS: text('推诿扯皮、拖延不办', 'Shirks and delays'),
  OBSTRUCTS: text('阻挠督办核查', 'Obstructs'),
  FAKES: text('弄虚作假', 'Fakes'),
  DEFIES: text('有令不行、有禁不止', 'Defies orders'),
} as const

/** A paper or photo that goes along: what it is called, its number and day, and a photo's hash. */
export const EvidenceItem = z.object({
  key: z.string().max(80),
  title: z.string().max(200),
  number: z.string().max(80).optional(),
  at: z.string().max(40).optional(),
  sha256: z.string().max(64).optional(),
})
export type EvidenceItem = z.infer<typeof EvidenceItem>

// A letter tells facts: what is to be done about them is the organ's to say.
const PROPOSES = /(给予|予以|处以).{0,16}(处分|警告|记过|降级|撤职|开除|免职)/u
const onlyFacts = text(
  '移送函只写事实和证据，不写应给予何种处分（由有权机关决定）',
  'Tell facts only: what follows from them is for the competent organ to decide',
)

export const ReferralContent = z
  .object({
    caseId: field(z.string().max(40).optional(), { label: text('关联督办件', 'Notice'), widget: 'hidden' }),
    title: line(text('移送事项', 'Subject'), { min: 4, max: 80 }),
    unitId: field(z.string().min(1), { label: text('涉及单位', 'Unit concerned'), widget: 'unit' }),
    conduct: choice(text('情形', 'Conduct'), conducts),
    persons: line(text('涉及人员', 'Persons'), {
      min: 2,
      hint: text('姓名、职务；只涉及单位的写“单位”', 'Names and posts, or “the unit”'),
    }),
    facts: area(text('基本事实', 'Facts'), {
      min: 20,
      hint: text('何时、何地、何人、何事；只写事实，不写处分建议', 'When, where, who, what; no proposal'),
    }),
    measures: area(text('已采取的措施', 'What was done so far'), {
      min: 4,
      hint: text('督办、催办、约谈等', 'Notices, reminders, talks'),
    }),
    evidence: field(z.array(EvidenceItem).max(60), { label: text('证据材料目录', 'Evidence'), widget: 'evidence' }),
    photos: photos(text('补充照片', 'Further photos'), 0, 12),
    others: area(text('其他材料', 'Other papers'), { min: 0, max: 2000, hint: text('每行一份', 'One a line') }),
    clauses: area(text('移送依据', 'Basis'), {
      min: 4,
      max: 1000,
      hint: text('制度、法律条款', 'Rules and articles'),
    }),
    /** What was done about the matter so far, a line each; written by the product from the notice's record. */
    course: field(z.array(z.string().max(400)).max(80).optional(), {
      label: text('督办约谈经过', 'Course'),
      widget: 'hidden',
    }),
  })
  .refine(({ facts }) => !PROPOSES.test(facts), { path: ['facts'], params: { text: onlyFacts } })
  .refine(({ measures }) => !PROPOSES.test(measures), { path: ['measures'], params: { text: onlyFacts } })
  .refine(({ evidence, photos: more, others }) => evidence.length + more.length > 0 || others.length > 0, {
    path: ['evidence'],
    params: { text: text('至少列出一份证据材料', 'Name at least one piece of evidence') },
  })
export type ReferralContent = z.infer<typeof ReferralContent>

const returning = text('退回补正', 'Return')
const whyReturned = { path: ['opinion'], params: { text: text('退回时请写明理由', 'Say why') } }

export const ReferralSecondKey = z
  .object({
    decision: choice(text('复核意见', 'Second key'), { AGREE: text('同意移送', 'Agree'), RETURN: returning }),
    opinion: area(text('意见', 'Opinion'), { min: 0, max: 1000 }),
  })
  .refine((form) => form.decision === 'AGREE' || form.opinion.length >= 2, whyReturned)

export const ReferralApproval = z
  .object({
    decision: choice(text('审批', 'Decision'), {
      APPROVE: text('批准移送', 'Approve'),
      RETURN: returning,
      DECLINE: text('不予移送', 'Do not refer'),
    }),
    approvalNo: line(text('批准文号', 'Approval number'), {
      min: 0,
      hint: text('本级政府或行政首长批准的文号、批示', 'Of the government or its head'),
    }),
    opinion: area(text('意见', 'Opinion'), { min: 0, max: 1000 }),
  })
  .refine((form) => form.decision === 'APPROVE' || form.opinion.length >= 2, {
    path: ['opinion'],
    params: { text: text('退回或不予移送时请写明理由', 'Say why') },
  })
  .refine((form) => form.decision !== 'APPROVE' || form.approvalNo.length >= 2, {
    path: ['approvalNo'],
    params: { text: text('批准移送须写明批准文号（督查条例第二十一条）', 'Give the number of the approval') },
  })

export const TransferReceipt = z
  .object({
    decision: choice(text('签收', 'Receipt'), {
      RECEIVED: text('收到，予以受理', 'Received'),
      RETURNED: text('不属本机关职权，退回', 'Not within our power: returned'),
    }),
    reason: area(text('退回理由', 'Why'), { min: 0, max: 1000 }),
  })
  .refine((form) => form.decision === 'RECEIVED' || form.reason.length >= 10, {
    path: ['reason'],
    params: { text: text('退回请写明理由（十个字以上）', 'Say why (ten characters or more)') },
  })

const day = (label: Text) => field(z.iso.date(), { label, widget: 'date' })

/** What the organ decided, as its officer records it (handbook P17, F-结果登记). */
export const SanctionRecord = z.object({
  subject: line(text('对象', 'Subject'), { hint: text('姓名、职务；单位写单位名', 'Name and post, or the unit') }),
  identity: choice(text('身份', 'Identity'), identities),
  organ: choice(text('决定机关', 'Organ'), decidingOrgans),
  kind: choice(text('决定种类', 'Decision'), measureTitles),
  documentNo: line(text('文号', 'Document number'), { min: 2 }),
  decidedOn: day(text('决定日期', 'Decided on')),
  effectiveFrom: day(text('生效日期', 'In effect from')),
  scope: line(text('宣布范围', 'Made known to'), { min: 0 }),
  files: photos(text('决定文书', 'The document'), 0, 6, text('拍照或扫描', 'Photo or scan')),
  note: area(text('备注', 'Note'), { min: 0, max: 1000 }),
})
export type SanctionRecord = z.infer<typeof SanctionRecord>

export const referralForms = {
  'referral.v1': ReferralContent,
  'referralSecondKey.v1': ReferralSecondKey,
  'referralApproval.v1': ReferralApproval,
  'transferReceipt.v1': TransferReceipt,
  'sanctionRecord.v1': SanctionRecord,
} as const
