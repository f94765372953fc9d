import writeXlsxFile from 'write-excel-file/node'
import { localTime } from '../../domain/calendar.ts'
import { decidingOrgans, identities, measureTitles } from '../../domain/measures.ts'
import type { ResultItem } from '../../domain/referral-views.ts'
import { type Language, type Text, text } from '../../domain/text.ts'
import { headerCell, textCell } from './cells.ts'

const columns: { title: Text; width: number; of: (row: ResultItem, language: Language) => string }[] = [
  { title: text('对象', 'Subject'), width: 26, of: ({ subject }) => subject },
  { title: text('身份', 'Identity'), width: 18, of: ({ identity }, language) => identities[identity][language] },
  { title: text('涉及单位', 'Unit'), width: 20, of: ({ unit }) => unit.name },
  { title: text('移送函', 'Letter'), width: 22, of: ({ letterNo }) => letterNo ?? '' },
  { title: text('决定种类', 'Decision'), width: 14, of: ({ kind }, language) => measureTitles[kind][language] },
  { title: text('决定机关', 'Organ'), width: 18, of: ({ organ }, language) => decidingOrgans[organ][language] },
  { title: text('文号', 'Number'), width: 20, of: ({ documentNo }) => documentNo },
  { title: text('决定日期', 'Decided on'), width: 12, of: ({ decidedOn }) => decidedOn },
  { title: text('生效日期', 'In effect from'), width: 12, of: ({ effectiveFrom }) => effectiveFrom },
  { title: text('影响期', 'In effect'), width: 44, of: ({ effect }, language) => effect?.sum[language] ?? '' },
  { title: text('复审复核', 'Review'), width: 44, of: ({ remedy }, language) => remedy?.sum[language] ?? '' },
  {
    title: text('登记', 'Recorded'),
    width: 22,
    of: ({ recordedAt, recordedBy }) => `${localTime(recordedAt)} ${recordedBy}`,
  },
]

/** The register of results as a workbook. */
export const resultsSheet = (rows: ResultItem[], language: Language): Promise<Buffer> =>
  writeXlsxFile(
    [
      columns.map(({ title }) => headerCell(title[language])),
      ...rows.map((row) => columns.map(({ of }) => textCell(of(row, language)))),
    ],
    {
      sheet: language === 'zh' ? '移送与结果' : 'Results',
      orientation: 'landscape',
      stickyRowsCount: 1,
      columns: columns.map(({ width }) => ({ width })),
    },
  ).toBuffer()
