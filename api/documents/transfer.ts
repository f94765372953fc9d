import { conducts, EvidenceItem } from '../../domain/referral-forms.ts'
import type { Dossier } from './dossier.ts'
import { type DocumentContent, SEAL, paragraph, heading } from './model.ts'
import { part, photoIds, photoPairs, said } from './record.ts'
import { chosen, dateText } from './words.ts'

/**
 * 问题线索移送函 (handbook appendix A6): facts, course, evidence, basis; a slip by which its receipt is confirmed. It
 * proposes nothing: what follows is the organ's to decide.
 */
export function transferDocument(
  dossier: Dossier,
  issued: { at: string; data?: unknown },
  number: string | null,
): DocumentContent {
  const content = part(issued.data, 'content')
  const photos = photoIds(content, 'photos')
  const evidence = evidenceOf(content, photos.length)
  const course = listOf(part(content, 'course'))
  const subject = `“${said(content, 'title')}”`
  return {
    layout: 'LETTER',
    issuer: dossier.headquarters,
    number,
    title: '问题线索移送函',
    blocks: [
      { kind: 'addressee', text: '县纪委监委：' },
      paragraph(`现将${subject}有关情况移送你委。`),
      heading('一、基本事实'),
      paragraph(
        `涉及单位：${dossier.unitName(said(content, 'unitId'))}。涉及人员：${said(content, 'persons')}。情形：${chosen(conducts, said(content, 'conduct'))}。`,
      ),
      paragraph(said(content, 'facts')),
      heading('二、督办约谈经过'),
      ...(course.length > 0 ? course.map(paragraph) : [paragraph('本事项未经督办程序，直接移送。')]),
      paragraph(`已采取的措施：${said(content, 'measures')}`),
      heading('三、证据材料清单'),
      paragraph(`证据材料共${evidence.length}份，目录附后。`),
      heading('四、移送依据'),
      paragraph(`${said(content, 'clauses')}；批准文号：${said(content, 'approvalNo')}。`),
      paragraph('请予查收并回执。'),
      { kind: 'signature', by: dossier.headquarters, date: dateText(issued.at) },
      heading('附件：证据材料目录'),
      ...evidence.map((line, index) => paragraph(`${index + 1}．${line}`)),
      ...(photos.length > 0
        ? [{ kind: 'photos' as const, title: '附：补充照片', rows: photoPairs(dossier, photos, '补充照片') }]
        : []),
      heading('回　　执'),
      paragraph(`${dossier.headquarters}：${number ?? ''}问题线索移送函及证据材料${evidence.length}份收悉。`),
      {
        kind: 'fields',
        rows: [
          { label: '签收情况', value: '□受理　　□不属本机关职权，退回（附理由）' },
          { label: '签收人', value: '' },
          { label: '签收时间', value: '　　　　年　　月　　日' },
          { label: '盖　　章', value: SEAL },
        ],
      },
    ],
  }
}

const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((line): line is string => typeof line === 'string') : []

function evidenceOf(content: unknown, photos: number): string[] {
  const chosenOnes = part(content, 'evidence')
  const papers = (Array.isArray(chosenOnes) ? chosenOnes : []).flatMap((value) => {
    const item = EvidenceItem.safeParse(value).data
    if (!item) return []
    const day = item.at === undefined ? '' : `，${dateText(item.at)}`
    const hash = item.sha256 === undefined ? '' : `，校验值${item.sha256.slice(0, 16)}`
    return [`${item.title}${item.number === undefined ? '' : `（${item.number}）`}${day}${hash}`]
  })
  const others = said(content, 'others').split('\n').filter(Boolean)
  return [...papers, ...others, ...(photos > 0 ? [`补充照片${photos}张`] : [])]
}
