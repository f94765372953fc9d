import { dispositionKinds } from '../../domain/ladder-forms.ts'
import type { Dossier } from './dossier.ts'
import { type DocumentContent, mapText, paragraph, heading } from './model.ts'
import { doneBefore, part, photoIds, said, timeline } from './record.ts'
import { chosen, dateText, timeText } from './words.ts'

/** The last line of every proposal. */
const NOT_A_DECISION = '本建议不构成处理决定'

/**
 * 处理建议书 (handbook §5, P16): facts, course, defence and how it was heard, clauses, what is proposed. It decides
 * nothing: the words of a decision are left out, visibly, whoever wrote them.
 */
export function dispositionDocument(
  dossier: Dossier,
  issued: { at: string; data?: unknown },
  number: string | null,
): DocumentContent {
  const proposal = part(part(issued.data, 'content'), 'proposal')
  const defense = doneBefore(dossier, ['defense'], issued.at).at(-1)
  const together = doneBefore(dossier, ['deliberate'], issued.at).at(-1)
  const toDiscipline = said(proposal, 'kind') === 'TO_DISCIPLINE'
  const evidence = evidenceOf(dossier, issued.at)
  return mapText(
    {
      layout: 'LETTER',
      issuer: dossier.headquarters,
      number,
      title: '处理建议书',
      blocks: [
        { kind: 'addressee', text: toDiscipline ? '县纪委监委：' : '县委组织部：' },
        paragraph(
          `现就“${dossier.title}”督办事项${dossier.number ? `（${dossier.number}）` : ''}约谈后仍未落实一事，提出处理建议如下。`,
        ),
        heading('一、基本事实'),
        paragraph(`责任单位：${dossier.unitName(dossier.unitId)}。涉及人员：${said(proposal, 'subject')}。`),
        paragraph(said(proposal, 'facts')),
        heading('二、督办与约谈情况'),
        ...timeline(dossier, issued.at).map(paragraph),
        heading('三、当事单位（人）陈述申辩及采纳情况'),
        paragraph(
          defense === undefined
            ? '告知后在规定期限内未提出陈述申辩。'
            : said(defense.outcome, 'decision') === 'WAIVED'
              ? '当事人放弃陈述申辩。'
              : `当事人提出陈述申辩：${said(defense.outcome, 'statement')}`,
        ),
        paragraph(`采纳情况：${said(together?.outcome, 'adoption')}`),
        heading('四、依据'),
        paragraph(said(proposal, 'clauses')),
        heading('五、建议'),
        paragraph(
          `经${dossier.headquarters}${dateText(said(together?.outcome, 'heldAt'))}集体研究（会议纪要${said(together?.outcome, 'minutesNo')}），建议研究：${chosen(dispositionKinds, said(proposal, 'kind'))}。`,
        ),
        paragraph(`以上建议，请贵${toDiscipline ? '委' : '部'}按干部管理权限研究。`),
        paragraph(`附件：证据清单${evidence.length}份`),
        { kind: 'signature', by: dossier.headquarters, date: dateText(issued.at) },
        {
          kind: 'colophon',
          copies: toDiscipline ? '县委组织部。' : '县纪委监委。',
          by: dossier.office,
          date: dateText(issued.at),
        },
        heading('附件：证据清单'),
        ...evidence.map((line, index) => paragraph(`${index + 1}．${line}`)),
        { kind: 'closing', text: NOT_A_DECISION },
      ],
    },
    withoutDecision,
  )
}

const withoutDecision = (value: string): string => value.replaceAll(/决\s*定\s*给\s*予/gu, '〔决定性表述不予列入〕')

/** What the proposal rests on, a line each. */
function evidenceOf(dossier: Dossier, until: string): string[] {
  const papers = dossier.documents
    .filter(({ kind, at }) => kind !== 'disposition' && kind !== 'closing' && Date.parse(at) <= Date.parse(until))
    .map(({ title, number, at }) => `${title.zh}${number === null ? '' : `（${number}）`}，${dateText(at)}`)
  const visits = doneBefore(dossier, ['reinspect'], until).map(
    (visit) =>
      `现场核查记录，${timeText(said(visit.outcome, 'visitedAt'))}，照片${photoIds(visit.outcome, 'photos').length}张`,
  )
  return [...papers, ...visits]
}
