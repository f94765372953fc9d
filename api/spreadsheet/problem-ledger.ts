import writeXlsxFile from 'write-excel-file/node'
import type { Db } from '../../db/connect.ts'
import { listRegister } from '../../db/problem-register.ts'
import type { Reach } from '../../db/reach.ts'
import { localTime } from '../../domain/calendar.ts'
import type { RegisterQuery } from '../../domain/problem-views.ts'
import { type Language, text } from '../../domain/text.ts'
import { registerRow } from '../problem-views.ts'
import { headerCell, numberCell, textCell, timeCell } from './cells.ts'

/** A year's problems of a county. */
const MAX_ROWS = 20_000

const columns = [
  { title: text('序号', 'No.'), width: 6 },
  { title: text('编号', 'Number'), width: 16 },
  { title: text('类别', 'Kind'), width: 12 },
  { title: text('问题', 'Problem'), width: 34 },
  { title: text('地点', 'Place'), width: 22 },
  { title: text('主办单位', 'Lead'), width: 18 },
  { title: text('上报时间', 'Reported'), width: 17 },
  { title: text('上报人', 'Reporter'), width: 12 },
  { title: text('期限', 'Due'), width: 17 },
  { title: text('状态', 'State'), width: 16 },
  { title: text('反弹次数', 'Relapses'), width: 9 },
  { title: text('并入', 'Merged into'), width: 16 },
  { title: text('备注', 'Note'), width: 30 },
]

/** The register of problems within a reach as a workbook, with the conditions of the query. `now` is in ms. */
export async function problemLedger(
  db: Db,
  query: RegisterQuery,
  reach: Reach,
  { language, now }: { language: Language; now: number },
): Promise<Buffer> {
  const { rows, total } = await listRegister(db, { ...query, page: 1, limit: MAX_ROWS }, reach)
  const at = localTime(new Date(now).toISOString())
  const heading = text(`问题台账（${at}，共${total}件）`, `Register of problems (${at}, ${total})`)
  return writeXlsxFile(
    [
      [
        textCell(heading[language], {
          columnSpan: columns.length,
          fontWeight: 'bold',
          fontSize: 14,
          align: 'center',
          height: 28,
        }),
      ],
      columns.map(({ title }) => headerCell(title[language])),
      ...rows.map((record, index) => {
        const row = registerRow(record)
        return [
          numberCell(index + 1),
          textCell(row.no),
          textCell(row.category[language]),
          textCell(row.title),
          textCell(row.place),
          textCell(row.unit?.name ?? ''),
          timeCell(record.reported_at),
          textCell(row.reporter),
          timeCell(record.due_at),
          textCell(row.status[language]),
          numberCell(row.relapses),
          textCell(row.mergedInto),
          textCell(row.note),
        ]
      }),
    ],
    {
      sheet: language === 'zh' ? '问题台账' : 'Problems',
      orientation: 'landscape',
      stickyRowsCount: 2,
      columns: columns.map(({ width }) => ({ width })),
    },
  ).toBuffer()
}
