import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { DefaultLogger, Runtime } from '@temporalio/worker'
import { afterAll, expect, test } from 'vitest'
import { spawnPart } from '../../bin/stack.ts'
import { verifyEvidence } from '../../db/verify-evidence.ts'
import { verifyLedger } from '../../db/verify.ts'
import { bundleWorkflows } from '../../worker/worker.ts'
import { alarmsIn } from '../faults/logs.ts'
import { signIn, until } from '../faults/people.ts'
import { aDataDir } from '../setup/data-dir.ts'
import { NAMESPACE, startStack } from '../setup/running.ts'
import { aNotice } from './forms.ts'
import { playAll, playReal, sampleOf } from './real.ts'
import { openCounty } from './server-world.ts'

/** The same sequences on the real Temporal Server and PostgreSQL, many cases side by side, each with its own clock. */

Runtime.install({ logger: new DefaultLogger('WARN') })
// The same sequences every time; the rule by itself is played on a new seed each time. SEED asks for others.
const seed = Number(process.env['SEED'] ?? 221_605_027)
const dataDir = await aDataDir('properties')
const stack = await startStack(dataDir)
const [county, bundle] = await Promise.all([openCounty(stack.addresses, { patienceMs: 60_000 }), bundleWorkflows()])
afterAll(async () => {
  await county.close()
  await stack.stop()
  await rm(dataDir, { recursive: true, force: true })
})

/** How many are played every time; SEQUENCES asks for more. */
const SEQUENCES = Number(process.env.SEQUENCES ?? 16)
const FORGOTTEN = Math.ceil(SEQUENCES / 4)
const KILLS = 2

test(`whatever happens to ${SEQUENCES} notices at once, the rule holds (seed ${seed})`, async () => {
  const began = Date.now()
  const failures = await playAll(sampleOf(seed, SEQUENCES, 24), 8, (one) => playReal(county, bundle, one))
  expect(failures).toEqual([])
  expect((await verifyLedger(stack.addresses.database)).broken).toBeNull()
  console.log(`${SEQUENCES} sequences in ${Date.now() - began} ms, seed ${seed}`)
})

test('a role that is taken away ends at once, and what was done with it stays its holder’s', async () => {
  const signedIn = (username: string) => signIn(stack.addresses.api, username)
  const [inspector, director, admin] = await Promise.all(['taoxingyuan', 'weichangfeng', 'admin'].map(signedIn))
  if (!inspector || !director || !admin) throw new Error('nobody is there')
  const launched = async () => {
    const notice = aNotice(await inspector.upload())
    const { caseId } = await inspector.api.notice.launch.mutate({ commandId: randomUUID(), notice })
    return { caseId, taskId: `${caseId}-1` }
  }
  const signing = async (at: Awaited<ReturnType<typeof launched>>) =>
    director.api.task.act.mutate({
      commandId: randomUUID(),
      ...at,
      act: 'submit',
      form: { decision: 'APPROVE', opinion: '' },
    })
  const [before, after] = [await launched(), await launched()]
  await signing(before)
  const { userId, unit, roles } = director.me
  const post = { userId, unitId: unit.id, active: true }
  await admin.api.user.update.mutate({ ...post, roles: ['OFFICE_INSPECTOR'] })
  await expect(signing(after)).rejects.toThrow(/没有这项职责/)
  const { ledger } = await inspector.api.case.get.query({ caseId: before.caseId })
  expect(ledger.find(({ type }) => type === 'taskSubmitted')?.who).toContain(director.me.name)
  await admin.api.user.update.mutate({ ...post, roles })
  expect(await signing(after)).toMatchObject({ state: 'APPLIED' })
})

test(`the same with a worker that forgets everything and is killed ${KILLS} times (seed ${seed})`, async () => {
  const began = Date.now()
  await stack.halt('worker')
  const { database, temporal } = stack.addresses
  const env = { DATABASE_URL: database, TEMPORAL_ADDRESS: temporal, TEMPORAL_NAMESPACE: NAMESPACE }
  const entry = 'test/properties/forgetful-worker.ts'
  const worker = await spawnPart({ name: 'forgetful', entry, dataDir, env, ready: { line: 'worker ready' } })
  const few = sampleOf(seed, FORGOTTEN, 12)
  const over = { yes: false }
  const killing = (async () => {
    for (let kills = 0; kills < KILLS && !over.yes; kills += 1) {
      await sleep(4_000)
      const { pid } = worker
      process.kill(pid, 'SIGKILL')
      await until(() => Promise.resolve(worker.pid !== pid), 60_000)
    }
  })()
  const failures = await playAll(few, FORGOTTEN, (one) => playReal(county, bundle, one))
  over.yes = true
  await killing
  await worker.stop()
  expect(failures).toEqual([])
  expect((await verifyLedger(database)).broken).toBeNull()
  expect(alarmsIn(dataDir)).toEqual([])
  console.log(`${few.length} sequences over ${worker.restarts} kills in ${Date.now() - began} ms, seed ${seed}`)
})

test('after all of it every photo is as it came, and nobody was told the same twice', async () => {
  const { files, broken } = await verifyEvidence(stack.addresses.database, dataDir)
  expect(files).toBeGreaterThan(0)
  expect(broken).toEqual([])
  const telling = () => county.db.selectFrom('notification').selectAll().execute()
  await expect.poll(async () => (await telling()).length, { timeout: 20_000 }).toBeGreaterThan(0)
  const told = await telling()
  const of = (row: (typeof told)[number]) =>
    [row.case_id, row.round, row.kind, row.task_id, row.occasion, row.person_id].join(' ')
  expect(new Set(told.map(of)).size).toBe(told.length)
})
