import writeXlsxFile from 'write-excel-file/node'
import { localTime } from '../../domain/calendar.ts'
import type { InterventionItem } from '../../domain/intervention-views.ts'
import { itemStates } from '../../domain/interventions.ts'
import { type Language, type Text, text } from '../../domain/text.ts'
import { headerCell, textCell } from './cells.ts'

const columns: { title: Text; width: number; of: (row: InterventionItem, language: Language) => string }[] = [
  { title: text('序号', 'No.'), width: 8, of: ({ no }) => String(no) },
  { title: text('案件', 'Case'), width: 24, of: ({ number, caseId }) => number ?? caseId },
  { title: text('责任单位', 'Unit'), width: 22, of: ({ unitName }) => unitName ?? '' },
  { title: text('环节', 'Step'), width: 20, of: ({ step }, language) => step?.[language] ?? '' },
  { title: text('之前', 'Before'), width: 34, of: ({ before }, language) => before?.[language] ?? '' },
  { title: text('之后', 'After'), width: 34, of: ({ after }, language) => after?.[language] ?? '' },
  { title: text('结果', 'Result'), width: 14, of: ({ state }, language) => itemStates[state][language] },
  { title: text('原因', 'Why'), width: 48, of: ({ said }, language) => said?.[language] ?? '' },
  { title: text('办理时间', 'Done at'), width: 18, of: ({ doneAt }) => (doneAt ? localTime(doneAt) : '') },
]

/** What became of each case of an intervention, as a workbook. */
export const interventionSheet = (rows: InterventionItem[], language: Language): Promise<Buffer> =>
  writeXlsxFile(
    [
      columns.map(({ title }) => headerCell(title[language])),
      ...rows.map((row) => columns.map(({ of }) => textCell(of(row, language)))),
    ],
    {
      sheet: language === 'zh' ? '处置结果' : 'Results',
      orientation: 'landscape',
      stickyRowsCount: 1,
      columns: columns.map(({ width }) => ({ width })),
    },
  ).toBuffer()
