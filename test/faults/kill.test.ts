import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppRouter } from '../../api/router.ts'
import { connect } from '../../db/connect.ts'
import { SAMPLE_PASSWORD } from '../../db/sample.ts'
import { verifyLedger } from '../../db/verify.ts'
import type { Photo } from '../../domain/fields.ts'
import { type Running, startStack } from '../setup/running.ts'

/**
 * kill -9 of each part in turn while people work. The oracle is what the people were told: every launch and
 * every act that was acknowledged is found exactly once afterwards, and whatever was received is decided.
 */

let stack: Running
let dataDir: string

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'chuangwei-faults-'))
  stack = await startStack(dataDir)
})
afterAll(async () => {
  await stack.stop()
  await rm(dataDir, { recursive: true, force: true })
})

const clientOf = (headers: Record<string, string>) =>
  createTRPCClient<AppRouter>({ links: [httpLink({ url: `${stack.addresses.api}/api/trpc`, headers })] })

async function signIn(username: string) {
  const { token } = await clientOf({}).session.create.mutate({ username, password: SAMPLE_PASSWORD })
  return { token, api: clientOf({ authorization: `Bearer ${token}` }) }
}

/** Tries until there is an answer, as a browser does: the same command again. Refusals are answers. */
async function insist<T>(attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (error instanceof TRPCClientError && (error.data as { refusal?: unknown } | undefined)?.refusal) throw error
      await sleep(200)
    }
  }
}

test('nothing acknowledged is lost and nothing is done twice', async () => {
  const [inspector, director] = await Promise.all([signIn('taoxingyuan'), signIn('weichangfeng')])
  const photo = await upload(inspector.token)
  const acknowledged: { caseId: string; launch: string; signOff: string }[] = []
  const shift = { over: false }

  async function work() {
    while (!shift.over) {
      const launch = randomUUID()
      const { caseId } = await insist(() =>
        inspector.api.notice.launch.mutate({ commandId: launch, notice: aNotice(photo) }),
      )
      const signOff = randomUUID()
      const taskId = `${caseId}-1`
      await until(async () =>
        (await insist(() => director.api.case.get.query({ caseId }))).tasks.some((task) => task.taskId === taskId),
      )
      const form = { decision: 'APPROVE', opinion: '' }
      const answer = await insist(() =>
        director.api.task.act.mutate({ commandId: signOff, caseId, taskId, act: 'submit', form }),
      )
      expect(['APPLIED', 'RECEIVED']).toContain(answer.state)
      acknowledged.push({ caseId, launch, signOff })
    }
  }

  const workers = Array.from({ length: 4 }, work)
  const victims = ['worker', 'api', 'temporal', 'postgres', 'worker', 'api', 'temporal', 'postgres'] as const
  for (const victim of victims) {
    await sleep(3_000)
    const pid = stack.pids()[victim]
    process.kill(pid, 'SIGKILL')
    await until(async () => stack.pids()[victim] !== pid && (await ready()), 60_000)
  }
  await sleep(3_000)
  shift.over = true
  await Promise.all(workers)
  expect(acknowledged.length).toBeGreaterThan(victims.length)

  const { db, close } = connect(stack.addresses.database)
  await until(
    async () => (await db.selectFrom('command').select('id').where('decision', 'is', null).execute()).length === 0,
    60_000,
  )
  for (const { caseId, launch, signOff } of acknowledged) {
    const entries = await db
      .selectFrom('ledger')
      .select(['type', 'command_id', 'kind'])
      .where('case_id', '=', caseId)
      .where('kind', '=', 'EVENT')
      .execute()
    expect(
      entries.filter((entry) => entry.type === 'caseOpened'),
      caseId,
    ).toHaveLength(1)
    expect(
      entries.filter((entry) => entry.command_id === signOff),
      caseId,
    ).toHaveLength(1)
    const commands = await db.selectFrom('command').select(['id', 'decision']).where('case_id', '=', caseId).execute()
    expect(commands.find((command) => command.id === launch)?.decision, caseId).toBe('APPLIED')
    expect(commands.find((command) => command.id === signOff)?.decision, caseId).toBe('APPLIED')
  }
  const numbers = await db.selectFrom('document_number').select('seq').orderBy('seq').execute()
  expect(numbers.map((row) => row.seq)).toEqual(numbers.map((_, n) => n + 1))
  expect((await verifyLedger(stack.addresses.database)).broken).toBeNull()
  await close()
  console.log(`${acknowledged.length} cases acknowledged over ${victims.length} kills, none lost, none twice`)
})

async function ready(): Promise<boolean> {
  return fetch(`${stack.addresses.api}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
    (response) => response.ok,
    () => false,
  )
}

async function until(holds: () => Promise<boolean>, ms = 30_000): Promise<void> {
  for (const end = Date.now() + ms; !(await holds()); await sleep(100)) {
    if (Date.now() > end) throw new Error(`did not come true within ${ms} ms`)
  }
}

async function upload(token: string): Promise<Photo> {
  const image = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#567' } })
    .jpeg()
    .toBuffer()
  const response = await fetch(`${stack.addresses.api}/api/evidence`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'image/jpeg', 'x-file-name': 'a.jpg' },
    body: new Uint8Array(image),
  })
  const { id, sha256 } = (await response.json()) as Photo
  return { id, sha256 }
}

const aNotice = (photo: Photo) => ({
  title: '望溪农贸市场后巷垃圾清运不及时',
  unitId: 'D25',
  place: '望溪农贸市场后巷',
  facts: '现场核查发现后巷堆放生活垃圾约三立方米，散发异味。',
  photos: [photo],
  requirement: '全部清运干净并落实专人保洁。',
  legalBasis: '《国家卫生城市标准》',
  urgency: 'NORMAL' as const,
  limit: { unit: 'WD' as const, value: 5 },
})
