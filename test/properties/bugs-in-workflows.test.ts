import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { createApp, closeApp } from '../../api/app.ts'
import { readConfig } from '../../api/config.ts'
import { buildServer } from '../../api/server.ts'
import { spawnPart } from '../../bin/stack.ts'
import { aDataDir } from '../setup/data-dir.ts'
import { NAMESPACE, startStack } from '../setup/running.ts'
import { workflowBugs } from './bugs.ts'
import { withBug } from './mutants.ts'
import { playAll, playReal } from './real.ts'
import { openCounty } from './server-world.ts'

/** Bugs made on purpose in the workflows: each is caught on the real server, by an invariant or by the rule. */

const dataDir = await aDataDir('bugs')
const stack = await startStack(dataDir)
const project = fileURLToPath(new URL('../../', import.meta.url))
afterAll(async () => {
  await stack.stop()
  await rm(dataDir, { recursive: true, force: true })
})

test('the sequences that come across the bugs find none where there is none', async () => {
  const county = await openCounty(stack.addresses)
  onTestFinished(() => county.close())
  const all = workflowBugs.map(({ sequence }) => sequence)
  expect(await playAll(all, 6, (one) => playReal(county, null, one))).toEqual([])
})

test.concurrent.for(workflowBugs)('$name: caught', { timeout: 120_000 }, async (bug, { onTestFinished: end }) => {
  const county = await workedBy(await withBug(bug, end), end)
  const faults = await playAll([bug.sequence], 1, (one) => playReal(county, null, one))
  expect(faults).not.toEqual([])
  // Caught by what it is about, and not because nothing worked.
  expect(faults.join()).not.toMatch(/not decided within|fetch failed/)
})

/** A county whose cases a worker from that folder works on, on a task queue of its own. */
async function workedBy(folder: string, end: (clean: () => Promise<void>) => void) {
  const { database, temporal } = stack.addresses
  const env = {
    DATABASE_URL: database,
    TEMPORAL_ADDRESS: temporal,
    TEMPORAL_NAMESPACE: NAMESPACE,
    CHUANGWEI_TASK_QUEUE: `bug-${randomUUID()}`,
    CHUANGWEI_CLOCK: 'skipping',
    CHUANGWEI_DATA: dataDir,
    CHUANGWEI_PORT: '0',
    CHUANGWEI_SECRET: randomUUID() + randomUUID(),
    CHUANGWEI_LOG: 'silent',
  }
  const entry = relative(project, join(folder, 'worker/main.ts'))
  const name = `worker-${env.CHUANGWEI_TASK_QUEUE}`
  const app = createApp(readConfig(env))
  const server = await buildServer(app)
  const [worker, api] = await Promise.all([
    spawnPart({ name, entry, dataDir, env, ready: { line: 'worker ready' } }),
    server.listen({ host: '127.0.0.1', port: 0 }),
  ])
  const county = await openCounty({ api, database, temporal }, { patienceMs: 3_000 })
  end(async () => {
    await county.close()
    await Promise.all([worker.stop(), server.close()])
    await closeApp(app)
  })
  return county
}
