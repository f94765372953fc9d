import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { Client, Connection } from '@temporalio/client'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker'
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client'
import sharp from 'sharp'
import { expect, inject, onTestFinished } from 'vitest'
import type { AppRouter } from '../../api/router.ts'
import type { Correction } from '../../domain/corrections.ts'
import type { Photo } from '../../domain/fields.ts'
import type { NoticeContent } from '../../domain/forms.ts'
import type { Role } from '../../domain/people.ts'
import { REBUILT } from '../../domain/rebuilt.ts'
import type { Refusal } from '../../domain/refusals.ts'
import { connect, type Db } from '../../db/connect.ts'
import { bundleWorkflows } from '../../worker/worker.ts'
import { NAMESPACE } from '../setup/running.ts'
import { bringBack, lose, mayBeLost } from '../setup/losing.ts'
import { skipTime, timeOf } from '../setup/skipping.ts'
import { SAMPLE_PASSWORD } from '../../db/sample.ts'

/** Plays a notice as its people do: through the API, with the execution's own clock moved forward. */

Runtime.install({ logger: new DefaultLogger('WARN') })
const stack = inject('stack')
const connection = await Connection.connect({ address: stack.temporal })
const temporal = new Client({ connection, namespace: NAMESPACE })
const bundle = bundleWorkflows()

export type Person = Awaited<ReturnType<typeof signIn>>

/** Signs in with a sample account; `api` calls carry its token. */
export async function signIn(username: string) {
  const anonymous = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${stack.api}/api/trpc` })] })
  const { token, me } = await anonymous.session.create.mutate({ username, password: SAMPLE_PASSWORD })
  const headers = { authorization: `Bearer ${token}` }
  return {
    me,
    token,
    api: createTRPCClient<AppRouter>({ links: [httpLink({ url: `${stack.api}/api/trpc`, headers })] }),
  }
}

/** Somebody new, whom no other test knows. */
export async function somebody(administrator: Person, name: string, roles: Role[], unitId: string): Promise<Person> {
  const username = `s${randomUUID().slice(0, 8)}`
  await administrator.api.user.create.mutate({ name, username, password: SAMPLE_PASSWORD, roles, unitId })
  return signIn(username)
}

/** Uploads a photo that differs from every other. */
export async function aPhoto(person: Person): Promise<Photo> {
  const shade = () => Math.floor(Math.random() * 255)
  const body = await sharp({
    create: { width: 320, height: 240, channels: 3, background: { r: shade(), g: shade(), b: shade() } },
  })
    .jpeg()
    .toBuffer()
  const response = await fetch(`${stack.api}/api/evidence`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${person.token}`,
      'content-type': 'image/jpeg',
      'x-file-name': encodeURIComponent('现场.jpg'),
    },
    body: new Uint8Array(body),
  })
  if (!response.ok) throw new Error(`upload failed: ${response.status} ${await response.text()}`)
  const { id, sha256 } = (await response.json()) as Photo
  return { id, sha256 }
}

export async function aNotice(person: Person, change: Partial<NoticeContent> = {}): Promise<NoticeContent> {
  return {
    title: '望溪农贸市场后巷垃圾清运不及时',
    unitId: 'D25',
    place: '望溪农贸市场后巷',
    facts: '现场核查发现后巷堆放生活垃圾约三立方米，散发异味，周边商户反映强烈。',
    photos: [await aPhoto(person)],
    requirement: '全部清运干净，地面冲洗，落实专人保洁，防止反弹。',
    legalBasis: '《国家卫生城市标准》市容环境卫生部分',
    urgency: 'NORMAL',
    limit: { unit: 'WD', value: 5 },
    ...change,
  }
}

/** One case under way. */
export type Played = Awaited<ReturnType<typeof follow>>

/** Launches a notice and follows it. */
export async function launch(drafter: Person, notice: NoticeContent) {
  const { caseId } = await drafter.api.notice.launch.mutate({ commandId: randomUUID(), notice })
  return follow(drafter, caseId)
}

