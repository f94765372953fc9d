import { randomUUID } from 'node:crypto'
import { Connection } from '@temporalio/client'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { interventionWorkflowId } from '../../domain/interventions.ts'
import { NAMESPACE } from '../setup/running.ts'
import { cured, named, onBoard } from './board.ts'
import { asked, carriedOut, standing } from './intervening.ts'
import { aPhoto, launch, type Person, signIn, until } from './people.ts'

/** What is done behind a process and does not succeed: an action that is tried again, paused, or waits for a table. */

const stack = inject('stack')
let connection: Connection
let owner: Client
let [inspector, director, administrator] = [] as unknown as [Person, Person, Person]
/** A case in which nothing ever goes wrong. */
let other: string

beforeAll(async () => {
  connection = await Connection.connect({ address: stack.temporal })
  owner = new Client({ connectionString: stack.admin })
  await owner.connect()
  ;[inspector, director, administrator] = (await Promise.all(
    ['taoxingyuan', 'weichangfeng', 'admin'].map((name) => signIn(stack.api, name)),
  )) as [Person, Person, Person]
  other = await aNotice()
})
afterAll(async () => {
  await owner.end()
  await connection.close()
})

const aNotice = async () => launch(inspector, await aPhoto(stack.api, inspector))
const untouched = async () => expect(await onBoard(administrator, other)).toEqual([])
const pending = async (workflowId: string) => {
  const { pendingActivities } = await connection.workflowService.describeWorkflowExecution({
    namespace: NAMESPACE,
    execution: { workflowId },
  })
  return pendingActivities?.[0]
}

test('an action that its database refuses is retried, paused, retried otherwise, and at last done', async () => {
  const caseId = await aNotice()
  await owner.query('revoke insert on command from chuangwei_app')
  let restored = false
  const restore = async () => {
    if (!restored) await owner.query('grant insert on command to chuangwei_app')
    restored = true
  }
  try {
    const id = await asked('settle', [{ caseId }])
    const workflowId = interventionWorkflowId(id)
    const of = (item: { facts: { workflowId?: string | undefined } }) => item.facts.workflowId === workflowId
    const found = await named(administrator, null, 'RETRYING', of)
    expect(found).toMatchObject({
      detail: expect.stringContaining('permission denied'),
      facts: { activity: 'carryOut', attempt: expect.any(Number), nextAt: expect.any(String) },
      acts: ['retryNow', 'changeOptions'],
      step: { zh: '处置：按流程更正台账' },
    })
    expect(found.text.zh).toMatch(/“执行处置”失败，已试\d+次/)

    const execution = { workflowId }
    await connection.workflowService.pauseActivity({
      namespace: NAMESPACE,
      execution,
      id: found.facts.activityId ?? '',
      identity: '运维 罗平',
      reason: '核对权限',
      requestId: randomUUID(),
    })
    const paused = await named(administrator, null, 'PAUSED', of)
    expect(paused.text.zh).toMatch(/“执行处置”被运维 罗平暂停（核对权限）/)
    await untouched()
    const target = [{ caseId: workflowId }]
    expect(await carriedOut('unpause', target)).toMatchObject({ items: [{ state: 'DONE' }] })
    await cured(administrator, null, 'PAUSED', of)

    const form = { maximumIntervalSeconds: 300, startToCloseSeconds: 60 }
    expect(await carriedOut('changeOptions', target, { form })).toMatchObject({
      items: [{ state: 'DONE', after: { zh: '间隔最长300秒，一次限60秒' } }],
    })
    const activity = await pending(workflowId)
    expect(
      [activity?.activityOptions?.startToCloseTimeout, activity?.activityOptions?.retryPolicy?.maximumInterval].map(
        (of) => Number(of?.seconds),
      ),
    ).toEqual([60, 300])

    await restore()
    const nextAt = Number((await pending(workflowId))?.nextAttemptScheduleTime?.seconds ?? 0)
    expect(await carriedOut('retryNow', target)).toMatchObject({ items: [{ state: 'DONE' }] })
    const done = await standing(id)
    expect(done).toMatchObject({ items: [{ state: 'DONE' }] })
    // By itself it would have been tried later.
    expect(Date.parse(done.items[0]?.doneAt ?? '') / 1000).toBeLessThan(nextAt)
    await cured(administrator, null, 'RETRYING', of)
  } finally {
    await restore()
  }
})

test('a table that somebody keeps locked', async () => {
  const caseId = await aNotice()
  await owner.query('begin; lock table ledger in access exclusive mode')
  try {
    // Nobody can read the case meanwhile, but what was on a screen before can be answered.
    const form = { decision: 'APPROVE', opinion: '' }
    const act = { commandId: randomUUID(), caseId, taskId: `${caseId}-1`, act: 'submit' as const, form }
    const sent = director.api.task.act.mutate(act)
    const found = await named(administrator, caseId, 'RETRYING')
    expect(found).toMatchObject({ detail: expect.stringContaining('timeout'), facts: { activity: 'record' } })
    await untouched()
    expect(await sent).toMatchObject({ state: 'RECEIVED' })
  } finally {
    await owner.query('rollback')
  }
  await cured(administrator, caseId, 'RETRYING')
  await until(async () => {
    const { tasks } = await director.api.case.get.query({ caseId })
    return tasks.some(({ step }) => step === 'receipt')
  })
})
