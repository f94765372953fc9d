import type { Dossier } from './dossier.ts'
import type { DocumentContent } from './model.ts'
import { part, said } from './record.ts'
import { dateText, timeText } from './words.ts'

/** 催办通知书 (handbook §2.22, a letter of the office): what was due when, and what the unit has to do now. */
export function urgeDocument(
  dossier: Dossier,
  issued: { at: string; data?: unknown },
  number: string | null,
): DocumentContent {
  const content = part(issued.data, 'content')
  const step = said(part(content, 'title'), 'zh')
  const dueAt = said(content, 'dueAt')
  const note = said(content, 'note')
  const isLate = Date.parse(dueAt) < Date.parse(issued.at)
  const matter = `“${dossier.title}”${dossier.number ? `（${dossier.number}）` : ''}一事`
  return {
    layout: 'LETTER',
    issuer: dossier.office,
    number,
    title: '催办通知书',
    blocks: [
      { kind: 'addressee', text: `${dossier.unitName(said(content, 'unitId') || dossier.unitId)}：` },
      {
        kind: 'paragraph',
        text: isLate
          ? `${matter}，“${step}”应于${timeText(dueAt)}前办结，至今未办。`
          : `${matter}，“${step}”须于${timeText(dueAt)}前办结，现予催办。`,
      },
      ...(note ? [{ kind: 'paragraph' as const, text: `催办要求：${note}` }] : []),
      {
        kind: 'paragraph',
        text: isLate
          ? '请收到本通知后立即办理并反馈；确有困难的，请书面说明原因。'
          : '请按期办理并反馈；确有困难的，请于期限届满前书面说明原因。',
      },
      { kind: 'signature', by: dossier.office, date: dateText(issued.at) },
    ],
  }
}
