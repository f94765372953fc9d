import { yuan, yuanInWords } from '../../domain/money.ts'
import type { Dossier } from './dossier.ts'
import { type DocumentContent, fieldIf } from './model.ts'
import { doneBefore, part, said, signedBy } from './record.ts'
import { dateText } from './words.ts'

/** 保证金变动单 (handbook P07): of whom to whom, how much in figures and words, and the three hands. */
export function depositChangeDocument(
  dossier: Dossier,
  issued: { at: string; data?: unknown },
  number: string | null,
): DocumentContent {
  const content = part(issued.data, 'content')
  const fen = Number(part(content, 'fen') ?? 0)
  const carries = part(content, 'carries') === true
  const signed = (step: string) => signedBy(dossier, doneBefore(dossier, [step], issued.at).at(-1))
  return {
    layout: 'FORM',
    issuer: null,
    number,
    title: carries ? '保证金结转单' : '保证金退还单',
    blocks: [
      {
        kind: 'fields',
        rows: [
          { label: '单　　位', value: dossier.unitName(said(content, 'unitId') || dossier.unitId) },
          { label: '年　　度', value: said(content, 'year') },
          { label: '离任缴存人', value: dossier.person(said(content, 'leavingId')) },
          { label: '继任者', value: dossier.person(said(content, 'successorId')) },
          { label: '事　　由', value: said(content, 'reason') },
          { label: carries ? '结　　转' : '退　　还', value: `${yuan(fen)}元（${yuanInWords(fen)}）` },
          ...fieldIf('方　　式', said(content, 'mode') === 'RECORD_ONLY' ? '只记账，不发生资金收付' : undefined),
          { label: '登　　记', value: signed('prepareEntry') },
          { label: '复　　核', value: signed('reviewEntry') },
          { label: '审　　批', value: signed('approveEntry') },
        ],
      },
      { kind: 'signature', by: dossier.office, date: dateText(issued.at) },
    ],
  }
}
