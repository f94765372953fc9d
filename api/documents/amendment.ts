import { z } from 'zod'
import type { Change } from '../../domain/letter-forms.ts'
import type { Dossier } from './dossier.ts'
import type { DocumentContent } from './model.ts'
import { doneBefore, part, said, signedBy } from './record.ts'
import { dateText } from './words.ts'

const Changes = z.array(z.object({ what: z.string(), before: z.string(), after: z.string() }))

/** 责任书补充协议 (handbook P05): which letter, why, each clause as it was and as it becomes, and who signed. */
export function amendmentDocument(
  dossier: Dossier,
  issued: { at: string; data?: unknown },
  number: string | null,
): DocumentContent {
  const content = part(issued.data, 'content')
  const unit = dossier.unitName(said(content, 'unitId') || dossier.unitId)
  const signed = (step: string) => signedBy(dossier, doneBefore(dossier, [step], issued.at).at(-1))
  return {
    layout: 'LETTER',
    issuer: dossier.office,
    number,
    title: dossier.title,
    blocks: [
      { kind: 'paragraph', text: `甲方：${dossier.office}` },
      { kind: 'paragraph', text: `乙方：${unit}` },
      {
        kind: 'paragraph',
        text: `双方就${said(content, 'year')}年度目标责任书（${said(content, 'letterNo') || said(content, 'letterId')}）协商一致，签订本补充协议。`,
      },
      { kind: 'heading', text: '一、变更理由' },
      { kind: 'paragraph', text: said(content, 'reason') },
      { kind: 'heading', text: '二、变更内容' },
      { kind: 'fields', rows: (Changes.safeParse(part(content, 'changes')).data ?? []).map(rowOf) },
      {
        kind: 'paragraph',
        text: '原责任书其余条款不变，继续有效。本补充协议与原责任书具有同等效力，一式三份，甲乙双方各执一份，存档一份。',
      },
      { kind: 'paragraph', text: `乙方签订：${signed('signForUnit')}` },
      { kind: 'paragraph', text: `甲方签订：${signed('signForCounty')}` },
      { kind: 'signature', by: dossier.office, date: dateText(issued.at) },
      { kind: 'signature', by: unit, date: dateText(issued.at) },
    ],
  }
}

function rowOf({ what, before, after }: Change) {
  if (before === '') return { label: what, value: `新增：${after}` }
  if (after === '') return { label: what, value: `删除：${before}` }
  return { label: what, value: `原文：${before}\n改为：${after}` }
}
