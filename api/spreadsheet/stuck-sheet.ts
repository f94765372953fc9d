import writeXlsxFile from 'write-excel-file/node'
import { localTime } from '../../domain/calendar.ts'
import { stuckActs } from '../../domain/stuck.ts'
import { stuckCauses } from '../../domain/stuck-causes.ts'
import { kindText } from '../../domain/stuck-query.ts'
import type { StuckItem } from '../../domain/stuck-views.ts'
import { type Language, type Text, text } from '../../domain/text.ts'
import { headerCell, textCell } from './cells.ts'

const columns: { title: Text; width: number; of: (item: StuckItem, language: Language) => string }[] = [
  { title: text('原因', 'Cause'), width: 20, of: ({ cause }, language) => stuckCauses[cause].title[language] },
  { title: text('文号', 'Number'), width: 22, of: ({ number, caseId }) => number ?? caseId ?? '' },
  {
    title: text('流程', 'Process'),
    width: 14,
    of: ({ kind }, language) => (kind === null ? '' : kindText(kind)[language]),
  },
  { title: text('单位', 'Unit'), width: 20, of: ({ unitName }) => unitName ?? '' },
  { title: text('环节', 'Step'), width: 20, of: ({ step }, language) => step?.[language] ?? '' },
  { title: text('承办人', 'Person'), width: 24, of: ({ person }, language) => person?.[language] ?? '' },
  { title: text('自何时起', 'Since'), width: 18, of: ({ since }) => localTime(since) },
  { title: text('发现时间', 'Found'), width: 18, of: ({ foundAt }) => localTime(foundAt) },
  { title: text('恢复时间', 'Cured'), width: 18, of: ({ curedAt }) => (curedAt === null ? '' : localTime(curedAt)) },
  { title: text('诊断', 'Diagnosis'), width: 60, of: (item, language) => item.text[language] },
  {
    title: text('可采取的办法', 'What helps'),
    width: 30,
    of: ({ acts }, language) => acts.map((act) => stuckActs[act][language]).join(language === 'zh' ? '、' : ', '),
  },
  { title: text('技术详情', 'Technical detail'), width: 50, of: ({ detail }) => detail ?? '' },
]

/** What does not move, as a workbook. */
export const stuckSheet = (items: readonly StuckItem[], language: Language): Promise<Buffer> =>
  writeXlsxFile(
    [
      columns.map(({ title }) => headerCell(title[language])),
      ...items.map((item) => columns.map(({ of }) => textCell(of(item, language)))),
    ],
    {
      sheet: language === 'zh' ? '异常' : 'Stuck',
      orientation: 'landscape',
      stickyRowsCount: 1,
      columns: columns.map(({ width }) => ({ width })),
    },
  ).toBuffer()

/** The same as comma-separated values, which spreadsheet programs open as UTF-8 and without taking text for formulas. */
export const stuckCsv = (items: readonly StuckItem[], language: Language): string =>
  `\uFEFF${[
    columns.map(({ title }) => title[language]),
    ...items.map((item) => columns.map(({ of }) => of(item, language))),
  ]
    .map((row) => row.map(quoted).join(','))
    .join('\r\n')}\r\n`

const quoted = (value: string): string => {
  const plain = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return `"${plain.replaceAll('"', '""')}"`
}
