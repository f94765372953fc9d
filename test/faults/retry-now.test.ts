import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTRPCClient, httpLink } from '@trpc/client'
import { Connection } from '@temporalio/client'
import { expect, test } from 'vitest'
import type { AppRouter } from '../../api/router.ts'
import { SAMPLE_PASSWORD } from '../../db/sample.ts'
import { NAMESPACE } from '../setup/running.ts'
import { aNotice, signIn, until } from './people.ts'
import { aStack } from './stack.ts'

/** A fault of the code stops a case; once it is repaired, an administrator need not wait for the engine's next try. */

const stack = await aStack({ worker: 'test/faults/broken-worker.ts' })

test('a case that stopped at a fault goes on at once when it is retried, with what it had', {
  timeout: 240_000,
}, async () => {
  const { api, dataDir, temporal } = stack.addresses
  const [inspector, director] = [await signIn(api, 'taoxingyuan'), await signIn(api, 'weichangfeng')]
  const anonymous = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${api}/api/trpc` })] })
  const { token } = await anonymous.session.create.mutate({ username: 'admin', password: SAMPLE_PASSWORD })
  const admin = createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${api}/api/trpc`, headers: { authorization: `Bearer ${token}` } })],
  })
  const notice = aNotice(await inspector.upload())
  const { caseId } = await inspector.api.notice.launch.mutate({ commandId: randomUUID(), notice })
  const states = async () =>
    (await inspector.api.case.get.query({ caseId })).tasks.map(({ step, state }) => [step, state])
  await until(async () => (await states()).length === 1, 30_000)

  await stack.halt('worker')
  await writeFile(join(dataDir, 'broken'), '')
  await stack.resume('worker')
  const acting = director.act(randomUUID(), { caseId, taskId: `${caseId}-1` }, { decision: 'APPROVE', opinion: '' })
  const connection = await Connection.connect({ address: temporal })
  const describe = () =>
    connection.workflowService.describeWorkflowExecution({ namespace: NAMESPACE, execution: { workflowId: caseId } })
  // From the fourth try on the engine waits longer each time.
  await until(async () => ((await describe()).pendingWorkflowTask?.attempt ?? 0) >= 3, 120_000)
  expect(await acting).toMatchObject({ state: 'RECEIVED' })
  await stack.halt('worker')
  await rm(join(dataDir, 'broken'))
  await stack.resume('worker')

  const id = randomUUID()
  const targets = [{ caseId, taskId: null }]
  await admin.intervention.ask.mutate({ id, act: 'retryNow', form: {}, reason: '程序已修复，立即重试', targets })
  await until(async () => (await admin.intervention.get.query({ id })).state === 'DONE', 40_000)
  expect((await admin.intervention.get.query({ id })).items).toMatchObject([
    { state: 'DONE', after: { zh: expect.stringContaining('已从停住处重试') } },
  ])
  await until(async () => (await states()).length === 2, 20_000)
  expect(await states()).toEqual([
    ['signOff', 'DONE'],
    ['receipt', 'OPEN'],
  ])
  const { ledger } = await inspector.api.case.get.query({ caseId })
  expect(ledger.filter(({ type }) => type === 'taskSubmitted')).toHaveLength(1)
  await connection.close()
})
