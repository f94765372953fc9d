import { randomUUID } from 'node:crypto'
import { Client, Connection } from '@temporalio/client'
import { NativeConnection } from '@temporalio/worker'
import { expect, inject, test } from 'vitest'
import { connect } from '../../db/connect.ts'
import { ACT_UPDATE, type Applied, type Command } from '../../domain/commands.ts'
import { defaultRules, type RectificationLaunch } from '../../domain/processes/rectification.ts'
import { bundleWorkflows, createWorker } from '../../worker/worker.ts'
import { NAMESPACE } from '../setup/running.ts'
import { aNotice, signIn } from './rig.ts'

const stack = inject('stack')

test('an act that reaches a case together with its first task finds the first step open', async () => {
  const [inspector, director] = await Promise.all([signIn('taoxingyuan'), signIn('weichangfeng')])
  const actorOf = ({ me }: typeof inspector) => ({
    userId: me.userId,
    name: me.name,
    roles: me.roles,
    unitId: me.unit.id,
  })
  const caseId = `DB-first-${randomUUID().slice(0, 8)}`
  const taskQueue = caseId
  const notice = await aNotice(inspector)
  const { db, close } = connect(stack.database, { max: 4 })
  await db
    .insertInto('cases')
    .values({ id: caseId, kind: 'rectification', title: notice.title, unit_id: notice.unitId, content: '{}' })
    .execute()
  const connection = await Connection.connect({ address: stack.temporal })
  const client = new Client({ connection, namespace: NAMESPACE })
  const launch: RectificationLaunch = {
    kind: 'rectification',
    caseId,
    unitId: notice.unitId,
    notice,
    unitName: '县商务局',
    drafter: actorOf(inspector),
    campaign: '',
    rules: defaultRules,
  }
  const handle = await client.workflow.start('rectification', { workflowId: caseId, taskQueue, args: [launch] })
  const command: Command = {
    id: randomUUID(),
    act: 'submit',
    taskId: `${caseId}-1`,
    form: { decision: 'APPROVE', opinion: '' },
    actor: actorOf(director),
    people: {},
    receivedAt: new Date().toISOString(),
  }
  // Nobody works on this queue yet, as when the worker was lost: start and act wait in one first task.
  const acting = handle.executeUpdate<Applied, [Command]>(ACT_UPDATE, { updateId: command.id, args: [command] })
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  const native = await NativeConnection.connect({ address: stack.temporal })
  const workflowBundle = await bundleWorkflows()
  const worker = await createWorker({
    connection: native,
    namespace: NAMESPACE,
    taskQueue,
    workflowBundle,
    db,
    skipping: true,
  })
  expect(await worker.runUntil(acting)).toMatchObject({ stage: 'ISSUED' })
  await handle.terminate()
  await Promise.all([connection.close(), native.close(), close()])
})
