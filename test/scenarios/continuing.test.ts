import { randomUUID } from 'node:crypto'
import { Client, Connection } from '@temporalio/client'
import { expect, inject, test } from 'vitest'
import { connect } from '../../db/connect.ts'
import { journalOf } from '../../db/journal.ts'
import { ACT_UPDATE, type Applied, type Command } from '../../domain/commands.ts'
import { bringBack, lose } from '../setup/losing.ts'
import { NAMESPACE } from '../setup/running.ts'
import { director, head, inspected, inspector, liaison, report, underway } from './cast.ts'
import { aNotice, launch, type Played } from './rig.ts'

/** A case outlives its history: a long one gives way to a next run, and a lost one is begun anew from the record. */

const stack = inject('stack')
const connection = await Connection.connect({ address: stack.temporal })
const temporal = new Client({ connection, namespace: NAMESPACE })
/** Beyond what a history is let grow to, several to a step of the engine; fewer where a run is ended after each. */
const MANY = process.env.CHUANGWEI_CONTINUE_EVERY ? 30 : 500
/** Nobody has to read more than this again to go on with a case. */
const MOST_EVENTS = 2_000

const remind = (c: Played, taskId: string) =>
  inspector.api.task.act.mutate({
    commandId: randomUUID(),
    caseId: c.caseId,
    taskId,
    act: 'remind',
    form: { way: 'NOTE', note: '请抓紧办理。' },
  })

/** How many events the history of each of its runs has, the last run first. */
async function lengthsOf(caseId: string): Promise<number[]> {
  const lengths: number[] = []
  for (let runId: string | undefined; runId !== ''; ) {
    const { events } = await temporal.workflow.getHandle(caseId, runId).fetchHistory()
    lengths.push(events?.length ?? 0)
    runId = events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId ?? ''
  }
  return lengths
}

/** What happened until it was closed, without what differs from case to case; a look-back later is drawn by lot. */
async function story(c: Played): Promise<string[]> {
  const told = (await c.ledger()).filter((type) => type !== 'rebuilt')
  return told.slice(0, told.indexOf('caseClosed') + 1)
}

test(`reminded ${MANY} times: its history stays short, and it goes on`, { timeout: 300_000 }, async () => {
  const c = await underway()
  const { taskId, dueAt } = await c.until('rectify')
  for (let sent = 0; sent < MANY; sent += 10) await Promise.all(Array.from({ length: 10 }, () => remind(c, taskId)))
  const lengths = await lengthsOf(c.caseId)
  expect(lengths.length).toBeGreaterThan(1)
  expect(Math.max(...lengths)).toBeLessThan(MOST_EVENTS)
  expect(await c.until('rectify')).toMatchObject({ taskId, dueAt })
  await report(c)
  await inspected(c, { result: 'PASS' })
  await c.skip({ days: 40 })
})

test('lost in the middle: brought back it has the same tasks, due dates and acts, and ends as its twin', async () => {
  const [c, twin] = [await underway(), await underway()]
  await Promise.all(
    [c, twin].map((one) =>
      one.correct(head, 'rectify', 'requestExtension', {
        workingDays: 2,
        cause: 'WEATHER',
        reason: '连续降雨，清运车辆无法进入后巷。',
      }),
    ),
  )
  const before = await c.view()
  await lose(connection, c.caseId)
  await bringBack({ connection, database: stack.database }, c.caseId)
  for (const one of [c, twin]) {
    await one.submit(director, 'extensionRuling', { decision: 'GRANT', reason: '情况属实。' })
    await report(one)
    await inspected(one, { result: 'PASS' })
  }
  const open = (tasks: typeof before.tasks) => tasks.map(({ step, taskId, dueAt }) => ({ step, taskId, dueAt }))
  const after = await c.view()
  expect(open(after.tasks)).toEqual(expect.arrayContaining(open(before.tasks.filter(({ step }) => step !== 'rectify'))))
  const [told, toldOfTwin] = [await story(c), await story(twin)]
  expect(told).toContain('caseClosed')
  expect(told).toEqual(toldOfTwin)
  expect(await c.ledger()).toContain('rebuilt')
  await c.skip({ days: 40 })
  const { stage, tasks } = await c.view()
  expect(stage === 'CLOSED' || tasks.some(({ step }) => step === 'lookBack'), stage).toBe(true)
})

test('an act that is sent again to the run that came after is the same act', async () => {
  const c = await launch(inspector, await aNotice(inspector))
  await c.submit(director, 'signOff', { decision: 'APPROVE', opinion: '' })
  const { taskId } = await c.until('receipt')
  await remind(c, taskId)
  await lose(connection, c.caseId)
  await bringBack({ connection, database: stack.database }, c.caseId)
  await c.submit(liaison, 'receipt', { note: '' })
  const { db, close } = connect(stack.database, { max: 1 })
  const commands = (await journalOf(db, c.caseId)).flatMap((entry) => ('act' in entry ? [entry.act] : []))
  await close()
  const told = await c.ledger()
  for (const command of commands) {
    const again = temporal.workflow
      .getHandle(c.caseId)
      .executeUpdate<Applied, [Command]>(ACT_UPDATE, { args: [command], updateId: randomUUID() })
    expect((await again).eventNo).toBeGreaterThan(0)
  }
  expect(await c.ledger()).toEqual(told)
})
