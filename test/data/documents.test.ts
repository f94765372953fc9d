import { describe, expect, test } from 'vitest'
import { CLOSED, LADDER, startDocuments } from './document-server.ts'
import { textOf } from './unzip.ts'

const documents = await startDocuments()

test('what people wrote stays text: no markup, no character that XML forbids', async () => {
  for (const key of ['notice-1', 'talk-proposal-1', 'talk-notice-1', 'disposition-1']) {
    const xml = (await documents.docx(LADDER, key)).xml
    expect(xml).toContain('&lt;w:p&gt;&amp;amp;]]&gt;')
    expect(xml).not.toMatch(/[^\P{Cc}\n\t\r]|\uFFFE/u)
    const page = await documents.html(LADDER, key)
    expect(page.body).toContain('&lt;w:p&gt;&amp;amp;]]&gt;')
    expect(page.body).not.toMatch(/<w:p>|<script/)
  }
})

test('a proposal decides nothing, whoever wrote the words of a decision, and says so at its end', async () => {
  for (const said of [
    textOf((await documents.docx(LADDER, 'disposition-1')).xml),
    textOf((await documents.html(LADDER, 'disposition-1')).body),
  ]) {
    expect(said).not.toMatch(/决\s*定\s*给\s*予/)
    expect(said).toContain('〔决定性表述不予列入〕警告处分')
    expect(said.trim()).toMatch(/本建议不构成处理决定$/)
  }
})

test('is laid out after the national format: A4 and margins, 29 pt exact, faces and sizes, page numbers, red rule', async () => {
  const { files, xml } = await documents.docx(LADDER, 'talk-notice-1')
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
  const { files } = await documents.docx(CLOSED, 'closing-1')
  expect([...files.keys()].filter((name) => /^word\/media\/.+\.jpg$/.test(name))).toHaveLength(4)
  const page = await documents.html(CLOSED, 'closing-1')
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  expect(page.body.match(/<img src="\/api\/evidence\/[0-9a-f-]{36}\?w=1280"/g)).toHaveLength(4)
})

describe('who may have a document', () => {
  const path = documents.pathOf(LADDER, 'notice-1')
  test.each([
    ['the unit concerned', 'jiatongshang'],
    ['the auditor', 'shenheshi'],
  ])('%s', async (_who, as) => {
    expect((await documents.get(path, as)).statusCode).toBe(200)
  })

  test.each([
    ['the head of the unit concerned', 'jiatongshang', 200],
    ['the auditor', 'shenheshi', 200],
    ['its liaison', 'zhulianfang', 404],
    ['the dispatcher', 'jianzhiqiu', 404],
  ])('what is about a person as %s: %s', async (_who, as, status) => {
    for (const key of ['talk-proposal-1', 'talk-record-1', 'disposition-1'])
      expect((await documents.get(documents.pathOf(LADDER, key), as)).statusCode).toBe(status)
  })

  test('the notice of a talk is for the head, and for the dispatcher who delivers it by telephone', async () => {
    const notice = documents.pathOf(LADDER, 'talk-notice-1')
    const statuses = ['jiatongshang', 'jianzhiqiu', 'zhulianfang'].map(
      async (as) => (await documents.get(notice, as)).statusCode,
    )
    expect(await Promise.all(statuses)).toEqual([200, 200, 404])
  })

  test.each([
    ['another unit', path, 'dingzhucheng', 404],
    ['the administrator', path, 'admin', 403],
    ['nobody', path, 'nobody', 401],
    ['one that the case does not have', path.replace('notice-1', 'closing-1'), 'taoxingyuan', 404],
    ['an unknown kind', path.replace('notice-1', 'constructor-1'), 'taoxingyuan', 404],
    ['an unknown case', path.replace(LADDER, 'DB-1'), 'taoxingyuan', 404],
  ])('not %s: %s as %s, %i', async (_who, address, as, status) => {
    const response = await documents.get(address, as)
    const refusal = { text: { zh: expect.stringMatching(/。$/) } }
    expect([response.statusCode, response.json()]).toMatchObject([status, { refusal }])
  })
})
