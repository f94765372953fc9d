import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { newDraft } from '../../api/complaints/draft-token.ts'
import { sweepPublicUploads } from '../../api/complaints/upload.ts'
import { readReceiptCode, receiptCode } from '../../domain/complainant.ts'
import { aUnit } from './builders.ts'
import { type Api, startApi, turnedDown } from './harness.ts'

/** The public page's way in: what it takes, what it refuses, and how little it tells. */

let api: Api
beforeAll(async () => {
  api = await startApi({ CHUANGWEI_PROXY: '127.0.0.1' })
  await aUnit(api.db, 'OFFICE').catch(() => undefined)
})

let proxied = 0
/** Each test from an address of its own. */
const from = () => {
  proxied += 1
  return { 'x-forwarded-for': `10.9.${Math.floor(proxied / 250)}.${proxied % 250}` }
}
const draft = (ageMs = 60_000) => newDraft(api.app.config.secret, Date.now() - ageMs)
const aReport = (change = {}) => ({
  place: '桂香巷口',
  words: '巷口每天夜里有人偷倒装修垃圾，占了半条路。',
  phone: '',
  photoIds: [] as string[],
  ...change,
})
const send = (change: Record<string, unknown> = {}, headers = from()) =>
  api.client(headers).complaint.report.mutate({
    commandId: randomUUID(),
    draft: draft(),
    report: aReport(),
    ...change,
  })
const codeOf = async (call: Promise<unknown>) => (await turnedDown(call))?.refusal?.code ?? null
const aJpeg = (side = 400) =>
  sharp({
    create: { width: side, height: side, channels: 3, background: { r: Math.floor(Math.random() * 255), g: 9, b: 99 } },
  })
    .jpeg()
    .withExif({ IFD0: { Make: 'TellTale', Model: 'Camera' } })
    .toBuffer()
async function upload(token: string, body: Buffer, headers: Record<string, string> = {}) {
  const response = await fetch(`${api.url}/api/public/evidence`, {
    method: 'POST',
    headers: { 'content-type': 'image/jpeg', 'x-draft': token, ...from(), ...headers },
    body: new Uint8Array(body),
  })
  const answer = (await response.json()) as { id?: string; refusal?: { code: string } }
  return { status: response.status, ...answer }
}

describe('a complaint from anybody', () => {
  test('is received, and its receipt is the only thing told', async () => {
    const answer = await send()
    expect(Object.keys(answer)).toEqual(['receipt'])
    expect(readReceiptCode(answer.receipt)).toBe(answer.receipt)
    const told = await api.client(from()).complaint.follow.mutate(answer)
    expect(told).toMatchObject({ title: { zh: '已收到，待分流' }, reply: null, over: false })
  })

  test('sent again is the same; the same id with other words is another act', async () => {
    const commandId = randomUUID()
    const first = await send({ commandId })
    expect(await send({ commandId })).toEqual(first)
    expect(await codeOf(send({ commandId, report: aReport({ words: '完全不同的另一件事情，请尽快处理。' }) }))).toBe(
      'COMMAND_REUSED',
    )
  })

  test.each([
    ['too quickly for a person', () => ({ draft: draft(1_000) })],
    ['with a draft left open for days', () => ({ draft: draft(80 * 3_600_000) })],
    ['with a draft that somebody made', () => ({ draft: `${randomUUID()}.abc.def` })],
    ['with what only robots fill in', () => ({ website: 'http://spam' })],
  ])('is refused %s', async (_how, change) => {
    expect(await codeOf(send(change()))).toBe('DRAFT_STALE')
  })

  test.each([
    ['no words', { words: '脏' }],
    ['words without end', { words: '脏'.repeat(1_001) }],
    ['no place', { place: '' }],
    ['a place far off the form', { spot: 'javascript:alert(1)' }],
    ['too many photos', { photoIds: Array.from({ length: 5 }, () => randomUUID()) }],
  ])('is refused with %s', async (_what, change) => {
    const answer = await turnedDown(send({ report: aReport(change) }))
    expect(answer?.code).toBe('BAD_REQUEST')
  })

  test('keeps hidden signs and formulas out, and is stored as text', async () => {
    await send({ report: aReport({ words: '‮=HYPERLINK("http://x")​ 垃圾没人清，请处理一下。' }) })
    const row = await api.db.selectFrom('cases').select('content').orderBy('id', 'desc').executeTakeFirstOrThrow()
    expect(JSON.stringify(row.content)).not.toMatch(/[\u202e\u200b]/)
  })
})

