import { describe, expect, test } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { readNoticeSheet } from '../../api/spreadsheet/read-notices.ts'
import { good, sheetOf, titles } from './notice-sheet.ts'
import { workbookOf, zipOf } from './zip.ts'

const lookups = { units: [{ id: 'D25', name: '县商务局', shortName: '商务局', subject: true }], problems: new Map() }

describe('a file that is not what it should be', () => {
  const problemOf = async (file: Buffer) => {
    const result = await readNoticeSheet(file, lookups)
    expect(result.rows).toEqual([])
    return result.problems[0]?.zh
  }
  const text = (address: string, value: string) => `<c r="${address}" t="inlineStr"><is><t>${value}</t></is></c>`
  const header = `<row r="1">${titles.map((title, i) => text(`${String.fromCharCode(65 + i)}1`, title)).join('')}</row>`
  const zeros = '0'.repeat(30 * 1_048_576)

  test.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ['text', () => Buffer.from('事项,责任单位\n清运,商务局'), '不是 Excel 工作簿'],
    ['nothing', () => Buffer.alloc(0), '不是 Excel 工作簿'],
    ['an old or encrypted workbook', () => Buffer.from('d0cf11e0a1b11ae10000', 'hex'), '另存为 .xlsx'],
    ['more than 700 KB', () => Buffer.alloc(700 * 1024 + 1), '最多 700 KB'],
    ['a workbook cut short', async () => (await sheetOf([good])).subarray(0, 2000), '不是 Excel 工作簿'],
    ['another archive', () => zipOf([{ name: 'readme.txt', content: 'x' }]), '读不出来'],
    ['a bomb', () => zipOf(workbookOf(header, [{ name: 'xl/sharedStrings.xml', content: zeros }])), '展开后过大'],
    [
      'a bomb that says it is small',
      () => zipOf(workbookOf(header, [{ name: 'xl/sharedStrings.xml', content: zeros, says: 1000 }])),
      '展开后过大',
    ],
    [
      'too many entries',
      () =>
        zipOf(
          workbookOf(
            header,
            Array.from({ length: 400 }, (_, i) => ({ name: `${i}`, content: '' })),
          ),
        ),
      '展开后过大',
    ],
    [
      'a cell at the end of the sheet',
      () => zipOf(workbookOf(`${header}<row r="1048576">${text('A1048576', 'x')}</row>`)),
      '很远的单元格',
    ],
    ['a row beyond any sheet', () => zipOf(workbookOf(`${header}<row r="99999999999"></row>`)), '很远的单元格'],
    ['XML that is none', () => zipOf(workbookOf('<row r="1"><c r="A1"')), '读不出来'],
    ['no titles', () => writeXlsxFile([['清运', '商务局']]).toBuffer(), '没有找到列名'],
    ['a missing column', () => sheetOf([good], titles.with(4, '备注')), '缺少这些列：整改要求'],
    ['501 rows', () => sheetOf(Array.from({ length: 501 }, () => good)), '共501行，一次最多500行'],
  ])('%s', async (_, make, problem) => {
    expect(await problemOf(await make())).toContain(problem)
  })

  test('a bomb is refused before it is unfolded', async () => {
    const bomb = zipOf(workbookOf(header, [{ name: 'xl/sharedStrings.xml', content: zeros }]))
    const before = process.cpuUsage()
    await readNoticeSheet(bomb, lookups)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(200)
  })

  test('500 rows are read', async () => {
    const file = await sheetOf(Array.from({ length: 500 }, () => good))
    expect((await readNoticeSheet(file, lookups)).rows).toHaveLength(500)
  })
})
