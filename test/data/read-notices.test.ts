import { afterAll, describe, expect, test } from 'vitest'
import writeXlsxFile, { type SheetData } from 'write-excel-file/node'
import { noticeLookups } from '../../api/spreadsheet/lookups.ts'
import { readNoticeSheet } from '../../api/spreadsheet/read-notices.ts'
import { noticeTemplate } from '../../api/spreadsheet/template.ts'
import { connect } from '../../db/connect.ts'
import { importSampleCounty } from '../../db/sample.ts'
import { NoticeContent } from '../../domain/forms.ts'
import { startDatabase } from './database.ts'
import { good, type Row, sheetOf, titles } from './notice-sheet.ts'
import { workbookOf, zipOf } from './zip.ts'

const { url } = await startDatabase()
await importSampleCounty(url)
const { db, close } = connect(url, { max: 2 })
afterAll(close)
await db
  .insertInto('cases')
  .values({
    id: 'DB-2026-0001',
    number: '云创督办〔2026〕1号',
    kind: 'rectification',
    title: '清运',
    unit_id: 'D21',
    problem_no: 'WT-0047',
    content: '{}',
  })
  .execute()
const lookups = await noticeLookups(db)

const read = async (...rows: Row[]) => (await readNoticeSheet(await sheetOf(rows), lookups)).rows

describe('a row becomes a notice without photos', () => {
  test('with everything in it', async () => {
    const [row] = await read(good)
    expect(row).toMatchObject({ row: 2, errors: [], raw: { 事项: good.事项, 期限: '5个工作日' } })
    expect(row?.notice).toEqual({
      title: good.事项,
      unitId: 'D25',
      place: good.地点,
      facts: good.事实,
      requirement: good.整改要求,
      legalBasis: good.依据,
      urgency: 'NORMAL',
      limit: { unit: 'WD', value: 5 },
      photos: [],
    })
    const photo = { id: '0b9f6c0e-7a55-4c39-9a43-0a3b1f1d2c3e', sha256: 'a'.repeat(64) }
    expect(NoticeContent.safeParse({ ...row?.notice, photos: [photo] }).success).toBe(true)
  })

  test('with a problem that gives unit, place and facts, and the usual limit of its urgency', async () => {
    const [row] = await read({
      事项: '铁匠巷大件垃圾清理',
      整改要求: '全部清理完毕。',
      依据: '市容管理规定',
      类别: '紧急',
      关联问题编号: 'wt-0048 ',
    })
    expect(row).toMatchObject({
      errors: [],
      notice: {
        unitId: 'T01',
        place: '铁匠巷',
        roadSectionId: 'L20',
        problemId: 'WT-0048',
        urgency: 'URGENT',
        limit: { unit: 'WD', value: 2 },
      },
    })
    expect(row?.notice?.facts).toContain('铁匠巷大件垃圾堆放')
  })

  test.each(['D25', 'd２５', '县商务局', ' 商务局 '])('whatever the unit is called: %s', async (unit) => {
    expect((await read({ ...good, 责任单位: unit }))[0]?.notice?.unitId).toBe('D25')
  })

  test('from a template in either language, whose help and example rows are no notices', async () => {
    for (const language of ['zh', 'en'] as const) {
      expect(await readNoticeSheet(await noticeTemplate(lookups, language), lookups)).toMatchObject({
        rows: [],
        problems: [{ zh: expect.stringContaining('还没有填写') }],
      })
    }
    const english = [
      'Subject*',
      'Responsible unit',
      'Place',
      'Facts (when, where)',
      'What must be done',
      'Legal basis',
      'Urgency',
      'Time limit',
      'Problem number',
    ]
    const { rows } = await readNoticeSheet(await sheetOf([good], english), lookups)
    expect(rows[0]).toMatchObject({ errors: [], raw: { 事项: good.事项 } })
  })

  test('under a heading, with empty rows between, numbered as in the file', async () => {
    const data: SheetData = [['督办事项导入表'], [], titles, [], Object.values(good), [], Object.values(good)]
    const { rows } = await readNoticeSheet(await writeXlsxFile(data).toBuffer(), lookups)
    expect(rows.map(({ row, errors }) => [row, errors])).toEqual([
      [5, []],
      [7, []],
    ])
  })
})

