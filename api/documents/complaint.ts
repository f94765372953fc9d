import type { ComplaintClass } from '../../domain/complaint-forms.ts'
import { remedyOf } from '../../domain/complaint-status.ts'
import type { Dossier, Task } from './dossier.ts'
import type { Block, DocumentContent } from './model.ts'
import { doneBefore, said, type Issued } from './record.ts'
import { dateText } from './words.ts'

/**
 * What the office tells a complainant (handbook P13, §附录 A12), and the organ that takes a complaint over. None names
 * anybody: they are read by the receipt code, or fetched by whoever shows it.
 */

const ADDRESSEE = '举报人：'

const letter = (
  dossier: Dossier,
  { at }: Issued,
  number: string | null,
  title: string,
  addressee: string,
  paragraphs: string[],
): DocumentContent => ({
  layout: 'LETTER',
  issuer: dossier.office,
  number,
  title,
  blocks: [
    { kind: 'addressee', text: addressee },
    ...paragraphs.filter(Boolean).map((text): Block => ({ kind: 'paragraph', text })),
    { kind: 'signature', by: dossier.office, date: dateText(at) },
  ],
})

const matter = ({ caseId, content }: Dossier): string => `您反映的${said(content, 'place')}有关情况（${caseId}）`

const sortedBefore = (dossier: Dossier, { at }: Issued): Task | undefined => doneBefore(dossier, ['triage'], at).at(-1)

/** 受理告知书. */
export const acceptanceNoticeDocument = (dossier: Dossier, issued: Issued, number: string | null): DocumentContent =>
  letter(dossier, issued, number, '举报受理告知书', ADDRESSEE, [
    `${matter(dossier)}已收悉。经审查，属于受理范围，现予受理，已交有关单位办理，办结后答复。`,
    '办理进展和答复可凭回执码查询。',
  ])

/** 不予受理告知书: why, and where to go instead. */
export function notAcceptedDocument(dossier: Dossier, issued: Issued, number: string | null): DocumentContent {
  const sorted = sortedBefore(dossier, issued)
  return letter(dossier, issued, number, '不予受理告知书', ADDRESSEE, [
    `${matter(dossier)}已收悉。经审查，不属于本办受理范围，不予受理。`,
    said(sorted?.outcome, 'reason'),
    `请向${said(sorted?.outcome, 'whereTo') || '有权处理的机关'}反映。`,
  ])
}

/** 举报答复书: the reply as it was approved, and what the law still gives. */
export function replyDocument(dossier: Dossier, issued: Issued, number: string | null): DocumentContent {
  const reply = doneBefore(dossier, ['reply'], issued.at).findLast(
    ({ outcome }) => said(outcome, 'decision') === 'SEND',
  )
  const remedy = remedyOf((said(dossier.content, 'class') || undefined) as ComplaintClass | undefined)
  return letter(dossier, issued, number, '举报答复书', ADDRESSEE, [
    `${matter(dossier)}已收悉，经办理，现答复如下：`,
    said(reply?.outcome, 'reply'),
    remedy?.zh ?? '',
  ])
}

/** 举报移送函: place and photos stay with the office; what was said goes to the organ alone, by its own way. */
export const complaintTransferDocument = (dossier: Dossier, issued: Issued, number: string | null): DocumentContent =>
  letter(dossier, issued, number, '举报移送函', '有管理权限的纪检监察机关：', [
    `现将群众举报（${dossier.caseId}）移送你机关依规依纪依法处理。举报原文加密保存，由接收人登记理由后查看；地点和照片由本办留存，可随时调取。`,
    '请接收后回执。移送情况已告知举报人，举报人信息依法保密。',
  ])
