import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  type Table,
  TextRun,
} from 'docx'
import { colophonTable, fieldsTable, photosTable } from './docx-tables.ts'
import { type Block, type DocumentContent, linesOf, type LoadedPhoto, SEAL } from './model.ts'
import { BODY_WIDTH, FONTS, LINE, PAGE, SIZE } from './page.ts'

/** Writes a document as DOCX, laid out after GB/T 9704-2012. Photos that are not given are left out. */
export function docxOf(content: DocumentContent, photos: Map<string, LoadedPhoto>): Promise<Buffer> {
  return Packer.toBuffer(
    new Document({
      creator: content.issuer ?? '',
      title: content.title,
      evenAndOddHeaderAndFooters: true,
      styles: {
        default: {
          document: {
            run: { font: FONTS.body, size: SIZE.body },
            paragraph: { spacing: { line: LINE, lineRule: LineRuleType.EXACT } },
          },
        },
      },
      sections: [
        {
          properties: { page: PAGE },
          footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
          children: [...head(content), ...content.blocks.flatMap((block) => written(block, photos))],
        },
      ],
    }),
  )
}

/** — 1 —, one character in from the outer edge. */
const pageNumber = (alignment: 'left' | 'right') =>
  new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: { left: 280, right: 280 },
        children: [new TextRun({ font: FONTS.page, size: SIZE.page, children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  })

/** The issuer in red, the number, the red rule, the title. */
function head({ issuer, number, title, layout }: DocumentContent): Paragraph[] {
  const isLetter = layout === 'LETTER'
  const red = { color: 'C00000' }
  return [
    ...(issuer === null
      ? []
      : [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            // The mark's upper edge is 35 mm below the edge of the text on a letter, none on a form.
            spacing: { before: isLetter ? 1984 : 0, line: 900, lineRule: LineRuleType.EXACT },
            children: [new TextRun({ text: issuer, font: FONTS.title, size: SIZE.mark, ...red })],
          }),
        ]),
    ...(issuer === null && number === null
      ? []
      : [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { before: LINE, line: LINE, lineRule: LineRuleType.EXACT },
            ...(issuer === null
              ? {}
              : { border: { bottom: { style: BorderStyle.SINGLE, size: 18, space: 11, ...red } } }),
            children: [new TextRun({ text: number ?? '' })],
          }),
        ]),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: {
        before: isLetter ? 2 * LINE : 300,
        after: isLetter ? LINE : 300,
        line: 680,
        lineRule: LineRuleType.EXACT,
      },
      children: [new TextRun({ text: title, font: FONTS.title, size: SIZE.title })],
    }),
  ]
}

function written(block: Block, photos: Map<string, LoadedPhoto>): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'addressee':
      return [line(block.text)]
    case 'heading':
      return [line(block.text, { indent: { firstLine: 640 }, font: FONTS.heading, keepNext: true })]
    case 'paragraph':
      return linesOf(block.text).map((text) => line(text, { indent: { firstLine: 640 } }))
    case 'closing':
      return [line(block.text, { indent: { firstLine: 640 }, font: FONTS.heading, before: LINE })]
    case 'fields':
      return [fieldsTable(block.rows)]
    case 'signature':
      return signature(block)
    case 'colophon':
      return [line(''), colophonTable(block)]
    case 'photos':
      return [
        line(block.title, { font: FONTS.heading, newPage: true, keepNext: true }),
        photosTable(block.rows, photos),
      ]
  }
}

type Style = {
  indent?: { firstLine?: number; left?: number; right?: number }
  font?: string
  before?: number
  keepNext?: boolean
  newPage?: boolean
  centred?: boolean
}

const line = (
  text: string,
  { indent, font, before = 0, keepNext = false, newPage = false, centred = false }: Style = {},
) =>
  new Paragraph({
    indent,
    keepNext,
    pageBreakBefore: newPage,
    alignment: centred ? AlignmentType.CENTER : AlignmentType.BOTH,
    spacing: { before, line: LINE, lineRule: LineRuleType.EXACT },
    children: [new TextRun({ text: linesOf(text).join(''), ...(font === undefined ? {} : { font }) })],
  })

/** The date ends four characters in from the right; the signature is centred on it (§5). */
function signature({ by, date }: { by: string; date: string }): Paragraph[] {
  const widthOf = (text: string) => text.length * 320 - text.replace(/\D/g, '').length * 160
  const dateWidth = widthOf(date)
  const width = Math.max(dateWidth, widthOf(by), widthOf(SEAL))
  const right = Math.max(0, 1280 - (width - dateWidth) / 2)
  const indent = { left: Math.max(0, BODY_WIDTH - right - width), right }
  const at = (text: string, before = 0, keepNext = true) => line(text, { indent, before, keepNext, centred: true })
  return [at(by, 2 * LINE), at(date), at(SEAL, 0, false)]
}
