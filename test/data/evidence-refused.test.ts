import { readdir } from 'node:fs/promises'
import { connect as dial } from 'node:net'
import { join } from 'node:path'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { importSampleCounty } from '../../db/sample.ts'
import { startDatabase } from './database.ts'
import { upload } from './evidence-client.ts'
import { startServer } from './evidence-server.ts'
import { aJpeg, notPhotos } from './photos.ts'

const { url, dataDir } = await startDatabase()
await importSampleCounty(url)
const { address, db, stop } = await startServer(url, dataDir)
afterAll(stop)

const liaison = 'zhulianfang'
const send = (body: Buffer | ReadableStream, sent?: Parameters<typeof upload>[2]) => upload(address, body, sent)
const rows = async () => (await db.selectFrom('evidence').select('id').execute()).length
const quarantined = () => readdir(join(dataDir, 'evidence/incoming'))

describe('what is not taken leaves neither file nor row, and the sender is told what to do', () => {
  test.each(notPhotos)('%s', async (_, bytes, code) => {
    const before = await rows()
    const { status, answer } = await send(bytes)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(answer.refusal).toMatchObject({ code, text: { zh: expect.stringMatching(/。$/) } })
    expect(await rows()).toBe(before)
    expect(await quarantined()).toEqual([])
  })

  const endless = (megabytes: number, sent = { megabytes: 0 }) =>
    new ReadableStream({
      pull: (controller) => {
        if (sent.megabytes === megabytes) return controller.close()
        sent.megabytes += 1
        controller.enqueue(new Uint8Array(1_048_576))
      },
    })

  test.each([
    ['announced', Buffer.alloc(16 * 1_048_576)],
    ['sent without saying how much', endless(30)],
  ])('16 MB and more, %s', async (_, body) => {
    const { status, answer } = await send(body)
    expect([status, answer.refusal?.code]).toEqual([413, 'FILE_TOO_LARGE'])
    expect(await quarantined()).toEqual([])
  })

  test('a stream without end is cut off', async () => {
    const sent = { megabytes: 0 }
    // Whether the answer still arrives is the network's luck.
    await send(endless(2_000, sent)).catch(() => undefined)
    expect(sent.megabytes).toBeLessThan(200)
    await expect.poll(quarantined).toEqual([])
  })

  test('a sender who breaks off, and one who sends more than announced', async () => {
    const before = await rows()
    const jpeg = await aJpeg()
    const dialled = async (length: number, body: Buffer) => {
      const socket = dial(Number(new URL(address).port), '127.0.0.1')
      let answer = ''
      socket.on('data', (data) => (answer += data.toString()))
      socket.write(
        `POST /api/evidence HTTP/1.1\r\nHost: x\r\nx-user: ${liaison}\r\ncontent-type: image/jpeg\r\ncontent-length: ${length}\r\n\r\n`,
      )
      socket.end(body)
      await new Promise((resolve) => socket.on('close', resolve))
      return answer
    }
    await dialled(jpeg.length * 2, jpeg)
    expect(await rows()).toBe(before)
    // Only what was announced is read: that is a JPEG cut short, and what follows is no request.
    expect(await dialled(jpeg.length >> 1, jpeg)).toMatch(/^HTTP\/1.1 4/)
    expect(await rows()).toBe(before)
    await expect.poll(quarantined).toEqual([])
  })

  test('another type than an image, nobody signed in, and a role without photos', async () => {
    const jpeg = await aJpeg(64, 64)
    expect((await send(jpeg, { type: 'text/plain' })).answer.refusal?.code).toBe('NOT_A_PHOTO')
    expect(await send(jpeg, { as: '' })).toMatchObject({
      status: 401,
      answer: { refusal: { code: 'SIGN_IN_FIRST' } },
    })
    expect(await send(jpeg, { as: 'admin' })).toMatchObject({
      status: 403,
      answer: { refusal: { code: 'FORBIDDEN' } },
    })
  })

  test('more than a day holds, also when they come at once', async () => {
    await db.insertInto('setting').values({ key: 'photosPerDay', value: '2' }).execute()
    onTestFinished(async () => {
      await db.deleteFrom('setting').where('key', '=', 'photosPerDay').execute()
    })
    const photos = await Promise.all(Array.from({ length: 6 }, () => aJpeg(64, 64)))
    const results = await Promise.all(photos.map((photo) => send(photo, { as: 'jiatongshang' })))
    expect(results.filter(({ status }) => status === 201)).toHaveLength(2)
    expect(results.find(({ status }) => status !== 201)).toMatchObject({
      status: 429,
      answer: { refusal: { code: 'QUOTA_EXCEEDED' } },
    })
  })
})
