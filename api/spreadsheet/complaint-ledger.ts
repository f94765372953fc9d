import writeXlsxFile from 'write-excel-file/node'
import { listComplaints } from '../../db/complaint-lists.ts'
import type { Db } from '../../db/connect.ts'
import type { Reach } from '../../db/reach.ts'
import { localTime } from '../../domain/calendar.ts'
import { complaintChannels, complaintClasses } from '../../domain/complaint-forms.ts'
import type { ComplaintQuery } from '../../domain/complaint-views.ts'
import { outcomeText, stageText } from '../../domain/processes/catalogue.ts'
import { type Language, type Text, text } from '../../domain/text.ts'
import { headerCell, numberCell, textCell, timeCell } from './cells.ts'

const MAX_ROWS = 20_000

/** Nothing of who complained: it is in no table that this reads. */
const columns = [
  { title: text('序号', 'No.'), width: 6 },
  { title: text('编号', 'Number'), width: 16 },
  { title: text('渠道', 'Channel'), width: 12 },
  { title: text('类型', 'Class'), width: 22 },
  { title: text('事项', 'Subject'), width: 34 },
  { title: text('地点', 'Place'), width: 22 },
  { title: text('承办单位', 'Unit'), width: 18 },
  { title: text('收到时间', 'Received'), width: 17 },
  { title: text('状态', 'State'), width: 16 },
  { title: text('是否逾期', 'Late'), width: 9 },
  { title: text('是否解决', 'Solved'), width: 9 },
  { title: text('是否满意', 'Satisfied'), width: 9 },
  { title: text('二次办理', 'Twice'), width: 9 },
]

const nothing = text('', '')
const answers: Record<string, Text> = {
  YES: text('是', 'yes'),
  PARTLY: text('基本', 'on the whole'),
  NO: text('否', 'no'),
  UNKNOWN: text('未能了解', 'not known'),
  NOT_ASKED: text('未表态', 'not said'),
}
const oneOf = (names: Record<string, Text>, key: string | null): Text =>
  key === null ? nothing : (names[key] ?? nothing)
const yes = (is: boolean): Text => (is ? text('是', 'yes') : nothing)

/** The complaints within a reach as a workbook, with the conditions of the query. `now` is in ms. */
export async function complaintLedger(
  db: Db,
  query: ComplaintQuery & { receiptSha256: string | null },
  reach: Reach,
  { language, now }: { language: Language; now: number },
): Promise<Buffer> {
  const { rows, total } = await listComplaints(db, { ...query, page: 1, limit: MAX_ROWS }, reach)
  const at = localTime(new Date(now).toISOString())
  const heading = text(`卫生举报台账（${at}，共${total}件）`, `Complaints (${at}, ${total})`)
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
      ...rows.map((row, index) => [
        numberCell(index + 1),
        textCell(row.id),
        textCell(oneOf(complaintChannels, row.channel)[language]),
        textCell(oneOf(complaintClasses, row.class)[language]),
        textCell(row.title),
        textCell(row.place),
        textCell(row.unit_name),
        timeCell(row.received_at),
        textCell(
          (row.outcome === null ? stageText('complaint', row.stage) : outcomeText('complaint', row.outcome))[language],
        ),
        textCell(yes(row.late)[language]),
        textCell(oneOf(answers, row.solved)[language]),
        textCell(oneOf(answers, row.satisfied)[language]),
        textCell(yes(row.round > 1)[language]),
      ]),
    ],
    {
      sheet: language === 'zh' ? '卫生举报台账' : 'Complaints',
      orientation: 'landscape',
      stickyRowsCount: 2,
      columns: columns.map(({ width }) => ({ width })),
    },
  ).toBuffer()
}
