import { createHash, randomUUID } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import { importSampleCounty } from '../../db/sample.ts'
import { verifyEvidence } from '../../db/verify-evidence.ts'
import { startDatabase } from './database.ts'
import { bytesOf, look, upload } from './evidence-client.ts'
import { startServer } from './evidence-server.ts'
import { aJpeg, aPhoto, fromAPhone, pageInJpeg } from './photos.ts'

const { url, dataDir } = await startDatabase()
await importSampleCounty(url)
const { address, db, stop } = await startServer(url, dataDir)
afterAll(stop)

const liaison = 'zhulianfang' // of D25
const inspector = 'taoxingyuan'

const send = (body: Buffer, sent?: Parameters<typeof upload>[2]) => upload(address, body, sent)
const see = (id: string, as: string, query?: string, headers?: object) => look(address, id, as, query, headers)

const photoRow = (id: string) => db.selectFrom('evidence').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

async function openCase(unitId: string, photoId: string): Promise<void> {
  const id = randomUUID()
  await db
    .insertInto('cases')
    .values({ id, kind: 'rectification', title: '清运', unit_id: unitId, content: '{}' })
    .execute()
  await db.insertInto('case_evidence').values({ case_id: id, evidence_id: photoId }).execute()
}

describe('a photo that is taken', () => {
  test('is shown upright, smaller and without place or device, while the original stays as it was', async () => {
    const original = await fromAPhone(4000, 3000)
    const { status, answer } = await send(original)
    expect(status).toBe(201)
    expect(answer).toMatchObject({ width: 1920, height: 2560, url: `/api/evidence/${answer.id}` })
    expect(answer.sha256).toBe(createHash('sha256').update(original).digest('hex'))

    const row = await photoRow(answer.id)
    expect(row).toMatchObject({
      mime: 'image/jpeg',
      bytes: original.length,
      unit_id: 'D25',
      uploaded_by: `u-${liaison}`,
      original_name: '后巷.jpg',
    })
    expect((await readFile(join(dataDir, row.original_key))).equals(original)).toBe(true)

    const shown = await bytesOf(await see(answer.id, liaison))
    const metadata = await sharp(shown).metadata()
    expect(metadata).toMatchObject({ format: 'jpeg', width: 1920, height: 2560 })
    expect([metadata.exif, metadata.xmp, metadata.iptc, metadata.orientation]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
    expect(shown.includes('P60-serial-0042')).toBe(false)
    expect((await sharp(original).metadata()).exif?.includes('P60-serial-0042')).toBe(true)
  })

  test('may be a PNG with transparency or a WebP; what is shown is a JPEG', async () => {
    for (const photo of [aPhoto().ensureAlpha(0.5).png(), aPhoto().webp()]) {
      const { status, answer } = await send(await photo.toBuffer(), { type: 'image/png' })
      expect(status).toBe(201)
      const response = await see(answer.id, liaison)
      expect(response.headers.get('content-type')).toBe('image/jpeg')
      expect((await sharp(await bytesOf(response)).metadata()).format).toBe('jpeg')
    }
  })

  test('is kept once however often it is uploaded', async () => {
    const jpeg = await aJpeg()
    const [first, second] = [await send(jpeg), await send(jpeg, { as: inspector })]
    expect(second.answer.id).not.toBe(first.answer.id)
    const [one, two] = [await photoRow(first.answer.id), await photoRow(second.answer.id)]
    expect([two.original_key, two.served_key]).toEqual([one.original_key, one.served_key])
  })

  test('that is also a page is shown as a photo only', async () => {
    const { status, answer } = await send(pageInJpeg(await aJpeg()))
    expect(status).toBe(201)
    const response = await see(answer.id, liaison)
    expect((await bytesOf(response)).includes('<script>')).toBe(false)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent('后巷.jpg')}`,
      'cache-control': expect.stringMatching(/^private/),
    })
  })

  test.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\照片\\后巷.png', '后巷.png'],
    ['a\u0000b\u202egpj.exe', 'abgpj.exe'],
    ['"; filename="x.html', '; filename=x.html'],
    ['长'.repeat(300), '长'.repeat(120)],
    ['', '照片'],
  ])('keeps the name %j as text only', async (name, kept) => {
    const { answer } = await send(await aJpeg(64, 64), { name })
    expect((await photoRow(answer.id)).original_name).toBe(kept)
    expect((await see(answer.id, liaison)).headers.get('content-disposition')).toMatch(
      /^inline; filename\*=UTF-8''[\w.%~!-]+$/,
    )
  })
})

describe('who sees a photo', () => {
  test('its uploader, and those who may see a case that it belongs to', async () => {
    const { answer } = await send(await aJpeg(1600, 1200))
    const seen = async () => {
      const people = [
        liaison,
        'jiatongshang',
        'dingzhucheng',
        inspector,
        'qinwangshu',
        'shenheshi',
        'admin',
        'yanshouzhong',
        'nobody',
      ]
      const statuses = await Promise.all(people.map(async (as) => (await see(answer.id, as)).status))
      return Object.fromEntries(people.map((as, i) => [as, statuses[i]]))
    }
    const never = { dingzhucheng: 404, admin: 404, yanshouzhong: 404, nobody: 401 }
    expect(await seen()).toEqual({
      [liaison]: 200,
      jiatongshang: 404,
      [inspector]: 404,
      qinwangshu: 404,
      shenheshi: 404,
      ...never,
    })
    await openCase('D25', answer.id)
    expect(await seen()).toEqual({
      [liaison]: 200,
      jiatongshang: 200,
      [inspector]: 200,
      qinwangshu: 200,
      shenheshi: 200,
      ...never,
    })
  })

  test('what does not exist looks like what is not theirs', async () => {
    const { answer } = await send(await aJpeg(64, 64))
    const replies = await Promise.all(
      [answer.id, randomUUID(), 'x', "1' or '1'='1"].map((id) => see(encodeURIComponent(id), 'dingzhucheng')),
    )
    const told = await Promise.all(replies.map(async (reply) => [reply.status, await reply.text()]))
    expect(new Set(told.map(String)).size).toBe(1)
  })

  test('smaller copies are made on request, and an unchanged one is not sent again', async () => {
    const { answer } = await send(await aJpeg(1600, 1200))
    const widths = await Promise.all(
      ['?w=300', '?w=640', '?w=5000', '?w=x', ''].map(
        async (query) => (await sharp(await bytesOf(await see(answer.id, liaison, query))).metadata()).width,
      ),
    )
    expect(widths).toEqual([320, 640, 1600, 1600, 1600])
    const etag = (await see(answer.id, liaison)).headers.get('etag') ?? ''
    expect((await see(answer.id, liaison, '', { 'if-none-match': etag })).status).toBe(304)
    expect((await see(answer.id, 'dingzhucheng', '', { 'if-none-match': etag })).status).toBe(404)
  })
})

test('a file that is no longer what was uploaded is not shown, is named, and is healed by the same photo', async () => {
  const jpeg = await aJpeg()
  const { answer } = await send(jpeg)
  const { served_key, original_key } = await photoRow(answer.id)
  expect((await verifyEvidence(url, dataDir)).broken).toEqual([])

  const shown = await readFile(join(dataDir, served_key))
  shown[100] = (shown[100] ?? 0) ^ 1
  await writeFile(join(dataDir, served_key), shown)
  await rm(join(dataDir, original_key))
  const response = await see(answer.id, liaison)
  expect([response.status, await response.json()]).toMatchObject([500, { refusal: { code: 'FILE_DAMAGED' } }])
  expect((await verifyEvidence(url, dataDir)).broken).toMatchObject([
    { evidenceId: answer.id, key: original_key, reason: { zh: expect.stringContaining('缺失') } },
    { evidenceId: answer.id, key: served_key, reason: { zh: expect.stringContaining('校验值不符') } },
  ])

  await send(jpeg)
  expect((await see(answer.id, liaison)).status).toBe(200)
  expect((await verifyEvidence(url, dataDir)).broken).toEqual([])
})
