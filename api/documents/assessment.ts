import { z } from 'zod'
import { halves } from '../../domain/assessment/half.ts'
import { KeptSheet } from '../../domain/assessment/kept.ts'
import { bands, methods, vetoes } from '../../domain/assessment/sheet.ts'
import { itemsOf, newestSheet, scoreSheets } from '../../domain/assessment/sheets.ts'
import { pointsText } from '../../domain/points.ts'
import type { Dossier } from './dossier.ts'
import { type DocumentContent, paragraph, heading } from './model.ts'
import { idsIn, part, said, type Issued } from './record.ts'
import { chosen, dateText } from './words.ts'

/** Which half-year a document is about, in words. */
export const periodOf = (content: unknown): string =>
  `${said(content, 'year')}年${chosen(halves, said(content, 'half'))}`

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
