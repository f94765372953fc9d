import writeXlsxFile from 'write-excel-file/node'
import {
  articleCoverage,
  articleKeys,
  articles,
  coverageSources,
  type CoverageView,
  sourceKeys,
  unseenUnits,
} from '../../domain/assessment/coverage.ts'
import { itemOf, newestSheet } from '../../domain/assessment/sheets.ts'
import { type Language, text } from '../../domain/text.ts'
import { headerCell, numberCell, textCell } from './cells.ts'

const heads = [
  text('评分项目', 'Item'),
  text('国家标准条款', 'National standard'),
  ...sourceKeys.map((source) => coverageSources[source]),
  text('看过的单位', 'Units looked at'),
  text('没有人看过的单位', 'Units nobody looked at'),
]
const articleHeads = [text('国家标准条款', 'Article'), text('评分项目', 'Items'), text('件数', 'Cases')]

/** The coverage of the standard as a workbook: the items of the sheet, and the articles that they serve. */
export const coverageSheet = ({ rows, units }: CoverageView, language: Language): Promise<Buffer> =>
  writeXlsxFile([
    {
      sheet: language === 'zh' ? '标准覆盖' : 'Coverage',
      orientation: 'landscape',
      stickyRowsCount: 1,
      columns: [{ width: 30 }, { width: 16 }, ...sourceKeys.map(() => ({ width: 14 })), { width: 12 }, { width: 60 }],
      data: [
        heads.map((title) => headerCell(title[language])),
        ...rows.map((row) => {
          const item = itemOf(newestSheet, row.item)
          return [
            textCell(`${row.item} ${item?.title[language] ?? ''}`),
            textCell(item?.standard ?? ''),
            ...sourceKeys.map((source) => numberCell(row.counts[source])),
            numberCell(row.seen.length),
            textCell(
              unseenUnits(row, units)
                .map(({ name }) => name)
                .join('、'),
            ),
          ]
        }),
      ],
    },
    {
      sheet: language === 'zh' ? '国家标准条款' : 'Articles',
      columns: [{ width: 50 }, { width: 30 }, { width: 12 }],
      data: [
        articleHeads.map((title) => headerCell(title[language])),
        ...articleKeys.map((article) => {
          const { items, cases } = articleCoverage(newestSheet, rows, article)
          return [
            textCell(`${article} ${articles[article][language]}`),
            textCell(items.map(({ code }) => code).join('、')),
            numberCell(cases),
          ]
        }),
      ],
    },
  ]).toBuffer()
