import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTRPCClient, httpLink } from '@trpc/client'
import { execa } from 'execa'
import sharp from 'sharp'
import type { AppRouter } from '../../api/router.ts'
import { announceParts } from '../../bin/settings.ts'
import { projectDir } from '../../bin/data-dir.ts'
import { SAMPLE_PASSWORD } from '../../db/sample.ts'
import type { Photo } from '../../domain/fields.ts'
import { NAMESPACE, type Running, startStack } from '../setup/running.ts'

/** People who work on a stack, and the person on call at its command line. */

/** Starts a stack that the command line finds, as one of `npm start` would be; its first start is the product's own. */
export async function startInstallation(dataDir: string): Promise<Running> {
  const stack = await startStack(dataDir, { fresh: true })
  announceParts(dataDir, { databaseUrl: stack.addresses.database, temporalAddress: stack.addresses.temporal })
  return stack
}

/** Runs `chuangwei` as an operator would. Returns its exit code and all that it said. */
export async function chuangwei(
  dataDir: string,
  args: string[],
  { from = projectDir }: { from?: string } = {},
): Promise<{ code: number; said: string }> {
  const { exitCode, all } = await execa(process.execPath, ['--import', 'tsx', 'bin/chuangwei.ts', ...args], {
    cwd: from,
    env: { CHUANGWEI_DATA: dataDir, TEMPORAL_NAMESPACE: NAMESPACE, CHUANGWEI_CLOCK: 'skipping' },
    stdin: 'ignore',
    reject: false,
    all: true,
  })
  return { code: exitCode ?? -1, said: all }
}

const clientOf = (api: string, headers: Record<string, string>) =>
  createTRPCClient<AppRouter>({ links: [httpLink({ url: `${api}/api/trpc`, headers })] })

export async function signIn(api: string, username: string) {
  const { token } = await clientOf(api, {}).session.create.mutate({ username, password: SAMPLE_PASSWORD })
  return { token, api: clientOf(api, { authorization: `Bearer ${token}` }) }
}
export type Person = Awaited<ReturnType<typeof signIn>>

/** Uploads a photo that differs from every other. */
export async function aPhoto(api: string, person: Person): Promise<Photo> {
  const shade = () => Math.floor(Math.random() * 255)
  const body = await sharp({
    create: { width: 320, height: 240, channels: 3, background: { r: shade(), g: shade(), b: shade() } },
  })
    .jpeg()
    .toBuffer()
  const response = await fetch(`${api}/api/evidence`, {
    method: 'POST',
    headers: { authorization: `Bearer ${person.token}`, 'content-type': 'image/jpeg', 'x-file-name': 'a.jpg' },
    body: new Uint8Array(body),
  })
  if (!response.ok) throw new Error(`upload failed: ${response.status} ${await response.text()}`)
  const { id, sha256 } = (await response.json()) as Photo
  return { id, sha256 }
}

export async function launch(
  drafter: Person,
  photo: Photo,
  change: { title?: string; unitId?: string } = {},
): Promise<string> {
  const { caseId } = await drafter.api.notice.launch.mutate({
    commandId: randomUUID(),
    notice: {
      title: '望溪农贸市场后巷垃圾清运不及时',
      unitId: 'D25',
      place: '望溪农贸市场后巷',
      facts: '现场核查发现后巷堆放生活垃圾约三立方米，散发异味。',
      photos: [photo],
      requirement: '全部清运干净并落实专人保洁。',
      legalBasis: '《国家卫生城市标准》',
      urgency: 'NORMAL',
      limit: { unit: 'WD', value: 5 },
      ...change,
    },
  })
  return caseId
}

/** Withdraws a notice that nobody has signed for yet: the shortest way to a closed case. */
export async function withdraw(person: Person, caseId: string): Promise<void> {
  const form = { reason: '发现重复立项，撤回本通知。' }
  await person.api.task.act.mutate({ commandId: randomUUID(), caseId, taskId: null, act: 'withdraw', form })
}

/** Submits a step once the case has come to it. Returns the command's id. */
export async function submit(person: Person, caseId: string, step: string, form: unknown): Promise<string> {
  for (const end = Date.now() + 20_000; ; await sleep(50)) {
    const { tasks } = await person.api.case.get.query({ caseId })
    const task = tasks.find((candidate) => candidate.state === 'OPEN' && candidate.step === step)
    if (task) {
      const commandId = randomUUID()
      await person.api.task.act.mutate({ commandId, caseId, taskId: task.taskId, act: 'submit', form })
      return commandId
    }
    if (Date.now() > end) throw new Error(`${caseId} never came to ${step}`)
  }
}

/** Waits until something holds. Throws after `ms` milliseconds. */
export async function until(holds: () => Promise<boolean>, ms = 30_000): Promise<void> {
  for (const end = Date.now() + ms; !(await holds().catch(() => false)); await sleep(100))
    if (Date.now() > end) throw new Error(`did not come true within ${ms} ms`)
}
