import type { Blob } from 'node:buffer'
import type Stream from 'node:stream'
import writeXlsxFile, { type Feature } from 'write-excel-file/node'
import { noticeUrgency } from '../../domain/forms.ts'
import { type Language, type Text, text } from '../../domain/text.ts'
import { headerCell, textCell } from './cells.ts'
import { exampleMark, helpMark, noticeColumns } from './columns.ts'
import type { NoticeLookups } from './lookups.ts'
import { MAX_NOTICE_ROWS } from './read-notices.ts'

const notices = text('督办事项', 'Notices')
const unitSheet = text('责任单位', 'Units')
const problemSheet = text('可督办问题', 'Problems')
/** Titles, help and example come first. */
const FIRST_ROW = 4

/** An empty workbook to fill in notices: a row each, with help, an example and lists to choose from. */
export async function noticeTemplate(lookups: NoticeLookups, language: Language): Promise<Buffer> {
  const inLanguage = (value: Text) => value[language]
  const units = lookups.units.filter((unit) => unit.subject)
  const problems = [...lookups.problems.values()].filter((problem) => !problem.closed && problem.takenBy === null)
  const nameOf = new Map(units.map((unit) => [unit.id, unit.shortName]))
  const quiet = { textColor: '#7F7F7F', backgroundColor: '#F2F2F2' }
  const marked = (mark: Text, cells: Text[]) =>
    cells.map((cell, index) => textCell(`${index === 0 ? inLanguage(mark) : ''}${inLanguage(cell)}`, quiet))
  const sheets = [
    {
      sheet: inLanguage(notices),
      stickyRowsCount: FIRST_ROW - 1,
      columns: noticeColumns.map(({ width }) => ({ width })),
      data: [
        noticeColumns.map(({ title }) => headerCell(inLanguage(title))),
        marked(
          helpMark,
          noticeColumns.map(({ help }) => help),
        ),
        marked(
          exampleMark,
          noticeColumns.map(({ example }) => example),
        ),
      ],
    },
    {
      sheet: inLanguage(unitSheet),
      stickyRowsCount: 1,
      columns: [{ width: 18 }, { width: 30 }, { width: 10 }],
      data: [
        [text('简称', 'Short name'), text('全称', 'Name'), text('编号', 'Number')].map((title) =>
          headerCell(inLanguage(title)),
        ),
        ...units.map(({ id, name, shortName }) => [shortName, name, id].map((cell) => textCell(cell))),
      ],
    },
    {
      sheet: inLanguage(problemSheet),
      stickyRowsCount: 1,
      columns: [{ width: 14 }, { width: 12 }, { width: 18 }, { width: 60 }, { width: 16 }],
      data: [
        [
          text('编号', 'Number'),
          text('类别', 'Category'),
          text('路段', 'Road section'),
          text('情况', 'What'),
          text('责任单位', 'Unit'),
        ].map((title) => headerCell(inLanguage(title))),
        ...problems.map(({ no, category, place, facts, unitId }) =>
          [no, category, place, facts, nameOf.get(unitId ?? '') ?? ''].map((cell) => textCell(cell)),
        ),
      ],
    },
  ]
  const choices = {
    unitId: `'${inLanguage(unitSheet)}'!$A$2:$A$${units.length + 1}`,
    urgency: `"${Object.values(noticeUrgency)
      .map(({ zh }) => zh)
      .join(',')}"`,
    problemId: `'${inLanguage(problemSheet)}'!$A$2:$A$${Math.max(2, problems.length + 1)}`,
  }
  return writeXlsxFile(sheets, { features: [choosing(choices)] }).toBuffer()
}

/** Lists to choose from in the first sheet, by field of the form. Other spellings may be typed all the same. */
function choosing(choices: Record<string, string>): Feature<Stream | Buffer | Blob> {
  const rules = noticeColumns.flatMap(({ field }, index) => {
    const list = choices[field]
    const letter = String.fromCharCode(65 + index)
    const cells = `${letter}${FIRST_ROW}:${letter}${FIRST_ROW + MAX_NOTICE_ROWS - 1}`
    return list === undefined
      ? []
      : [`<dataValidation type="list" allowBlank="1" sqref="${cells}"><formula1>${list}</formula1></dataValidation>`]
  })
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          // The format prescribes the order of a sheet's parts: rules come right after the cells.
          transform: (content, _options, { sheetIndex }) =>
            sheetIndex === 0
              ? content.replace(
                  '</sheetData>',
                  `</sheetData><dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`,
                )
              : content,
        },
      },
    },
  }
}
