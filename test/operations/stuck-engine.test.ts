import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Connection } from '@temporalio/client'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Trouble } from '../../api/stuck/executions.ts'
import { OPEN_EXECUTIONS } from '../../api/stuck/running.ts'
import { takenBack } from '../../api/stuck/taken-back.ts'
import { spawnPart } from '../../bin/stack.ts'
import { connect } from '../../db/connect.ts'
import { cuttingProxy } from '../faults/cutting-proxy.ts'
import { NAMESPACE, type Running, startStack } from '../setup/running.ts'
import { cured, named, namedByItself, onBoard } from './board.ts'
import { aPhoto, launch, type Person, signIn, submit } from './people.ts'

/** Every way in which a process comes to a standstill behind our back, made to happen, and named within the minute. */

let stack: Running
let dataDir: string
let connection: Connection
let owner: Client
let [inspector, director, administrator] = [] as unknown as Person[]
/** A case in which nothing ever goes wrong. */
let other: string

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'chuangwei-stuck-'))
  stack = await startStack(dataDir)
  connection = await Connection.connect({ address: stack.addresses.temporal })
  owner = new Client({ connectionString: stack.addresses.admin })
  await owner.connect()
  ;[inspector, director, administrator] = await Promise.all(
    ['taoxingyuan', 'weichangfeng', 'admin'].map((name) => signIn(stack.addresses.api, name)),
  )
  other = await aNotice()
}, 120_000)
afterAll(async () => {
  await owner.end()
  await connection.close()
  await stack.stop()
  await rm(dataDir, { recursive: true, force: true })
})

const aNotice = async (title = '望溪农贸市场后巷垃圾清运不及时') =>
  launch(who(inspector), await aPhoto(stack.addresses.api, who(inspector)), { title })
const who = (person: Person | undefined): Person => person as Person
const reader = () => who(administrator)
const service = () => connection.workflowService
/** What the workers' notes say of a case whose run the engine lists. */
async function failingByNotes(caseId: string, runId = 'none'): Promise<Trouble | undefined> {
  const { db, close } = connect(stack.addresses.database, { max: 1 })
  try {
    const lists = { ids: new Set<string>(), marked: new Set<string>(), runs: new Map([[runId, caseId]]) }
    for (const end = Date.now() + 40_000; ; await new Promise((resolve) => setTimeout(resolve, 500))) {
      const found = (await takenBack(db, lists)).get(caseId)
      if (found || runId === 'none' || Date.now() > end) return found
    }
  } finally {
    await close()
  }
}
const partEnv = () => ({
  DATABASE_URL: stack.addresses.database,
  TEMPORAL_ADDRESS: stack.addresses.temporal,
  TEMPORAL_NAMESPACE: NAMESPACE,
})
const untouched = async () => expect(await onBoard(reader(), other)).toEqual([])
const approve = (caseId: string, opinion = '') =>
  submit(who(director), caseId, 'signOff', { decision: 'APPROVE', opinion }).catch(() => undefined)

