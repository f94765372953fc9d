import { z } from 'zod'
import { halves } from '../../domain/assessment/half.ts'
import { KeptSheet } from '../../domain/assessment/kept.ts'
import { convertedItems, scoreOf, type Sheet } from '../../domain/assessment/score.ts'
import { bands, dimensionKeys, dimensions, methods, vetoes } from '../../domain/assessment/sheet.ts'
import { itemsOf, newestSheet, scoreSheets } from '../../domain/assessment/sheets.ts'
import { pointsText } from '../../domain/points.ts'
import type { Dossier } from './dossier.ts'
import { type Block, type DocumentContent, fieldIf } from './model.ts'
import { idsIn, part, said } from './record.ts'
import { chosen, dateText } from './words.ts'

type Issued = { at: string; data?: unknown }

const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
const heading = (text: string): Block => ({ kind: 'heading', text })
const periodOf = (content: unknown): string => `${said(content, 'year')}年${chosen(halves, said(content, 'half'))}`

/** 考核通知 (handbook P18): the scheme with its score sheet, what vetoes, and the steps with their days. */
export function assessNoticeDocument(dossier: Dossier, issued: Issued, number: string | null): DocumentContent {
  const content = part(issued.data, 'content')
  const version = KeptSheet.shape.version.safeParse(part(content, 'sheet')).data ?? newestSheet
  const named = idsIn(content, 'unitIds').map((id) => dossier.unitName(id))
  return {
    layout: 'LETTER',
    issuer: dossier.office,
    number,
    title: `关于开展${said(content, 'title') || dossier.title}的通知`,
    blocks: [
      { kind: 'addressee', text: named.length > 0 ? `${named.join('、')}：` : '各责任单位：' },
      paragraph(`经指挥部审定，现就${periodOf(content)}检查考核有关事项通知如下。`),
      heading('一、考核方案'),
      paragraph(said(content, 'scheme')),
      heading('二、时间安排'),
      paragraph(
        '自本通知发出之日起十五个工作日内完成自查自评并逐项附佐证；考核期结束后自动取数并现场考核；初评结果反馈后三个工作日内可申诉一次。',
      ),
      heading(`三、${scoreSheets[version].title.zh}`),
      {
        kind: 'fields',
        rows: itemsOf(version).map(({ code, title, full, method, rule }) => ({
          label: `${code}（${pointsText(full)}分）`,
          value: `${title.zh}；${methods[method].zh}；${rule.zh}`,
        })),
      },
      paragraph('不涉及的项目不计分，其余项目按百分制折算。'),
      heading('四、一票否决'),
      paragraph(
        `有下列情形之一，经批准认定的，等次为不合格：${Object.values(vetoes)
          .map(({ zh }) => zh)
          .join('；')}。`,
      ),
      { kind: 'signature', by: dossier.office, date: dateText(issued.at) },
    ],
  }
}

const UnitIds = z.record(z.string(), z.array(z.string()))
const Vetoed = z.array(z.object({ unitId: z.string(), veto: z.string(), documentNo: z.string() }))

/** 考核通报 (handbook P18): which units are in each band, in the directory's order. No ranking, and nobody's name. */
export function bulletinDocument(dossier: Dossier, issued: Issued, number: string | null): DocumentContent {
  const content = part(issued.data, 'content')
  const by = UnitIds.safeParse(part(content, 'bands')).data ?? {}
  const vetoed = Vetoed.safeParse(part(content, 'vetoed')).data ?? []
  const count = Object.values(by).reduce((sum, ids) => sum + ids.length, 0)
  return {
    layout: 'LETTER',
    issuer: dossier.office,
    number,
    title: `关于${said(content, 'title') || dossier.title}结果的通报`,
    blocks: [
      { kind: 'addressee', text: '各责任单位：' },
      paragraph(
        '按照考核方案，经自查自评、日常数据取数、现场考核、初评反馈和申诉复核，并经指挥部审定，现将结果通报如下。',
      ),
      paragraph(`本期考核单位${count}个，按分数线定等次：`),
      {
        kind: 'fields',
        rows: Object.entries(bands).map(([band, { zh }]) => {
          const ids = by[band] ?? []
          return { label: `${zh}（${ids.length}个）`, value: ids.map((id) => dossier.unitName(id)).join('、') || '无' }
        }),
      },
      ...(vetoed.length > 0
        ? [
            heading('一票否决'),
            ...vetoed.map(({ unitId, veto, documentNo }) =>
              paragraph(`${dossier.unitName(unitId)}：${chosen(vetoes, veto)}（依据${documentNo}）。`),
            ),
          ]
        : []),
      paragraph('各单位得分及每一分的来源已分别反馈，不作排名。同一等次内按单位目录顺序排列。'),
      { kind: 'signature', by: dossier.office, date: dateText(issued.at) },
    ],
  }
}

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
