import Fastify from 'fastify'
import { inflateRawSync } from 'node:zlib'
import { readSheet } from 'read-excel-file/universal'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { spreadsheetRoutes } from '../../api/spreadsheet.ts'
import { connect } from '../../db/connect.ts'
import { findPerson } from '../../db/people.ts'
import { importSampleCounty } from '../../db/sample.ts'
import { startDatabase } from './database.ts'
import { aCase } from './ledger-cases.ts'

const { url } = await startDatabase()
await importSampleCounty(url)
const { db, close } = connect(url)
const app = Fastify()
await spreadsheetRoutes(app, {
  db,
  authenticate: async (request) =>
    (await findPerson(db, { username: String(request.headers['x-user']) }))?.actor ?? null,
})
afterAll(async () => {
  await app.close()
  await close()
})

const get = (path: string, as = 'taoxingyuan') => app.inject({ url: path, headers: { 'x-user': as } })
const cellsOf = async (bytes: Buffer) => readSheet(new Uint8Array(bytes).buffer)
const ledger = async (query = '', as?: string) =>
  cellsOf((await get(`/api/notices/export.xlsx${query}`, as)).rawPayload)

const hostile = ['=HYPERLINK("http://x","y")', '+1+1', '-2+3', '@SUM(A1)', '\t=1', 'a\u0001b\u{1F3EE}', '<f>1</f>&amp;']

beforeAll(async () => {
  await aCase(db, {
    id: 'DB-1',
    unitId: 'D25',
    title: '市场后巷清运',
    number: '云创督办〔2026〕1号',
    received: '2020-01-02T10:30:00+08:00',
    due: '2020-01-09T18:00:00+08:00',
  })
  await aCase(db, {
    id: 'DB-2',
    unitId: 'D25',
    title: '老码头巷清运',
    number: '云创督办〔2026〕2号',
    received: '2026-01-05T09:15:00+08:00',
    due: '2026-01-12T18:00:00+08:00',
    closed: '2026-01-12T23:30:00+08:00',
  })
  await aCase(db, { id: 'DB-3', unitId: 'D20', title: '围挡整治' })
  for (const [i, title] of hostile.entries()) await aCase(db, { id: `DB-X${i}`, unitId: 'D21', title })
})

describe('the ledger of notices as a workbook', () => {
  test('says of each notice what the printed ledger says', async () => {
    const [heading, titles, ...rows] = await ledger('?unitId=D25&sort=opened&order=asc')
    expect(heading?.[0]).toMatch(/^督办台账（\d{4}-\d\d-\d\d \d\d:\d\d，共2件）$/)
    expect(titles).toEqual([
      '序号',
      '文号',
      '事项',
      '责任单位',
      '地点',
      '期限',
      '状态',
      '轮次',
      '签收时间',
      '超期',
      '办结时间',
    ])
    const asCounty = (date: string) => new Date(`${date}Z`)
    expect(rows).toEqual([
      [
        1,
        '云创督办〔2026〕1号',
        '市场后巷清运',
        '县商务局',
        '后巷',
        asCounty('2020-01-09T18:00'),
        '整改中',
        1,
        asCounty('2020-01-02T10:30'),
        '是',
        null,
      ],
      [
        2,
        '云创督办〔2026〕2号',
        '老码头巷清运',
        '县商务局',
        '后巷',
        asCounty('2026-01-12T18:00'),
        '落实销号',
        1,
        asCounty('2026-01-05T09:15'),
        null,
        asCounty('2026-01-12T23:30'),
      ],
    ])
  })

  test('gives those that the query asks for, in either language', async () => {
    const rows = await ledger('?stage=ISSUED&unitId=D20&language=en&page=9&limit=1')
    expect(rows.slice(1)).toEqual([
      ['No.', 'Document number', 'Subject', 'Unit', 'Place', 'Due', 'State', 'Round', 'Received', 'Overdue', 'Closed'],
      [1, 'DB-3', '围挡整治', '县住房和城乡建设局', '后巷', 'From receipt', 'Issued', 1, null, null, null],
    ])
  })

  test('gives a unit its own notices only', async () => {
    expect(await ledger('', 'jiatongshang')).toHaveLength(4)
    expect(await ledger('?unitId=D20', 'jiatongshang')).toHaveLength(2)
  })

  test('has no formulas, whatever people wrote', async () => {
    const bytes = (await get('/api/notices/export.xlsx?unitId=D21')).rawPayload
    const titles = (await cellsOf(bytes)).slice(2).map((row) => row[2])
    expect(titles).toEqual(expect.arrayContaining(hostile.slice(0, 4)))
    expect(titles).toEqual(expect.arrayContaining(['ab\u{1F3EE}', '<f>1</f>&amp;']))
    const sheet = entryOf(bytes, 'xl/worksheets/sheet1.xml')
    expect(sheet).toContain('t="s"')
    expect(sheet).not.toMatch(/<f[\s>]/)
  })

  test('holds two thousand notices', async () => {
    const values = Array.from({ length: 2000 }, (_, i) => ({
      id: `DB-M${i}`,
      kind: 'rectification',
      title: `第${i}件`,
      unit_id: 'D05',
      content: '{}',
    }))
    await db.insertInto('cases').values(values).execute()
    expect(await ledger('?unitId=D05')).toHaveLength(2002)
  })
})

describe('who may download', () => {
  test.each([
    ['/api/notices/template.xlsx', 'taoxingyuan'],
    ['/api/notices/export.xlsx', 'shenheshi'],
  ])('%s as %s', async (path, as) => {
    expect((await get(path, as)).headers).toMatchObject({
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': expect.stringMatching(/^attachment; filename\*=UTF-8''%E7%9D%A3%E5%8A%9E.*\.xlsx$/),
    })
  })

  test.each([
    ['/api/notices/template.xlsx', 'jiatongshang', 403],
    ['/api/notices/template.xlsx', 'nobody', 401],
    ['/api/notices/export.xlsx', 'admin', 403],
    ['/api/notices/export.xlsx', 'nobody', 401],
    ['/api/notices/export.xlsx?openedFrom=yesterday', 'taoxingyuan', 400],
  ])('%s not as %s: %i', async (path, as, status) => {
    const response = await get(path, as)
    expect([response.statusCode, response.json()]).toMatchObject([
      status,
      { refusal: { text: { zh: expect.stringMatching(/。$/) } } },
    ])
  })
})

/** The text of one entry of a workbook. */
function entryOf(bytes: Buffer, name: string): string {
  const at = bytes.indexOf(Buffer.from(name)) - 30
  const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
  const packed = bytes.subarray(start)
  return (bytes.readUInt16LE(at + 8) === 0 ? packed : inflateRawSync(packed)).toString('utf8')
}