// First: its worker does one thing at a time, and should have nobody else's to do.
test('code that fails on one case, and workers that fall behind', async () => {
  const [broken, acted] = await Promise.all([aNotice('后巷垃圾清运出错'), aNotice()])
  await stack.halt('worker')
  const worker = await spawnPart({
    name: 'broken-worker',
    entry: 'test/operations/broken-worker.ts',
    dataDir,
    env: partEnv(),
    ready: { line: 'worker ready' },
  })
  try {
    // An act alone is a task that the engine takes back while nobody can do it; a signal's stays and is tried again.
    await service().signalWorkflowExecution({
      namespace: NAMESPACE,
      workflowExecution: { workflowId: broken },
      signalName: 'anything',
      requestId: randomUUID(),
    })
    const sent = approve(broken)
    const found = await named(reader(), broken, 'TASK_FAILING')
    expect(found.text.zh).toMatch(/连续出错（第\d+次尝试，程序错误，代码版本 [0-9a-f]{10}）/)
    expect(found).toMatchObject({
      detail: expect.stringContaining('新版程序读不到旧字段'),
      facts: { build: expect.stringMatching(/^[0-9a-f]{10}$/) },
    })
    // What an act alone has caused is taken back as if it had never been: only the worker knows of it.
    const kept = approve(acted, '表单读不到')
    const stopped = await named(reader(), acted, 'TASK_FAILING')
    expect(stopped.text.zh).toMatch(/连续出错（第\d+次尝试，程序错误/)
    expect(stopped.detail).toContain('新版程序读不到这一步的表单')
    expect(stopped.acts).toContain('retryCommand')
    // Whether the engine has its step at this moment or has taken it back: the workers' own notes say the same.
    expect(await failingByNotes(acted, stopped.facts.runId)).toMatchObject({
      cause: 'TASK_FAILING',
      detail: expect.stringContaining('新版程序读不到这一步的表单'),
      acts: ['retryCommand', 'reset'],
    })
    await untouched()
    await Promise.all([sent, kept])
    const slow = Promise.all(Array.from({ length: 40 }, () => aNotice('后巷垃圾清运很慢').catch(() => null)))
    const late = await named(reader(), null, 'BACKLOG')
    expect(late).toMatchObject({ acts: ['startWorker'], facts: { count: expect.any(Number) } })
    await slow
  } finally {
    await worker.stop()
    await stack.resume('worker')
  }
  await Promise.all([broken, acted].map((caseId) => cured(reader(), caseId, 'TASK_FAILING')))
  await cured(reader(), null, 'BACKLOG')
  expect(await failingByNotes(acted, undefined)).toBeUndefined()
  expect((await who(director).api.case.get.query({ caseId: acted })).tasks.map(({ step }) => step)).toContain('receipt')
}, 300_000)

test('paused, terminated, deleted: by whom and why, as far as the engine knows', async () => {
  const [paused, ended, gone] = await Promise.all([aNotice(), aNotice(), aNotice()])
  await service().pauseWorkflowExecution({
    namespace: NAMESPACE,
    workflowId: paused,
    identity: '系统管理员 何平',
    reason: '核对证据',
    requestId: randomUUID(),
  })
  await service().terminateWorkflowExecution({
    namespace: NAMESPACE,
    workflowExecution: { workflowId: ended },
    identity: 'root@ops',
    reason: '误操作',
  })
  await service().deleteWorkflowExecution({ namespace: NAMESPACE, workflowExecution: { workflowId: gone } })
  expect((await namedByItself(reader(), paused, 'PAUSED')).text.zh).toMatch(/何平.*核对证据.*期限照走/)
  const found = await named(reader(), ended, 'ENDED_OUTSIDE')
  expect(found).toMatchObject({
    facts: { by: 'root@ops' },
    acts: ['rebuild', 'reset'],
    step: { zh: expect.any(String) },
  })
  expect(found.text.zh).toMatch(/被终止（操作者：root@ops），理由：误操作/)
  expect(await named(reader(), gone, 'DELETED')).toMatchObject({ acts: ['rebuild'] })
  await untouched()
  const { executions } = await service().listWorkflowExecutions({ namespace: NAMESPACE, query: OPEN_EXECUTIONS })
  const listed = (executions ?? []).map(({ execution }) => execution?.workflowId)
  expect(listed).toEqual(expect.arrayContaining([other, paused]))

  // Who reads the case sees it there too, and the figures say so.
  expect(await who(director).api.stuck.ofCase.query({ caseId: paused })).toMatchObject([{ cause: 'PAUSED' }])
  const figures = await (await fetch(`${stack.addresses.api}/metrics`)).text()
  expect(figures).toMatch(/chuangwei_stuck\{cause="PAUSED"\} 1/)
  expect(figures).toMatch(/chuangwei_stuck\{cause="OVERDUE"\} 0/)

  await service().unpauseWorkflowExecution({
    namespace: NAMESPACE,
    workflowId: paused,
    identity: '系统管理员 何平',
    reason: '核对完毕',
    requestId: randomUUID(),
  })
  await cured(reader(), paused, 'PAUSED')
})