describe('limits by address', () => {
  test('twenty an hour; another address, and reading on, are not stopped', async () => {
    const headers = from()
    const { receipt } = await send({}, headers)
    for (let sent = 1; sent < 20; sent += 1) await send({}, headers)
    expect(await codeOf(send({}, headers))).toBe('TOO_OFTEN')
    expect(await codeOf(send())).toBeNull()
    expect((await api.client(headers).complaint.follow.mutate({ receipt })).over).toBe(false)
  })

  test('guessing codes ends soon', async () => {
    const guess = () => api.client(headers).complaint.follow.mutate({ receipt: receiptCode(randomBytes(16)) })
    const headers = from()
    const answers = await Promise.all(Array.from({ length: 241 }, () => codeOf(guess())))
    expect(answers.filter((code) => code === 'TOO_OFTEN')).toHaveLength(1)
    expect(new Set(answers)).toEqual(new Set(['RECEIPT_UNKNOWN', 'TOO_OFTEN']))
  })
})

describe('photos without an account', () => {
  test('are kept without where and with what they were taken, and shown in their complaint', async () => {
    const token = draft()
    const { id, status } = await upload(token, await aJpeg())
    expect(status).toBe(201)
    await send({ draft: token, report: aReport({ photoIds: [id] }) })
    const photo = await api.db
      .selectFrom('evidence')
      .selectAll()
      .where('id', '=', id as string)
      .executeTakeFirstOrThrow()
    expect(photo).toMatchObject({ uploaded_by: null, unit_id: null, original_name: '照片' })
    for (const key of [photo.original_key, photo.served_key]) {
      const { exif } = await sharp(join(api.dataDir, key)).metadata()
      expect(exif).toBeUndefined()
    }
    const { token: dispatcher } = await api.someone(['OFFICE_DISPATCHER'], 'OFFICE')
    const seen = (authorization?: string) =>
      fetch(`${api.url}/api/evidence/${id}`, { headers: authorization ? { authorization } : {} })
    expect((await seen(`Bearer ${dispatcher}`)).status).toBe(200)
    expect((await seen()).status).toBe(401)
  })

  test('belong to the draft that uploaded them', async () => {
    const { id } = await upload(draft(), await aJpeg())
    expect(await codeOf(send({ report: aReport({ photoIds: [id] }) }))).toBe('PHOTO_UNKNOWN')
  })

  test('are refused without a draft, above the limit, and when they are none', async () => {
    expect(await upload('', await aJpeg())).toMatchObject({ status: 409, refusal: { code: 'DRAFT_STALE' } })
    expect(await upload(draft(), Buffer.from('<svg/>'))).toMatchObject({
      status: 415,
      refusal: { code: 'NOT_A_PHOTO' },
    })
    expect(await upload(draft(), await aJpeg(), { 'content-type': 'text/html' })).toMatchObject({ status: 415 })
    expect(await upload(draft(), randomBytes(5 * 1024 * 1024 + 1))).toMatchObject({
      refusal: { code: 'FILE_TOO_LARGE' },
    })
    const bomb = await sharp({ create: { width: 8_000, height: 6_000, channels: 3, background: '#888' } })
      .png()
      .toBuffer()
    expect(await upload(draft(), bomb)).toMatchObject({ refusal: { code: 'TOO_MANY_PIXELS' } })
  })

  test('a draft takes eight and no more', async () => {
    const token = draft()
    for (let sent = 0; sent < 8; sent += 1) expect((await upload(token, await aJpeg(20))).status).toBe(201)
    expect(await upload(token, await aJpeg(20))).toMatchObject({ status: 429, refusal: { code: 'DRAFT_FULL' } })
  })

  test('that no complaint shows are swept, the others stay', async () => {
    const token = draft()
    const [shown, left] = [await upload(token, await aJpeg(30)), await upload(token, await aJpeg(31))]
    await send({ draft: token, report: aReport({ photoIds: [shown.id] }) })
    const key = async (id: string | undefined) =>
      (
        await api.db
          .selectFrom('evidence')
          .select('served_key')
          .where('id', '=', id ?? '')
          .executeTakeFirst()
      )?.served_key
    const [kept, gone] = [await key(shown.id), await key(left.id)]
    expect(await sweepPublicUploads(api.app)).toBe(0)
    expect(await sweepPublicUploads(api.app, 0)).toBeGreaterThan(0)
    expect(await key(left.id)).toBeUndefined()
    expect([kept, gone].map((path) => existsSync(join(api.dataDir, path ?? '')))).toEqual([true, false])
  })
})

test('who complained stands in no list, and what was kept of it cannot be changed', async () => {
  await send({ report: aReport({ phone: '13700001111', words: '我的电话是 137 0000 1111，楼下垃圾成堆没人管。' }) })
  const { api: director } = await api.someone(['OFFICE_DIRECTOR'], 'OFFICE')
  const page = JSON.stringify(await director.complaint.list.query({}))
  expect(page).not.toMatch(/137 ?0000 ?1111/)
  await expect(api.db.updateTable('complainant').set({ key_id: 'x' }).execute()).rejects.toThrow(/permission denied/)
  await expect(api.db.deleteFrom('complainant_opening').execute()).rejects.toThrow(/permission denied/)
})
