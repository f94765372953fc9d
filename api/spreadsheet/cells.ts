import type { CellObject } from 'write-excel-file/node'

/** How our workbooks look and what their cells may hold. */

const border = { borderColor: '#BFBFBF', borderStyle: 'thin' } as const

/**
 * A cell of plain text: never a formula, not even after somebody edits it, whatever it begins with. Characters
 * that XML cannot hold are left out.
 */
export const textCell = (value: string | null, style: CellObject = {}): CellObject => ({
  ...border,
  alignVertical: 'center',
  wrap: true,
  ...style,
  value: (value ?? '').replace(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '').slice(0, 32_000),
  type: String,
  format: '@',
})

export const headerCell = (value: string): CellObject =>
  textCell(value, { fontWeight: 'bold', align: 'center', backgroundColor: '#DDEBF7' })

export const numberCell = (value: number): CellObject => ({
  ...border,
  alignVertical: 'center',
  align: 'center',
  value,
  type: Number,
})

/** A moment as the county's clock shows it; empty when there is none. */
export const timeCell = (at: Date | null): CellObject =>
  at === null
    ? textCell('')
    : {
        ...border,
        alignVertical: 'center',
        align: 'center',
        // Workbooks have no zone: what is written is the county's time of day.
        value: new Date(at.getTime() + 8 * 3_600_000),
        type: Date,
        format: 'yyyy-mm-dd hh:mm',
      }