describe('what is wrong with a row is told at its field, in words', () => {
  test.each<[string, Row, string, string]>([
    ['an unknown unit', { 责任单位: '城建局' }, 'unitId', '没有名为“城建局”的责任单位，请填编号、全称或简称'],
    ['a unit nearly right', { 责任单位: '商务' }, 'unitId', '是否指：D25 商务局？'],
    ['no unit', { 责任单位: '' }, 'unitId', '请填写责任单位'],
    ['a supervisory organ', { 责任单位: '审计局' }, 'unitId', '监督机关'],
    ['a limit without its unit', { 期限: 5 }, 'limit', '看不懂期限“5”，请写成“5个工作日”'],
    ['a date for a limit', { 期限: new Date('2026-12-01') }, 'limit', '看不懂期限“2026-12-01 00:00”'],
    ['a limit beyond the rule', { 期限: '十五个工作日' }, 'limit', '一般督办的期限为3至7个工作日'],
    ['a limit in hours', { 类别: '紧急', 期限: '48小时' }, 'limit', '紧急督办的期限为1至2个工作日'],
    ['an unknown urgency', { 类别: '特急' }, 'urgency', '类别“特急”不对'],
    ['too few facts', { 事实: '有垃圾' }, 'facts', '至少 10 个字'],
    ['too long a subject', { 事项: '长'.repeat(81) }, 'title', '最多 80 个字'],
    ['no requirement', { 整改要求: '' }, 'requirement', '至少 5 个字'],
    ['an unknown problem', { 关联问题编号: 'WT-9999' }, 'problemId', '没有编号为“WT-9999”的问题'],
    ['a problem that is under notice', { 关联问题编号: 'WT-0047' }, 'problemId', '已在云创督办〔2026〕1号中督办'],
  ])('%s', async (_, change, field, zh) => {
    const [row] = await read({ ...good, ...change })
    expect(row?.notice).toBeNull()
    expect(row?.errors).toMatchObject([{ path: [field], text: { zh: expect.stringContaining(zh) } }])
  })

  test('the same problem in two rows: the second one is told which row has it', async () => {
    const rows = await read({ ...good, 关联问题编号: 'WT-0048' }, { ...good, 关联问题编号: 'WT-0048' })
    expect(rows.map(({ errors }) => errors.map(({ text }) => text.zh))).toEqual([[], ['与第2行是同一个问题，一事一单']])
  })

  test('several faults at once are all told', async () => {
    const [row] = await read({ ...good, 责任单位: '无此局', 期限: '很快', 事实: '' })
    expect(new Set(row?.errors.map(({ path }) => path[0]))).toEqual(new Set(['facts', 'limit', 'unitId']))
  })

  test('a formula that failed is an empty cell', async () => {
    const cells = titles.map((_, i) => `<c r="${String.fromCharCode(65 + i)}2" t="e"><f>NA()</f><v>#N/A</v></c>`)
    const header = titles.map(
      (title, i) => `<c r="${String.fromCharCode(65 + i)}1" t="inlineStr"><is><t>${title}</t></is></c>`,
    )
    const first = '<c r="A2" t="inlineStr"><is><t>望溪市场清运</t></is></c>'
    const file = zipOf(
      workbookOf(`<row r="1">${header.join('')}</row><row r="2">${[first, ...cells.slice(1)].join('')}</row>`),
    )
    const [row] = (await readNoticeSheet(file, lookups)).rows
    expect(row?.errors.map(({ path }) => path[0])).toContain('requirement')
  })
})
