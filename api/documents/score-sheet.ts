import { KeptSheet } from '../../domain/assessment/kept.ts'
import { convertedItems, scoreOf, type Sheet } from '../../domain/assessment/score.ts'
import { bands, dimensionKeys, dimensions, vetoes } from '../../domain/assessment/sheet.ts'
import { itemsOf } from '../../domain/assessment/sheets.ts'
import { pointsText } from '../../domain/points.ts'
import { periodOf } from './assessment.ts'
import type { Dossier } from './dossier.ts'
import { type Block, type DocumentContent, type Field, fieldIf, paragraph, heading } from './model.ts'
import { entriesOf, part, said, type Issued } from './record.ts'
import { dateText } from './words.ts'

/** 考核得分单: every item with its points and every line with its case, and how the total follows from them. */
export function scoreSheetDocument(dossier: Dossier, issued: Issued, number: string | null): DocumentContent {
  const content = part(issued.data, 'content')
  const sheet = KeptSheet.safeParse(part(content, 'sheet')).data
  const unit = dossier.unitName(dossier.unitId)
  return {
    layout: 'FORM',
    issuer: null,
    number,
    title: part(content, 'final') === true ? '考核得分单（申诉复核后）' : '考核得分单（初评反馈）',
    blocks: [
      { kind: 'fields', rows: [{ label: '单　　位', value: unit }, ...fieldIf('考核期', periodOf(content))] },
      ...(sheet ? scored(sheet) : []),
      paragraph('对初评结果有异议的，请在收到反馈之日起三个工作日内一次性提出申诉；更正另记，原分不改。'),
      { kind: 'signature', by: dossier.office, date: dateText(issued.at) },
    ],
  }
}

/** 考核得分更正单 (§3.5): what an appeal has corrected, under a number of its own, naming the sheet that it corrects. */
export function scoreCorrectionDocument(dossier: Dossier, issued: Issued, number: string | null): DocumentContent {
  const content = part(issued.data, 'content')
  const sheet = KeptSheet.safeParse(part(content, 'sheet')).data
  const first = entriesOf(dossier, 'documentIssued').findLast(
    ({ data, at }) => said(data, 'docType') === 'SCORE_SHEET' && Date.parse(at) <= Date.parse(issued.at),
  )
  const rows = [
    { label: '单　　位', value: dossier.unitName(dossier.unitId) },
    ...fieldIf('考核期', periodOf(content)),
    ...fieldIf('更正文书', `${said(first?.data, 'documentNo')}《考核得分单》`),
  ]
  return {
    layout: 'FORM',
    issuer: null,
    number,
    title: '考核得分更正单',
    blocks: [
      { kind: 'fields', rows: [...rows, ...(sheet ? corrected(sheet) : [])] },
      ...(sheet ? scored(sheet) : []),
      paragraph('更正由未参与打分的同志复核作出，另记一条；原得分单不改，与本单一并归档，以本单得分为准。'),
      { kind: 'signature', by: dossier.office, date: dateText(issued.at) },
    ],
  }
}

function corrected(sheet: Sheet): Field[] {
  const before = scoreOf({ ...sheet, lines: sheet.lines.filter(({ corrects }) => !corrects) })
  const after = scoreOf(sheet)
  const told = ({ total, band }: typeof before) => `${pointsText(total)}（${bands[band].zh}）`
  return [
    { label: '原 得 分', value: told(before) },
    { label: '更正后得分', value: told(after) },
    {
      label: '更正事项',
      value: sheet.lines
        .filter(({ corrects }) => corrects)
        .map((line) => `${line.item} ${lineText(line)}`)
        .join('\n'),
    },
  ]
}

function scored(sheet: Sheet): Block[] {
  const score = scoreOf(sheet)
  const converted = convertedItems(sheet)
  const items = itemsOf(sheet.version)
  return [
    {
      kind: 'fields',
      rows: [
        { label: '得　　分', value: `${pointsText(score.earned)} / 适用分值 ${pointsText(score.applicable)}` },
        { label: '折　　算', value: pointsText(score.converted) },
        ...fieldIf(
          '加　　分',
          sheet.bonuses
            .map(({ points, reason, documentNo }) => `${pointsText(points)}：${reason}（${documentNo}）`)
            .join('；'),
        ),
        { label: '总　　分', value: pointsText(score.total) },
        { label: '等　　次', value: bands[score.band].zh },
        ...fieldIf(
          '一票否决',
          sheet.vetoes.map(({ veto, documentNo }) => `${vetoes[veto].zh}（依据${documentNo}）`).join('；'),
        ),
      ],
    },
    ...dimensionKeys.flatMap((dimension): Block[] => [
      heading(`${dimension}　${dimensions[dimension].title.zh}`),
      {
        kind: 'fields',
        rows: items
          .filter((item) => item.dimension === dimension)
          .map(({ code, title, full }) => {
            const left = sheet.notApplicable.find(({ item }) => item === code)
            const lines = sheet.lines.filter(({ item }) => item === code)
            const points = `${pointsText(score.byItem[code] ?? 0)} / ${pointsText(full)}，折算后 ${pointsText(converted[code]?.points ?? 0)} / ${pointsText(converted[code]?.weight ?? 0)}`
            return {
              label: `${code} ${title.zh}`,
              value: left ? `不涉及：${left.reason}` : [points, ...lines.map(lineText)].join('\n'),
            }
          }),
      },
    ]),
  ]
}

const lineText = ({ points, reason, caseId }: Sheet['lines'][number]): string =>
  `${points > 0 ? '+' : ''}${pointsText(points)} ${reason}${caseId === undefined ? '' : `〔${caseId}〕`}`
