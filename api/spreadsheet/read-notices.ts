import { readSheet } from 'read-excel-file/universal'
import { localTime } from '../../domain/calendar.ts'
import type { NoticeContent } from '../../domain/forms.ts'
import type { FieldError } from '../../domain/refusals.ts'
import { type Text, text } from '../../domain/text.ts'
import { workbookFault } from './archive.ts'
import { isTemplateRow, type NoticeColumn, noticeColumns, plainTitle } from './columns.ts'
import type { NoticeLookups } from './lookups.ts'
import { noticeOfRow } from './notice-row.ts'

export const MAX_NOTICE_ROWS = 500
/** How far down the row of titles is looked for. */
const TITLE_ROWS = 10

/** A row of a sheet: its number in the file, what stood in it, and the notice, or what is wrong with it. */
export type NoticeRow = {
  row: number
  notice: NoticeContent | null
  draft: Record<string, unknown>
  raw: Record<string, string>
  errors: FieldError[]
}

/**
 * Reads the notices of a workbook's first sheet. A notice comes without photos, which no sheet can hold; a row
 * with anything else missing or wrong has errors instead. `problems` says why nothing or not everything could
 * be read. Throws nothing for a file that is not what it should be.
 */
export async function readNoticeSheet(
  file: Buffer,
  lookups: NoticeLookups,
): Promise<{ rows: NoticeRow[]; problems: Text[] }> {
  const fault = await workbookFault(file)
  if (fault) return { rows: [], problems: [fault] }
  const cells = await readCells(file)
  if ('zh' in cells) return { rows: [], problems: [cells] }
  const titled = findTitles(cells)
  if (!titled) return { rows: [], problems: [noTitles] }
  const missing = noticeColumns.filter(
    ({ field }) => isAlwaysNeeded(field) && !titled.columns.some((one) => one?.field === field),
  )
  if (missing.length > 0) return { rows: [], problems: [missingColumns(missing)] }

  const filled = cells
    .map((row, index) => ({ row: index + 1, raw: rawOf(row, titled.columns) }))
    .slice(titled.row + 1)
    .filter(({ raw }) => [...raw.values()].some((cell) => cell !== ''))
    .filter(({ raw }) => !isTemplateRow([...raw.values()][0] ?? ''))
  if (filled.length === 0) return { rows: [], problems: [nothingFilled] }
  if (filled.length > MAX_NOTICE_ROWS) return { rows: [], problems: [tooManyRows(filled.length)] }
  const takenAbove = new Map<string, number>()
  return {
    rows: filled.map(({ row, raw }) => ({
      row,
      raw: Object.fromEntries([...raw].map(([{ title }, cell]) => [title.zh, cell])),
      ...noticeOfRow(
        (field) => [...raw].find(([column]) => column.field === field)?.[1] ?? '',
        row,
        lookups,
        takenAbove,
      ),
    })),
    problems: [],
  }
}

type Cell = string | number | boolean | Date | null

async function readCells(file: Buffer): Promise<Cell[][] | Text> {
  try {
    // A view of its own: the reader would otherwise see the whole pool that a small Buffer lies in.
    return (await readSheet(new Uint8Array(file).buffer)) as Cell[][]
  } catch {
    // Whatever the reader stumbles over: what to do about it is the same.
    return unreadable
  }
}

type Columns = (NoticeColumn | undefined)[]

/** The row of titles, and which column stands where. */
function findTitles(cells: Cell[][]): { row: number; columns: Columns } | null {
  for (const [row, line] of cells.slice(0, TITLE_ROWS).entries()) {
    const columns = line.map((cell) => {
      const title = plainTitle(cellText(cell))
      return noticeColumns.find((column) => [column.title.zh, column.title.en].some((one) => plainTitle(one) === title))
    })
    if (columns.filter(Boolean).length >= 3) return { row, columns }
  }
  return null
}

/** What stands in a row under known titles, in the order of the sheet. */
function rawOf(row: Cell[], columns: Columns): Map<NoticeColumn, string> {
  const raw = new Map<NoticeColumn, string>()
  for (const [index, column] of columns.entries()) {
    if (column && !raw.has(column)) raw.set(column, cellText(row[index] ?? null))
  }
  return raw
}

function cellText(cell: Cell): string {
  if (cell === null) return ''
  // Excel's dates have no zone and come as UTC: written here as they stand in the sheet.
  if (cell instanceof Date) return localTime(new Date(cell.getTime() - 8 * 3_600_000).toISOString())
  return String(cell).trim().slice(0, 5000)
}

/** A problem can stand for unit, place and facts; the rest has no substitute or a default. */
const isAlwaysNeeded = (field: keyof NoticeContent): boolean => ['title', 'requirement', 'legalBasis'].includes(field)

const titles = (columns: NoticeColumn[], language: keyof Text) => columns.map(({ title }) => title[language])
const missingColumns = (columns: NoticeColumn[]): Text =>
  text(
    `表格缺少这些列：${titles(columns, 'zh').join('、')}。请下载模板，按模板的列名填写。`,
    `These columns are missing: ${titles(columns, 'en').join(', ')}. Use the template's column titles.`,
  )
const noTitles = text(
  '没有找到列名（事项、责任单位、地点……）。请下载模板填写，并放在第一张工作表。',
  'No column titles were found. Fill in the template, in its first sheet.',
)
const nothingFilled = text(
  '表格里还没有填写督办事项（说明和示例行不算）。',
  'No notices are filled in yet (help and example rows do not count).',
)
const tooManyRows = (count: number): Text =>
  text(
    `共${count}行，一次最多${MAX_NOTICE_ROWS}行。请分成几个文件。`,
    `${count} rows; at most ${MAX_NOTICE_ROWS} at a time. Split the file.`,
  )
const unreadable = text(
  '表格读不出来，可能已损坏。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。',
  'The workbook cannot be read. Open it and save it again as .xlsx.',
)