/** Follows a case of any kind as `drafter` sees it; when the test ends its history is replayed. */
export async function follow(drafter: Person, caseId: string) {
  const name = expect.getState().currentTestName?.split(':')[0] ?? caseId
  const { kind } = await drafter.api.case.get.query({ caseId })
  onTestFinished(() => replay(caseId, `${kind}-${name}`))

  const view = (person: Person = drafter) => person.api.case.get.query({ caseId })

  type Task = Awaited<ReturnType<typeof view>>['tasks'][number]

  /** The open task that fits, once the case has come to it, as `person` sees it. */
  async function find(person: Person, what: string, fits: (task: Task) => boolean): Promise<Task> {
    for (const end = Date.now() + 15_000; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
      const { tasks } = await view(person)
      const task = tasks.find((candidate) => candidate.state === 'OPEN' && fits(candidate))
      if (task) return task
      if (Date.now() > end)
        throw new Error(`${caseId} never came to ${what}: ${JSON.stringify(tasks.map((t) => [t.step, t.state]))}`)
    }
  }

  const until = (step: string) => untilFor(drafter, step)
  const untilFor = (person: Person, step: string) => find(person, step, (task) => task.step === step)
  /** The unit's task once its due date has moved beyond an instant. */
  const untilDue = (after: string) =>
    find(
      drafter,
      `a due date after ${after}`,
      (task) => task.step === 'rectify' && Date.parse(task.dueAt) > Date.parse(after),
    )

  async function submit(person: Person, step: string, form: unknown) {
    const { taskId } = await untilFor(person, step)
    await loseNowAndThen()
    return person.api.task.act.mutate({ commandId: randomUUID(), caseId, taskId, act: 'submit', form })
  }

  /** LOSE=1: before each act the engine loses the case, which is begun anew from the record, and nobody may notice. */
  let losing: Promise<void> = Promise.resolve()
  function loseNowAndThen(): Promise<void> {
    if (!process.env.LOSE) return losing
    losing = losing.then(async () => {
      if (!(await mayBeLost(connection, caseId))) return
      const ahead = await lose(connection, caseId)
      await bringBack({ connection, database: stack.database }, caseId, ahead)
    })
    return losing
  }

  /** Where several have the same step at once, each has their own. */
  async function submitMine(person: Person, step: string, form: unknown) {
    const { taskId } = await find(person, step, (task) => task.step === step && task.mine)
    await loseNowAndThen()
    return person.api.task.act.mutate({ commandId: randomUUID(), caseId, taskId, act: 'submit', form })
  }

  /** A correction of an open step, or an act on the whole case when `step` is null. */
  async function correct(person: Person, step: string | null, act: Correction | 'reopen' | 'withdraw', form: unknown) {
    const taskId = step === null ? null : (await until(step)).taskId
    await loseNowAndThen()
    return person.api.task.act.mutate({ commandId: randomUUID(), caseId, taskId, act, form })
  }

  /** Whether an operator finds the case by a query in Temporal's own tools, which lag a little. */
  async function foundInTemporal(query: string): Promise<boolean> {
    for (const end = Date.now() + 10_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 200))) {
      for await (const { workflowId } of temporal.workflow.list({ query })) if (workflowId === caseId) return true
    }
    return false
  }

  /** Lets time pass for this case alone. */
  async function skip({ days = 0, hours = 0, minutes = 0 }) {
    await skipTime(connection, caseId, ((days * 24 + hours) * 60 + minutes) * 60)
  }

  /** Lets time pass until just after an instant. */
  async function skipTo(instant: string) {
    await skip({ minutes: Math.ceil((Date.parse(instant) - Date.parse(await now())) / 60_000) + 1 })
  }

  /** Now, as this case's clock shows it: what a form's moments are measured against. */
  const now = () => timeOf(connection, caseId)

  return {
    caseId,
    view,
    until,
    untilFor,
    untilDue,
    submit,
    submitMine,
    correct,
    foundInTemporal,
    skip,
    skipTo,
    now,
    // That it was lost now and then is on record too, which nobody asks about here.
    ledger: async () =>
      (await view()).ledger.map((entry) => entry.type).filter((type) => !process.env.LOSE || type !== REBUILT),
  }
}

/** Every history that a test makes must run again to the same end; RECORD_HISTORIES=1 keeps those not yet kept. */
export async function replay(caseId: string, name: string): Promise<void> {
  let runId: string | null | undefined
  do {
    const history = await temporal.workflow.getHandle(caseId, runId ?? undefined).fetchHistory()
    // One that has only just taken over has done nothing yet.
    if ((history.events ?? []).some(({ workflowTaskCompletedEventAttributes: done }) => done))
      await Worker.runReplayHistory({ workflowBundle: await bundle }, history, caseId)
    runId = history.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId
    if (!process.env.RECORD_HISTORIES) continue
    const way = runId ? 'continued' : 'told'
    const file = new URL(`../replay/histories/${name.replaceAll(/[^a-z]+/gi, '-')}-${way}.json`, import.meta.url)
    // wx: a kept history is never recorded again.
    await writeFile(file, historyToJSON(history), { flag: 'wx' }).catch(() => {})
  } while (runId)
}

/** The refusal with which an act was turned down. Throws when it was not. */
export async function refusalOf(acting: Promise<unknown>): Promise<Refusal> {
  const error = await acting.then(
    () => null,
    (failure: unknown) => failure,
  )
  const refused =
    error instanceof TRPCClientError ? (error.data as { refusal?: Refusal } | undefined)?.refusal : undefined
  if (!refused) throw new Error(`not refused: ${String(error)}`)
  return refused
}

/**
 * An outage of ours, as heartbeats would have noted it. Times in ms of the case's clock. Returns how to forget it: an
 * outage is everybody's, and other tests' cases may come to a deadline of the same day.
 */
export async function anOutage(from: number, to: number): Promise<() => Promise<void>> {
  const times = { from_at: new Date(from), to_at: new Date(to) }
  const asOwner = async (done: (db: Db) => Promise<unknown>) => {
    const { db, close } = connect(stack.admin, { max: 1 })
    await done(db)
    await close()
  }
  await asOwner((db) =>
    db
      .insertInto('outage')
      .values({ part: 'api', ...times })
      .execute(),
  )
  return () => asOwner((db) => db.deleteFrom('outage').where('from_at', '=', times.from_at).execute())
}
