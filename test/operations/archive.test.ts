import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Connection } from '@temporalio/client'
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js'
import { Worker } from '@temporalio/worker'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { archiveHistories, sweepHistories } from '../../api/histories.ts'
import { announceParts } from '../../bin/settings.ts'
import { connect } from '../../db/connect.ts'
import { historiesOf } from '../../db/histories.ts'
import { bundleWorkflows } from '../../worker/worker.ts'
import { aStack } from '../faults/stack.ts'
import { NAMESPACE } from '../setup/running.ts'
import { aPhoto, chuangwei, launch, type Person, signIn, until, withdraw } from './people.ts'

/** The engine forgets what is finished; the archive must not. */

const { addresses: stack } = await aStack()
const { db, pool, close } = connect(stack.database)
let inspector: Person

beforeAll(async () => {
  announceParts(stack.dataDir, { databaseUrl: stack.database, temporalAddress: stack.temporal })
  inspector = await signIn(stack.api, 'taoxingyuan')
})
afterAll(close)

async function aClosedCase(): Promise<string> {
  const caseId = await launch(inspector, await aPhoto(stack.api, inspector))
  await withdraw(inspector, caseId)
  await until(async () => (await inspector.api.case.get.query({ caseId })).stage === 'CLOSED')
  return caseId
}

test('a closed flow is kept once, whole, under the hash of what it says, and an open one is not', async () => {
  const [closed, open] = [await aClosedCase(), await launch(inspector, await aPhoto(stack.api, inspector))]
  const { code, said } = await chuangwei(stack.dataDir, ['archive'])
  expect(said).toMatch(/已归档 \d+ 个流程历史/)
  expect(code).toBe(0)

  const [kept, ...more] = await historiesOf(db, closed)
  expect(more).toEqual([])
  const text = gunzipSync(readFileSync(join(stack.dataDir, kept?.key ?? ''))).toString('utf8')
  expect(createHash('sha256').update(text).digest('hex')).toBe(kept?.sha256)
  await Worker.runReplayHistory({ workflowBundle: await bundleWorkflows() }, historyFromJSON(JSON.parse(text)), closed)
  expect(await historiesOf(db, open)).toEqual([])
  expect(await inspector.api.case.histories.query({ caseId: closed })).toMatchObject([{ sha256: kept?.sha256 }])
})

test('several that sweep at once keep each history once, and what is too young waits', async () => {
  const caseId = await aClosedCase()
  const connection = await Connection.connect({ address: stack.temporal })
  const log = { info: () => undefined, warn: () => undefined }
  const archive = { db, pool, connection, namespace: NAMESPACE, dataDir: stack.dataDir, log }
  expect((await archiveHistories(archive, { olderThanMs: 86_400_000 }))?.archived).toBe(0)
  expect(await historiesOf(db, caseId)).toEqual([])
  const sweeps = await Promise.all([1, 2, 3].map(() => archiveHistories(archive)))
  expect(sweeps.filter((sweep) => sweep !== null)).toHaveLength(1)
  expect(await historiesOf(db, caseId)).toHaveLength(1)
  expect((await archiveHistories(archive))?.archived).toBe(0)

  const another = await aClosedCase()
  const stop = sweepHistories(archive, 100)
  await until(async () => (await historiesOf(db, another)).length === 1)
  await stop()
  await connection.close()
})

test('verify reads the archive and names a file that was altered', async () => {
  const caseId = await aClosedCase()
  await chuangwei(stack.dataDir, ['archive'])
  const whole = await chuangwei(stack.dataDir, ['verify'])
  expect(whole.said).toMatch(/流程历史完整：[1-9]/)
  expect(whole.code).toBe(0)
  const [kept] = await historiesOf(db, caseId)
  const file = join(stack.dataDir, kept?.key ?? '')
  const bytes = readFileSync(file)
  writeFileSync(file, bytes.subarray(0, -20))
  const damaged = await chuangwei(stack.dataDir, ['verify'])
  expect(damaged.said).toContain(kept?.key)
  expect(damaged.code).toBe(1)
  writeFileSync(file, bytes)
})
