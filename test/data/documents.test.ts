import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentRoutes } from '../../api/documents.ts'
import { evidenceRoutes } from '../../api/evidence.ts'
import { connect } from '../../db/connect.ts'
import { findPerson } from '../../db/people.ts'
import { importSampleCounty } from '../../db/sample.ts'
import type { Photo } from '../../domain/fields.ts'
import type { Actor } from '../../domain/people.ts'
import { startDatabase } from './database.ts'
import { type Cast, playCorrections, playLadder } from './document-cases.ts'
import { aJpeg } from './photos.ts'
import { entriesIn, textOf } from './unzip.ts'

const { url, dataDir } = await startDatabase()
await importSampleCounty(url)
const { db, close } = connect(url)
const app = Fastify()
const authenticate = async (request: { headers: Record<string, unknown> }) =>
  (await findPerson(db, { username: String(request.headers['x-user']) }))?.actor ?? null
await evidenceRoutes(app, { db, dataDir, authenticate })
await documentRoutes(app, { db, dataDir, authenticate })
afterAll(async () => {
  await app.close()
  await close()
})

const LADDER = 'DB-2026-0001'
const CLOSED = 'DB-2026-0002'
const HOSTILE = '<w:p>&amp;]]>"\'</w:t>\u0001\uFFFE县监委曾决定 给予警告处分'

const get = (path: string, as = 'taoxingyuan') => app.inject({ url: path, headers: { 'x-user': as } })
const docx = async (caseId: string, key: string) => {
  const response = await get(`/api/cases/${caseId}/documents/${key}.docx`)
  expect([key, response.statusCode]).toEqual([key, 200])
  return { headers: response.headers, files: entriesIn(response.rawPayload) }
}
const readable = async (caseId: string, key: string) =>
  textOf((await docx(caseId, key)).files.get('word/document.xml') ?? '')

async function upload(): Promise<Photo> {
  const headers = { 'x-user': 'taoxingyuan', 'content-type': 'image/jpeg', 'x-file-name': 'a.jpg' }
  const { id, sha256 } = (
    await app.inject({ method: 'POST', url: '/api/evidence', headers, payload: await aJpeg(64, 48) })
  ).json<Photo>()
  return { id, sha256 }
}

beforeAll(async () => {
  const actor = async (username: string): Promise<Actor> => {
    const person = await findPerson(db, { username })
    if (!person) throw new Error(`${username} is not in the sample`)
    return person.actor
  }
  const cast: Cast = {
    inspector: await actor('taoxingyuan'),
    second: await actor('zhuomingcha'),
    director: await actor('weichangfeng'),
    deputy: await actor('xuqinghe'),
    commander: await actor('qinwangshu'),
    dispatcher: await actor('jianzhiqiu'),
    head: await actor('jiatongshang'),
    liaison: await actor('zhulianfang'),
    lawyer: { userId: 'lawyer', name: '法明', roles: ['LEGAL_REVIEWER'], unitId: 'D01' },
    organ: { userId: 'organ', name: '组严', roles: ['ORG_OFFICER'], unitId: 'D02' },
  }
  const photos = [await upload(), await upload(), await upload(), await upload()]
  await playLadder(db, LADDER, cast, photos.slice(0, 2), HOSTILE)
  await playCorrections(db, CLOSED, cast, photos)
}, 60_000)

