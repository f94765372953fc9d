import { Letter } from '../../domain/letter-forms.ts'
import { yuan, yuanInWords } from '../../domain/money.ts'
import { conclusions } from '../../domain/settlement.ts'
import type { Dossier } from './dossier.ts'
import { type DocumentContent, fieldIf } from './model.ts'
import { part, said, type Issued } from './record.ts'
import { chosen, dateText } from './words.ts'

/** 目标责任书 (handbook P05): both sides, the tasks with their points and due dates, and what follows. */
export function letterDocument(dossier: Dossier, issued: Issued, number: string | null): DocumentContent {
  const letter = Letter.safeParse(part(issued.data, 'content')).data
  const unit = dossier.unitName(dossier.unitId)
  return {
    layout: 'LETTER',
    issuer: dossier.office,
    number,
    title: letter?.title ?? dossier.title,
    blocks: [
      { kind: 'paragraph', text: `甲方：${dossier.office}` },
      { kind: 'paragraph', text: `乙方：${unit}` },
      { kind: 'paragraph', text: `责任期：${letter?.year ?? ''}年度` },
      { kind: 'heading', text: '一、总体目标' },
      { kind: 'paragraph', text: letter?.goal ?? '' },
      { kind: 'heading', text: '二、任务指标' },
      {
        kind: 'fields',
        rows: (letter?.items ?? []).map((item, at) => ({
          label: `${at + 1}${item.mustDo === 'YES' ? '（必成）' : ''}`,
          value: [
            item.content,
            ...(item.standard ? [`标准：${item.standard}`] : []),
            ...(item.target ? [`量化值：${item.target}`] : []),
            `${item.dueOn}前完成，${item.points}分`,
          ].join('；'),
        })),
      },
      { kind: 'heading', text: '三、考核与奖惩' },
      { kind: 'paragraph', text: letter?.rewardClause ?? '' },
      {
        kind: 'paragraph',
        text: '考核按半年和年终进行，任务完成情况以核验记录为准。因不可抗力、职责调整或上级审批未下达而未完成的，由集体研究决定免责。',
      },
      ...(letter?.approval ? [{ kind: 'paragraph' as const, text: `签订依据：${letter.approval}` }] : []),
      { kind: 'paragraph', text: '本责任书一式三份，甲乙双方各执一份，存档一份。' },
      { kind: 'signature', by: dossier.office, date: dateText(issued.at) },
      { kind: 'signature', by: unit, date: dateText(issued.at) },
    ],
  }
}

const yearIn = (content: unknown): string => String(Number(part(content, 'year') ?? 0))

/** 不予退还告知书 (handbook P07, P19): facts, grounds, the right to be heard and until when. */
export function retentionDocument(dossier: Dossier, issued: Issued, number: string | null): DocumentContent {
  const content = part(issued.data, 'content')
  const held = Number(part(content, 'heldFen') ?? 0)
  return {
    layout: 'LETTER',
    issuer: dossier.office,
    number,
    title: '不予退还告知书',
    blocks: [
      { kind: 'addressee', text: `${dossier.unitName(dossier.unitId)}：` },
      {
        kind: 'paragraph',
        text: `经认定，你单位${yearIn(content)}年度结论为“${chosen(conclusions, said(content, 'conclusion'))}”。认定依据：${said(content, 'grounds')}`,
      },
      { kind: 'paragraph', text: `制度条款：${said(content, 'basis')}` },
      ...(held > 0
        ? [{ kind: 'paragraph' as const, text: `拟不予退还保证金${yuan(held)}元（${yuanInWords(held)}）。` }]
        : []),
      {
        kind: 'paragraph',
        text: '你单位对上述事实和依据享有陈述、申辩的权利，请自收到本告知书之日起五个工作日内书面提出；逾期未提出的，视为放弃。系统仅记录有权机构的决定。',
      },
      { kind: 'signature', by: dossier.office, date: dateText(issued.at) },
    ],
  }
}

/** 奖惩结算单 (handbook P19): the decided conclusion and what it comes to, in figures and in words. */
export function settlementDocument(dossier: Dossier, issued: Issued, number: string | null): DocumentContent {
  const content = part(issued.data, 'content')
  const amount = (key: string) => {
    const fen = Number(part(content, key) ?? 0)
    return fen > 0 ? `${yuan(fen)}元（${yuanInWords(fen)}）` : undefined
  }
  return {
    layout: 'FORM',
    issuer: null,
    number,
    title: '年度奖惩结算单',
    blocks: [
      {
        kind: 'fields',
        rows: [
          { label: '单　　位', value: dossier.unitName(dossier.unitId) },
          { label: '年　　度', value: yearIn(content) },
          { label: '结　　论', value: chosen(conclusions, said(content, 'conclusion')) },
          ...fieldIf('退　　还', amount('refundFen')),
          ...fieldIf('对等奖励', amount('rewardFen')),
          ...fieldIf('不予退还', amount('retainedFen')),
          ...fieldIf('方　　式', said(content, 'mode') === 'RECORD_ONLY' ? '只记账，不发生资金收付' : undefined),
          ...fieldIf(
            '提　　示',
            Number(part(content, 'rewardFen') ?? 0) > 0
              ? '奖励发放须有财政资金来源与制度依据；个人所得按规定扣缴税费。'
              : undefined,
          ),
        ],
      },
      { kind: 'signature', by: dossier.office, date: dateText(issued.at) },
    ],
  }
}
