import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { connect } from '../../db/connect.ts'
import { importSampleCounty } from '../../db/sample.ts'
import { verifyEvidence } from '../../db/verify-evidence.ts'
import { startDatabase } from './database.ts'
import { startServer } from './evidence-server.ts'
import { aJpeg } from './photos.ts'

const { url, dataDir: scratch, another } = await startDatabase()
await importSampleCounty(url)

const upload = (address: string, photo: Buffer) =>
  fetch(`${address}/api/evidence`, {
    method: 'POST',
    headers: { 'content-type': 'image/jpeg', 'x-user': 'zhulianfang' },
    body: new Uint8Array(photo),
  })

const photoIds = async (databaseUrl = url) => {
  const { db, close } = connect(databaseUrl, { max: 1 })
  const ids = (await db.selectFrom('evidence').select('id').execute()).map(({ id }) => id)
  await close()
  return ids
}

async function serve(dataDir: string, reserve: number): Promise<string> {
  const { address, stop } = await startServer(url, dataDir, reserve)
  onTestFinished(stop)
  return address
}

describe('a full disk', () => {
  test('uploads stop while the database still has room', async () => {
    const before = await photoIds()
    const response = await upload(await serve(join(scratch, 'a'), Number.MAX_SAFE_INTEGER), await aJpeg())
    expect([response.status, await response.json()]).toMatchObject([
      507,
      { refusal: { code: 'DISK_FULL', text: { zh: expect.stringContaining('文字内容不受影响') } } },
    ])
    expect(await photoIds()).toEqual(before)
  })

  test('that fills up in the middle of an upload: a sentence, no row, nothing left lying about', async ({ skip }) => {
    const dataDir = join(scratch, 'small')
    await mkdir(dataDir)
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', dataDir], { stdio: 'ignore' })
    } catch {
      skip('needs the right to mount a small file system')
    }
    onTestFinished(() => void execFileSync('umount', ['-l', dataDir]))
    const address = await serve(dataDir, 0)
    const before = await photoIds()
    const photo = await aJpeg(2400, 1800)
    expect(photo.length).toBeGreaterThan(3 * 1_048_576)
    const response = await upload(address, photo)
    expect([response.status, await response.json()]).toMatchObject([507, { refusal: { code: 'DISK_FULL' } }])
    expect(await readdir(join(dataDir, 'evidence/incoming'))).toEqual([])
    // Room for the original but not for the copy that is shown.
    const tight = await aJpeg(1750, 1300)
    expect((await upload(address, tight)).status).toBe(507)
    expect(await readdir(join(dataDir, 'evidence/incoming'))).toEqual([])
    expect(await photoIds()).toEqual(before)
    expect((await upload(address, await aJpeg(320, 240))).status).toBe(201)
  })
})

test('killed at any moment, there is no row without its file, and what was acknowledged is there', async () => {
  const dataDir = join(scratch, 'killed')
  const own = await another()
  await importSampleCounty(own)
  const acknowledged: string[] = []
  const photos = await Promise.all(Array.from({ length: 12 }, (_, i) => aJpeg(900 + i, 700)))
  for (const moment of [150, 400, 900]) {
    const server = spawn(
      process.execPath,
      ['--import', 'tsx', join(import.meta.dirname, 'evidence-server.ts'), own, dataDir],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    const [line] = (await once(server.stdout, 'data')) as [Buffer]
    let alive = true
    const send = async () => {
      for (const photo of photos) {
        if (!alive) return
        const response = await upload(line.toString().trim(), photo).catch(() => undefined)
        const answer = response?.status === 201 ? await response.json().catch(() => undefined) : undefined
        if (answer) acknowledged.push((answer as { id: string }).id)
      }
    }
    const senders = [send(), send(), send()]
    await sleep(moment)
    alive = false
    server.kill('SIGKILL')
    await Promise.all([once(server, 'exit'), ...senders])
  }
  expect(acknowledged.length).toBeGreaterThan(0)
  expect(await photoIds(own)).toEqual(expect.arrayContaining(acknowledged))
  expect((await verifyEvidence(own, dataDir)).broken).toEqual([])

  const forgotten = join(dataDir, 'evidence/incoming/left.part')
  await writeFile(forgotten, 'x')
  await utimes(forgotten, new Date(0), new Date(0))
  await serve(dataDir, 0)
  expect(await readdir(join(dataDir, 'evidence/incoming'))).not.toContain('left.part')
}, 90_000)