test('a read model that somebody has changed, and a clock that stands later than everybody reads', async () => {
  const [changed, moved] = await Promise.all([aNotice(), aNotice()])
  await owner.query(`update task set state = 'DONE' where case_id = $1 and state = 'OPEN'`, [changed])
  await owner.query(`update task set due_at = due_at - interval '1 day' where case_id = $1 and state = 'OPEN'`, [moved])
  expect((await named(reader(), changed, 'DIFFERS')).text.zh).toMatch(/流程在等1个环节/)
  expect((await named(reader(), moved, 'TIMER_LATE')).acts).toContain('settle')
  await untouched()
  await owner.query(`update task set state = 'OPEN' where case_id = $1 and state = 'DONE'`, [changed])
  await owner.query(`update task set due_at = due_at + interval '1 day' where case_id = $1 and state = 'OPEN'`, [moved])
  await Promise.all([cured(reader(), changed, 'DIFFERS'), cured(reader(), moved, 'TIMER_LATE')])
})

test('an act that nobody has sent', async () => {
  const caseId = await aNotice()
  const actor = JSON.stringify({ userId: 'nobody', name: '魏长风', roles: ['OFFICE_DIRECTOR'], unitId: 'OFFICE' })
  const id = randomUUID()
  await owner.query(
    `insert into command (id, case_id, act, body, body_hash, actor, actor_id, business_at, tried_at)
     values ($1, $2, 'withdraw', $3, 'x', $4, 'nobody', clock_timestamp(), clock_timestamp() + interval '1 hour')`,
    [id, caseId, JSON.stringify({ reason: '重复立案，撤回。' }), actor],
  )
  const found = await named(reader(), caseId, 'UNDECIDED')
  expect(found).toMatchObject({ facts: { commandId: id }, acts: ['retryCommand'], person: { zh: '魏长风' } })
  await untouched()
  await owner.query(`update command set tried_at = null where id = $1`, [id])
  await cured(reader(), caseId, 'UNDECIDED')
})

test('an activity whose database refuses it', async () => {
  const caseId = await aNotice()
  await owner.query('revoke insert on ledger from chuangwei_app')
  try {
    const sent = approve(caseId)
    const found = await named(reader(), caseId, 'RETRYING')
    expect(found).toMatchObject({
      detail: expect.stringContaining('permission denied'),
      facts: { activity: 'record', attempt: expect.any(Number), nextAt: expect.any(String) },
    })
    expect(found.text.zh).toMatch(/“入卷”失败，已试\d+次，下一次在/)
    await untouched()
    await owner.query('grant insert on ledger to chuangwei_app')
    await sent
  } finally {
    await owner.query('grant insert on ledger to chuangwei_app')
  }
  await cured(reader(), caseId, 'RETRYING')
})

test('a worker that is cut off from the database', async () => {
  const proxy = await cuttingProxy(stack.addresses.database, () => false)
  await stack.halt('worker')
  const worker = await spawnPart({
    name: 'cut-off-worker',
    entry: 'worker/main.ts',
    dataDir,
    env: { ...partEnv(), DATABASE_URL: proxy.url, CHUANGWEI_CLOCK: 'skipping' },
    ready: { line: 'worker ready' },
  })
  try {
    await approve(await aNotice())
    expect(proxy.passed).toBeGreaterThan(0)
    await proxy.stop()
    const found = await named(reader(), null, 'NO_WORKER')
    expect(found.text.zh).toContain('连不上数据库')
    expect(found.acts).toEqual(['startWorker'])
    await untouched()
  } finally {
    await worker.stop()
    await stack.resume('worker')
  }
  await cured(reader(), null, 'NO_WORKER')
}, 300_000)

test('a worker that hangs, and an engine that is away', async () => {
  process.kill(stack.pids().worker, 'SIGSTOP')
  try {
    expect(await named(reader(), null, 'NO_WORKER')).toMatchObject({ acts: ['startWorker'] })
    await untouched()
  } finally {
    process.kill(stack.pids().worker, 'SIGCONT')
  }
  await cured(reader(), null, 'NO_WORKER')
  await stack.halt('temporal')
  try {
    expect(await named(reader(), null, 'ENGINE_AWAY')).toMatchObject({ acts: ['startEngine'] })
    await untouched()
  } finally {
    await stack.resume('temporal')
  }
  await cured(reader(), null, 'ENGINE_AWAY')
}, 300_000)
