import writeXlsxFile, { type CellObject } from 'write-excel-file/node'
import type { z } from 'zod'
import { type CaseDates, caseDates } from '../../db/case-export.ts'
import { type CaseListRow, listCases } from '../../db/case-lists.ts'
import type { Db } from '../../db/connect.ts'
import type { Reach } from '../../db/reach.ts'
import { localTime } from '../../domain/calendar.ts'
import { type Outcome, rectificationProcess, type Stage } from '../../domain/processes/rectification.ts'
import { type Language, type Text, text } from '../../domain/text.ts'
import type { CaseQuery } from '../../domain/views.ts'
import { headerCell, numberCell, textCell, timeCell } from './cells.ts'

/** A year's notices of a county. */
const MAX_ROWS = 20_000
const PAGE = 1_000

type LedgerRow = CaseListRow & Partial<CaseDates>
type LedgerColumn = {
  title: Text
  width: number
  cell: (row: LedgerRow, language: Language, index: number) => CellObject
}

const yes = text('是', 'Yes')
const afterReceipt = text('签收后起算', 'From receipt')
const known: Record<string, Text> = {
  ...rectificationProcess.stages,
  ...rectificationProcess.outcomes,
} satisfies Record<Stage | Outcome, Text>
const stateOf = ({ outcome, stage }: LedgerRow): Text =>
  known[outcome ?? stage] ?? text(outcome ?? stage, outcome ?? stage)

const column = (zh: string, en: string, width: number, cell: LedgerColumn['cell']): LedgerColumn => ({
  title: text(zh, en),
  width,
  cell,
})

const columns: LedgerColumn[] = [
  column('序号', 'No.', 6, (_row, _language, index) => numberCell(index + 1)),
  column('文号', 'Document number', 22, ({ number, id }) => textCell(number ?? id)),
  column('事项', 'Subject', 34, ({ title }) => textCell(title)),
  column('责任单位', 'Unit', 20, ({ unit_name }) => textCell(unit_name)),
  column('地点', 'Place', 24, ({ place }) => textCell(place)),
  column('期限', 'Due', 17, ({ dueAt, outcome }, language) =>
    dueAt || outcome !== null ? timeCell(dueAt ?? null) : textCell(afterReceipt[language]),
  ),
  column('状态', 'State', 12, (row, language) => textCell(stateOf(row)[language])),
  column('轮次', 'Round', 6, ({ round }) => numberCell(round)),
  column('签收时间', 'Received', 17, ({ receivedAt }) => timeCell(receivedAt ?? null)),
  column('超期', 'Overdue', 8, ({ overdue }, language) =>
    textCell(overdue ? yes[language] : '', {
      align: 'center',
      ...(overdue ? { textColor: '#C00000', fontWeight: 'bold' } : {}),
    }),
  ),
  column('办结时间', 'Closed', 17, ({ closed_at }) => timeCell(closed_at)),
]

/**
 * The ledger of notices within a reach as a workbook, in the order and with the conditions of the query, all
 * pages of it. Everything in it is of one moment. `now` is in ms.
 */
export async function caseLedger(
  db: Db,
  query: z.infer<typeof CaseQuery>,
  reach: Reach,
  { language, now }: { language: Language; now: number },
): Promise<Buffer> {
  const { rows, total } = await readAll(db, query, reach)
  const heading = text(
    `督办台账（${localTime(new Date(now).toISOString())}，共${total}件${total > rows.length ? `，仅列前${rows.length}件` : ''}）`,
    `Ledger of notices (${localTime(new Date(now).toISOString())}, ${total}${total > rows.length ? `, the first ${rows.length} listed` : ''})`,
  )
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
      ...rows.map((row, index) => columns.map(({ cell }) => cell(row, language, index))),
    ],
    {
      sheet: language === 'zh' ? '督办台账' : 'Notices',
      orientation: 'landscape',
      stickyRowsCount: 2,
      columns: columns.map(({ width }) => ({ width })),
    },
  ).toBuffer()
}

async function readAll(
  db: Db,
  query: z.infer<typeof CaseQuery>,
  reach: Reach,
): Promise<{ rows: LedgerRow[]; total: number }> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      const rows: LedgerRow[] = []
      for (let page = 1; ; page += 1) {
        const found = await listCases(trx, { ...query, page, limit: PAGE }, reach)
        const dates = await caseDates(
          trx,
          found.rows.map(({ id }) => id),
        )
        rows.push(...found.rows.map((row) => ({ ...row, ...dates.get(row.id) })))
        if (found.rows.length < PAGE || rows.length >= MAX_ROWS) return { rows, total: found.total }
      }
    })
}