describe('each document says what was submitted, in its own number and name', () => {
  test.each<[caseId: string, key: string, title: string, ...says: string[]]>([
    [
      LADDER,
      'notice-1',
      '督办通知',
      '云创督办〔2026〕1号',
      '县商务局',
      '主要负责人：贾通商',
      '后巷垃圾堆积',
      '自签收之日起5个工作日内',
      '魏长风（创卫办主任）',
      '王主任',
    ],
    [
      LADDER,
      'notice-2',
      '督办通知（第二次）',
      '云创督办〔2026〕1号-2',
      '第一次督办（云创督办〔2026〕1号）期限为',
      '仍未落实：逾期未反馈',
      '再次未落',
      '第十二条提请约谈',
      '许清和（副指挥长）',
      '县纪委监委',
    ],
    [LADDER, 'receipt-1', '送达回证', '云创督办〔2026〕1号', '电话送达', '王主任', '简知秋'],
    [LADDER, 'receipt-2', '送达回证', '云创督办〔2026〕1号-2', '系统签收', '祝联芳（县商务局联络员）'],
    [LADDER, 'receipt-3', '送达回证', '约谈通知书', '云创约谈〔2026〕1号', '贾通商'],
    [LADDER, 'determination-1', '未落实认定书', '第一次督办', '逾期未反馈', '车辆检修', '无正当理由', '魏长风'],
    [
      LADDER,
      'determination-2',
      '未落实认定书',
      '整改不到位',
      '陶行远（督查考核员）、卓明察（督查考核员）现场核查：仅清运约一半',
      '人手不足',
    ],
    [
      LADDER,
      'talk-proposal-1',
      '约谈建议表',
      '县商务局主要负责人贾通商',
      '许清和',
      '第二次督办认定未落实：整改不到位',
      '程序完备。两轮有效法明（法制审核人）',
      '同意约谈。时间：2026年9月29日9时5分，地点：县政府三楼会议室',
    ],
    [
      LADDER,
      'talk-notice-1',
      '约谈通知书',
      '云创约谈〔2026〕1号',
      '创建卫生城市工作指挥部',
      '经秦望舒（指挥长）批准，定于2026年9月29日9时5分在县政府三楼会议室',
      '不得由他人代替',
      '联系人：陶行远',
    ],
    [
      LADDER,
      'talk-record-1',
      '约谈记录',
      '秦望舒（指挥长）、许清和（副指挥长）',
      '主要负责人本人到场',
      '云创督办〔2026〕1号、云创督办〔2026〕1号-2',
      '承认管理松懈',
      '已核对无误',
      '有异议，保留意见：垃圾量的认定偏高',
    ],
    [LADDER, 'commitment-1', '整改承诺书', '10月中旬前全部清运并设专人', '每日两清', '祝联芳', '主要负责人（签字）'],
    [
      LADDER,
      'talk-acceptance-1',
      '约谈整改验收意见',
      '云创约谈〔2026〕1号',
      '又清运八成',
      '核查余十八立方米',
      '约谈后仍未落实：已反弹',
    ],
    [
      LADDER,
      'disposition-1',
      '处理建议书',
      '云创建议〔2026〕1号',
      '县委组织部：',
      '贾通商，县商务局局长',
      '请考虑客观困难',
      '部分采纳',
      '2026年9月29日：约谈',
      '建议研究：诫勉',
      '请贵部按干部管理权限研究',
      '证据清单',
    ],
    [
      CLOSED,
      'extension-1',
      '延期审批表',
      '云创督办〔2026〕2号',
      '2个工作日',
      '天气',
      '同意。情况属实魏长风',
      '延期后期限',
    ],
    [
      CLOSED,
      'objection-1',
      '异议表及裁定',
      '不属本单位职责',
      '应由住建局负责',
      '县住房和城乡建设局',
      '异议不成立',
      '许清和',
    ],
    [CLOSED, 'hold-1', '挂账审批表', '抽水泵待命', '2026年12月5日', '同意挂账', '复核意见', '秦望舒（指挥长）'],
    [CLOSED, 'determination-1', '不计未落实次数认定书', '非本单位原因', '3个工作日', '管网改造未完'],
    [
      CLOSED,
      'closing-1',
      '销号单',
      '云创督办〔2026〕2号',
      '积水已排净',
      '现场无积水',
      '卓明察',
      '落实，予以销号',
      '整改前',
      '整改后',
    ],
  ])('%s %s: %s', async (caseId, key, title, ...says) => {
    const { headers, files } = await docx(caseId, key)
    const said = textOf(files.get('word/document.xml') ?? '')
    expect(said).toContain(title)
    for (const words of says) expect(said).toContain(words)
    expect(said).toContain('（此处加盖印章）')
    expect(said).not.toMatch(/undefined|NaN|null|密不可见|\[object/)
    expect(headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
    expect(decodeURIComponent(String(headers['content-disposition']))).toMatch(
      /^attachment; filename\*=UTF-8''.*云创.+号.*\.docx$/,
    )
    expect(String(headers['content-disposition'])).toMatch(/^[\x20-\x7e]+$/)
  })
})

test('what people wrote stays text: no markup, no character that XML forbids', async () => {
  for (const key of ['notice-1', 'talk-proposal-1', 'talk-notice-1', 'disposition-1']) {
    const xml = (await docx(LADDER, key)).files.get('word/document.xml') ?? ''
    expect(xml).toContain('&lt;w:p&gt;&amp;amp;]]&gt;')
    expect(xml).not.toMatch(/[^\P{Cc}\n\t\r]|\uFFFE/u)
    const page = await get(`/api/cases/${LADDER}/documents/${key}.docx?format=html`)
    expect(page.body).toContain('&lt;w:p&gt;&amp;amp;]]&gt;')
    expect(page.body).not.toMatch(/<w:p>|<script/)
  }
})

test('a proposal decides nothing, whoever wrote the words of a decision, and says so at its end', async () => {
  for (const said of [
    await readable(LADDER, 'disposition-1'),
    textOf((await get(`/api/cases/${LADDER}/documents/disposition-1.docx?format=html`)).body),
  ]) {
    expect(said).not.toMatch(/决\s*定\s*给\s*予/)
    expect(said).toContain('〔决定性表述不予列入〕警告处分')
    expect(said.trim()).toMatch(/本建议不构成处理决定$/)
  }
})

test('is laid out after the national format: A4 and margins, 29 pt exact, faces and sizes, page numbers, red rule', async () => {
  const { files } = await docx(LADDER, 'talk-notice-1')
  const xml = files.get('word/document.xml') ?? ''
  expect(xml).toMatch(/<w:pgSz w:w="11906" w:h="16838"/)
  expect(xml).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"/)
  expect(xml).toMatch(/w:line="580" w:lineRule="exact"/)
  expect(xml).toMatch(/w:eastAsia="方正小标宋简体"[^>]*\/>.{0,80}<w:sz w:val="44"\/>/)
  expect(xml).toMatch(/<w:bottom w:val="single" w:color="C00000"/)
  expect(files.get('word/styles.xml')).toMatch(
    /w:eastAsia="仿宋_GB2312"[^>]*\/>.{0,80}<w:sz w:val="32"\/>|<w:sz w:val="32"\/>.{0,80}w:eastAsia="仿宋_GB2312"/,
  )
  const footers = [...files].filter(([name]) => /footer\d+\.xml$/.test(name)).map(([, content]) => content)
  expect(footers).toHaveLength(2)
  for (const footer of footers) expect(footer).toMatch(/— .*PAGE.* —/s)
})

test('a form of closing shows photos before and after, two by two', async () => {
  const { files } = await docx(CLOSED, 'closing-1')
  expect([...files.keys()].filter((name) => /^word\/media\/.+\.jpg$/.test(name))).toHaveLength(4)
  const page = await get(`/api/cases/${CLOSED}/documents/closing-1.docx?format=html`)
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  expect(page.body.match(/<img src="\/api\/evidence\/[0-9a-f-]{36}\?w=1280"/g)).toHaveLength(4)
})

describe('who may have a document', () => {
  const path = `/api/cases/${LADDER}/documents/notice-1.docx`
  test.each([
    ['the unit concerned', 'jiatongshang'],
    ['the auditor', 'shenheshi'],
  ])('%s', async (_who, as) => {
    expect((await get(path, as)).statusCode).toBe(200)
  })

  test.each([
    ['another unit', path, 'dingzhucheng', 404],
    ['the administrator', path, 'admin', 403],
    ['nobody', path, 'nobody', 401],
    ['one that the case does not have', path.replace('notice-1', 'closing-1'), 'taoxingyuan', 404],
    ['an unknown kind', path.replace('notice-1', 'constructor-1'), 'taoxingyuan', 404],
    ['an unknown case', path.replace(LADDER, 'DB-1'), 'taoxingyuan', 404],
  ])('not %s: %s as %s, %i', async (_who, address, as, status) => {
    const response = await get(address, as)
    const refusal = { text: { zh: expect.stringMatching(/。$/) } }
    expect([response.statusCode, response.json()]).toMatchObject([status, { refusal }])
  })
})
