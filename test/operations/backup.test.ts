import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compareWithEngine } from '../../bin/agreement.ts'
import { CLUSTER, listBackups } from '../../bin/backup/manifest.ts'
import { piecesSince, walFolder } from '../../bin/backup/wal.ts'
import { announceParts } from '../../bin/settings.ts'
import { aStack } from '../faults/stack.ts'
import { NAMESPACE } from '../setup/running.ts'
import { aPhoto, chuangwei, launch, signIn } from './people.ts'

/** Backups as files: what is kept, what goes, and what a restore says to one that it must not use. */

const { addresses: stack } = await aStack()
let place: string
let caseId: string

beforeAll(async () => {
  announceParts(stack.dataDir, { databaseUrl: stack.database, temporalAddress: stack.temporal })
  // The log goes where the first backup went, so that the one below is a copy elsewhere.
  const first = await chuangwei(stack.dataDir, ['backup'])
  if (first.code !== 0) throw new Error(first.said)
  place = await mkdtemp(join(tmpdir(), 'chuangwei-backups-'))
  const inspector = await signIn(stack.api, 'taoxingyuan')
  caseId = await launch(inspector, await aPhoto(stack.api, inspector))
})
afterAll(() => rm(place, { recursive: true, force: true }))

const restore = async (...args: string[]) => {
  const dataDir = join(place, 'nowhere')
  const answer = await chuangwei(dataDir, ['restore', '--from', place, ...args])
  return { ...answer, left: existsSync(dataDir) ? readdirSync(dataDir) : [] }
}

test('a backup elsewhere stands by itself; only as many stay as are wanted, with the log that they need', async () => {
  expect(await chuangwei(stack.dataDir, ['backup', '--to', place])).toMatchObject({ code: 0 })
  const [first] = listBackups(place)
  expect(first?.manifest.ledger.cases).toBeGreaterThan(0)
  expect(first?.manifest.evidence.files).toBeGreaterThan(0)
  expect(first?.manifest.files.map(({ name }) => name)).toContain('secrets.json')
  const start = first?.manifest.startWal ?? ''
  expect(piecesSince(walFolder(place), start).map((name) => name.slice(0, 24))).toContain(first?.manifest.stopWal)

  expect(await chuangwei(stack.dataDir, ['backup', '--to', place, '--keep', '1'])).toMatchObject({ code: 0 })
  const left = listBackups(place)
  expect(left.map(({ name }) => name)).not.toContain(first?.name)
  expect(left).toHaveLength(1)
  expect(readdirSync(walFolder(place)).some((name) => name.startsWith(start))).toBe(false)
})

test('a backup without secrets has none, and is restored only with them', async () => {
  const bare = join(place, 'bare')
  expect(await chuangwei(stack.dataDir, ['backup', '--to', bare, '--without-secrets'])).toMatchObject({ code: 0 })
  const [only] = listBackups(bare)
  expect(readdirSync(only?.folder ?? '')).not.toContain('secrets.json')
  const answer = await chuangwei(join(place, 'nowhere'), ['restore', '--from', bare])
  expect(answer.code).toBe(1)
  expect(answer.said).toContain('--secrets')
})

test('a restore goes neither before the first backup nor to an instant that it cannot read', async () => {
  const early = await restore('--until', '2020-01-01 08:00')
  expect(early).toMatchObject({ code: 1, left: [] })
  expect(early.said).toContain('不能恢复到更早的时间')
  const odd = await restore('--until', '昨天')
  expect(odd).toMatchObject({ code: 1, left: [] })
  expect(odd.said).toContain('看不懂时间')
})

test('an altered backup is refused by name', async () => {
  const file = join(listBackups(place)[0]?.folder ?? '', CLUSTER)
  const handle = await open(file, 'r+')
  const { size } = await handle.stat()
  const [byte] = (await readFile(file)).subarray(size >> 1)
  await handle.write(Buffer.from([(byte ?? 0) ^ 1]), 0, 1, size >> 1)
  await handle.close()
  const answer = await restore()
  expect(answer).toMatchObject({ code: 1, left: [] })
  expect(answer.said).toContain(`${CLUSTER} 缺失或与校验值不符`)
})

test('a case of which ledger and engine tell different things is named', async () => {
  const parts = { databaseUrl: stack.database, engine: { address: stack.temporal } }
  const both = await chuangwei(stack.dataDir, ['verify', '--engine'])
  expect(both.said).toMatch(/台账与流程引擎一致：[1-9]/)
  expect(both.code).toBe(0)
  const admin = new Client({ connectionString: stack.admin })
  await admin.connect()
  await admin.query('update cases set engine_no = engine_no + 1 where id = $1', [caseId])
  const { differing } = await compareWithEngine(parts, NAMESPACE, 0)
  await admin.query('update cases set engine_no = engine_no - 1 where id = $1', [caseId])
  await admin.end()
  expect(differing.map((one) => one.caseId)).toEqual([caseId])
  expect(differing[0]?.why).toContain('different last events')
})
