import {
  AlignmentType,
  BorderStyle,
  ImageRun,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import { type Field, linesOf, type LoadedPhoto, type PhotoCell } from './model.ts'
import { BODY_WIDTH, FONTS, SIZE, TABLE_LINE } from './page.ts'

/** The tables of a document: labelled fields, photos two by two, and the imprint at its end. */

const LABEL = 1700
const width = (size: number) => ({ size, type: WidthType.DXA })
const margins = { top: 60, bottom: 60, left: 110, right: 110 }

const tableOf = (
  columnWidths: number[],
  rows: TableRow[],
  borders?: ConstructorParameters<typeof Table>[0]['borders'],
) => new Table({ width: width(BODY_WIDTH), columnWidths, layout: TableLayoutType.FIXED, rows, borders })

const cellText = (value: string, { centred = false, size = SIZE.table, font = FONTS.body } = {}) =>
  linesOf(value).map(
    (text) =>
      new Paragraph({
        alignment: centred ? AlignmentType.CENTER : AlignmentType.LEFT,
        spacing: { line: TABLE_LINE, lineRule: LineRuleType.EXACT },
        children: [new TextRun({ text, size, font })],
      }),
  )

export const fieldsTable = (rows: Field[]): Table =>
  tableOf(
    [LABEL, BODY_WIDTH - LABEL],
    rows.map(
      ({ label, value }) =>
        new TableRow({
          children: [
            new TableCell({
              width: width(LABEL),
              margins,
              verticalAlign: VerticalAlignTable.CENTER,
              children: cellText(label, { centred: true }),
            }),
            new TableCell({
              width: width(BODY_WIDTH - LABEL),
              margins,
              verticalAlign: VerticalAlignTable.CENTER,
              children: cellText(value),
            }),
          ],
        }),
    ),
  )

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const HALF = BODY_WIDTH / 2
/** Of a photo, in pixels of 1/96 inch: two side by side, two rows to a page. */
const SHOWN = { width: 278, height: 300 }

export const photosTable = (rows: [PhotoCell, PhotoCell][], photos: Map<string, LoadedPhoto>): Table =>
  tableOf(
    [HALF, HALF],
    rows.map((cells) => new TableRow({ cantSplit: true, children: cells.map((cell) => photoCell(cell, photos)) })),
    { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none },
  )

function photoCell({ id, caption }: PhotoCell, photos: Map<string, LoadedPhoto>): TableCell {
  const photo = id === null ? undefined : photos.get(id)
  const scale = photo ? Math.min(SHOWN.width / photo.width, SHOWN.height / photo.height) : 1
  return new TableCell({
    width: width(HALF),
    margins,
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        // An exact line would cut the picture.
        spacing: { line: 240, lineRule: LineRuleType.AUTO },
        keepNext: true,
        children: photo
          ? [
              new ImageRun({
                type: 'jpg',
                data: photo.jpeg,
                transformation: { width: Math.round(photo.width * scale), height: Math.round(photo.height * scale) },
                altText: { name: caption, description: caption, title: caption },
              }),
            ]
          : [new TextRun({ text: id === null ? '' : '（照片暂不可用）', size: SIZE.table })],
      }),
      ...cellText(caption, { centred: true, size: SIZE.caption }),
    ],
  })
}

/** 版记: heavy lines above and below, a fine one between. */
export function colophonTable({ copies, by, date }: { copies: string; by: string; date: string }): Table {
  const heavy = { style: BorderStyle.SINGLE, size: 8, color: '000000' }
  const fine = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
  const row = (left: string, right: string) =>
    new TableRow({
      cantSplit: true,
      children: [
        new TableCell({ width: width(BODY_WIDTH - 3400), margins, children: cellText(left) }),
        new TableCell({ width: width(3400), margins, children: cellText(right) }),
      ],
    })
  return tableOf([BODY_WIDTH - 3400, 3400], [row(`抄送：${copies}`, ''), row(by, `${date}印发`)], {
    top: heavy,
    bottom: heavy,
    left: none,
    right: none,
    insideHorizontal: fine,
    insideVertical: none,
  })
}
