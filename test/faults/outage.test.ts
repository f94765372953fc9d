import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { connect } from '../../db/connect.ts'
import { aNotice, type Person, signIn, until } from './people.ts'
import { aStack } from './stack.ts'

/**
 * We are away when a deadline passes. Whoever could not hand in is not overdue by that: a person of the office
 * looks at the outage first. No clock is skipped here; the limit is one of seconds.
 */

const stack = await aStack()
const { api, database, admin } = stack.addresses
const [inspector, second, director, head, liaison] = (await Promise.all(
  ['taoxingyuan', 'zhuomingcha', 'weichangfeng', 'jiatongshang', 'zhulianfang'].map((name) => signIn(api, name)),
)) as [Person, Person, Person, Person, Person]
const photo = await inspector.upload()
const own = await head.upload()
const { db, close } = connect(database, { max: 2 })
afterAll(close)

const SECONDS = 8

test('worker and engine away: it comes to a review, and time given back is time to act in', async () => {
  const { caseId, taskId, dueAt } = await dueSoon()
  await Promise.all([stack.halt('worker'), stack.halt('temporal')])
  await silence(['worker'])
  // Received while nobody decides, and still in time.
  const commandId = randomUUID()
  const sent = head.act(commandId, { caseId, taskId }, aReport())
  await sleep(Date.parse(dueAt) + 1_000 - Date.now())
  expect(Date.now()).toBeGreaterThan(Date.parse(dueAt))
  await stack.resume('temporal')
  await stack.resume('worker')
  // What was received in time is in time, whoever was away.
  await until(async () => (await steps(caseId)).includes('reinspect:OPEN'), 60_000)
  expect((await sent).state).toMatch(/APPLIED|RECEIVED/)
  expect(await standing(caseId)).toMatchObject({ stage: 'VERIFYING', failed_rounds: 0 })
})

test.each([
  { away: ['worker', 'temporal'] as const, silent: ['worker'] },
  { away: ['api'] as const, silent: ['api'] },
])('nothing is counted by itself: $away away over a deadline', async ({ away, silent }) => {
  const { caseId, taskId, dueAt } = await dueSoon()
  for (const part of away) await stack.halt(part)
  await silence(silent)
  await sleep(Math.max(0, Date.parse(dueAt) + 1_000 - Date.now()))
  // Nobody who could write an outage down is there yet when the API alone is away.
  if (away[0] === 'api') await until(async () => (await steps(caseId)).length > 8, 20_000)
  for (const part of [...away].toReversed()) await stack.resume(part)
  await until(async () => (await steps(caseId)).some((step) => /outageReview|statement:OPEN/.test(step)), 60_000)
  expect(await steps(caseId)).toEqual(expect.arrayContaining(['outageReview:OPEN', 'rectify:OPEN']))
  expect(await standing(caseId)).toMatchObject({ stage: 'IN_PROGRESS', failed_rounds: 0 })

  const review = await openTask(caseId, 'outageReview')
  await director.act(
    randomUUID(),
    { caseId, taskId: review.id },
    { decision: 'EXTEND', workingDays: 1, reason: '系统停机顺延' },
  )
  await until(async () => (await openTask(caseId, 'rectify')).due_at.getTime() > Date.now())
  expect((await head.act(randomUUID(), { caseId, taskId }, aReport())).state).toBe('APPLIED')
})

/** A notice that was found not done, excused, and given a few more seconds. */
async function dueSoon(): Promise<{ caseId: string; taskId: string; dueAt: string }> {
  const notice = aNotice(photo)
  const { caseId } = await inspector.api.notice.launch.mutate({ commandId: randomUUID(), notice })
  const answer = async (person: Person, step: string, form: unknown) => {
    await until(async () => (await steps(caseId)).includes(`${step}:OPEN`))
    const { id: taskId } = await openTask(caseId, step)
    await person.act(randomUUID(), { caseId, taskId }, form)
  }
  await answer(director, 'signOff', { decision: 'APPROVE', opinion: '' })
  await answer(liaison, 'receipt', { note: '' })
  await answer(head, 'rectify', aReport())
  await answer(inspector, 'reinspect', {
    visitedAt: justNow(),
    coInspectorId: second.me.userId,
    result: 'FAIL',
    failReason: 'PARTLY_DONE',
    opinion: '尚有余量。',
    photos: [photo],
  })
  await answer(second, 'countersign', { decision: 'AGREE', opinion: '' })
  await answer(liaison, 'statement', { statement: '连续暴雨，道路中断。', photos: [] })
  const limit = { unit: 'H', value: SECONDS / 3600 }
  await answer(director, 'determination', { decision: 'EXCUSED', reason: '不可抗力', limit })
  await until(async () => (await steps(caseId)).includes('rectify:OPEN'))
  const { id, due_at } = await openTask(caseId, 'rectify')
  return { caseId, taskId: id, dueAt: due_at.toISOString() }
}

/** The parts' last sign becomes three minutes older, so that the silence is longer than the test waits. */
const silence = (parts: readonly string[]) =>
  asOwner(`update heartbeat set at = at - interval '3 minutes' where part = any ($1)`, [parts])

// An outage is everybody's for four hours: each test has its own.
beforeEach(() => asOwner('delete from outage', []))

async function asOwner(statement: string, values: unknown[]): Promise<void> {
  const client = new Client({ connectionString: admin })
  await client.connect()
  await client.query(statement, values)
  await client.end()
}

async function steps(caseId: string): Promise<string[]> {
  const tasks = await db.selectFrom('task').select(['step', 'state']).where('case_id', '=', caseId).execute()
  return tasks.map(({ step, state }) => `${step}:${state}`)
}

const openTask = (caseId: string, step: string) =>
  db
    .selectFrom('task')
    .select(['id', 'due_at'])
    .where('case_id', '=', caseId)
    .where('step', '=', step)
    .where('state', '=', 'OPEN')
    .executeTakeFirstOrThrow()

const standing = (caseId: string) =>
  db.selectFrom('cases').select(['stage', 'failed_rounds']).where('id', '=', caseId).executeTakeFirstOrThrow()

const justNow = () => new Date(Date.now() - 100).toISOString()

const aReport = () => ({
  measures: '已组织清运并安排专人保洁。',
  doneAt: justNow(),
  photosBefore: [],
  photosAfter: [own, own],
})
