import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { execa } from 'execa'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectDir } from '../../bin/data-dir.ts'
import { connect } from '../../db/connect.ts'
import { aRelease } from '../setup/release.ts'
import { NAMESPACE } from '../setup/running.ts'
import { until } from './people.ts'
import { nothingLostNothingTwice, startShift } from './shift.ts'
import { aStack } from './stack.ts'

/**
 * A release is brought in and taken back while people work: the new worker starts beside the old one and makes its
 * code current by itself. The oracle is what the people were told, and how long each act waited for its decision.
 */

/** Far above what an act takes on a busy machine, and below what it would wait if nobody made the release current. ms */
const LONGEST_MS = 20_000

// The parts have what their starter has.
process.env.CHUANGWEI_WORKER_VERSIONS = 'on'
const stack = await aStack()
let release: string
beforeAll(async () => {
  release = await aRelease()
  const file = join(release, 'workflows', 'index.ts')
  await writeFile(file, `${await readFile(file, 'utf8')}\nexport const release = 'the next one'\n`)
})
afterAll(() => rm(release, { recursive: true, force: true }))

/** A worker of some release, as `chuangwei worker` starts one. */
async function aWorker(from: string, env: Record<string, string> = {}) {
  const { database, temporal, dataDir } = stack.addresses
  const child = execa(process.execPath, ['--import', 'tsx', join(from, 'worker/main.ts')], {
    cwd: from,
    env: {
      DATABASE_URL: database,
      TEMPORAL_ADDRESS: temporal,
      TEMPORAL_NAMESPACE: NAMESPACE,
      CHUANGWEI_CLOCK: 'skipping',
      CHUANGWEI_DATA: dataDir,
      CHUANGWEI_TELLING: 'off',
      TZ: 'Asia/Shanghai',
      ...env,
    },
    stdin: 'ignore',
    reject: false,
    all: true,
    buffer: false,
  })
  let said = ''
  child.all.on('data', (piece: Buffer) => {
    said += String(piece)
  })
  await until(() => Promise.resolve(said.includes('worker ready')), 90_000)
  return {
    said: () => said,
    stop: async () => {
      child.kill('SIGTERM')
      await child
    },
  }
}

test('a release comes in and is taken back under the hands of people', { timeout: 400_000 }, async () => {
  const { db, close } = connect(stack.addresses.database)
  const longest = async (from: number): Promise<number> => {
    const rows = await db
      .selectFrom('command')
      .select(['received_at', 'decided_at'])
      .where('received_at', '>=', new Date(from))
      .execute()
    return Math.max(
      ...rows.map(({ received_at: at, decided_at: then }) => (then?.getTime() ?? Date.now()) - at.getTime()),
    )
  }
  const endShift = await startShift(stack.addresses.api)
  await sleep(8_000)

  const begun = Date.now()
  const next = await aWorker(release)
  await sleep(4_000)
  await stack.halt('worker')
  await sleep(4_000)
  const coming = await longest(begun)

  // An old worker that comes back gets no tasks, unless it is meant to.
  const stranger = await aWorker(projectDir)
  expect(stranger.said()).toContain('was replaced and gets no tasks')
  await stranger.stop()
  const taken = Date.now()
  const back = await aWorker(projectDir, { CHUANGWEI_WORKER_TAKEOVER: 'on' })
  await sleep(4_000)
  await next.stop()
  await sleep(4_000)
  const going = await longest(taken)

  const acknowledged = await endShift()
  expect(acknowledged.length).toBeGreaterThan(20)
  await nothingLostNothingTwice(stack.addresses.database, acknowledged)
  console.log(
    `${acknowledged.length} cases: longest wait for a decision ${coming} ms while the release came in, ${going} ms while it was taken back`,
  )
  expect(coming).toBeLessThan(LONGEST_MS)
  expect(going).toBeLessThan(LONGEST_MS)

  // A worker without a version takes over from those with one.
  const plain = await aWorker(projectDir, { CHUANGWEI_WORKER_VERSIONS: 'off' })
  await back.stop()
  const last = await startShift(stack.addresses.api)
  await sleep(4_000)
  const done = await last()
  expect(done.length).toBeGreaterThan(2)
  await nothingLostNothingTwice(stack.addresses.database, done)
  await plain.stop()
  await close()
})
