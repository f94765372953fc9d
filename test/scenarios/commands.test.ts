import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { aNotice, launch, type Person, type Played, refusalOf, signIn } from './rig.ts'

/** What double clicks, second tabs and races come to, with the engine deciding. */

let inspector: Person
let director: Person
let head: Person
let liaison: Person
let administrator: Person
beforeAll(async () => {
  ;[inspector, director, head, liaison, administrator] = (await Promise.all(
    ['taoxingyuan', 'weichangfeng', 'jiatongshang', 'zhulianfang', 'admin'].map(signIn),
  )) as [Person, Person, Person, Person, Person]
})

const act = (person: Person, { caseId }: Played, taskId: string, form: unknown, commandId: string = randomUUID()) =>
  person.api.task.act.mutate({ commandId, caseId, taskId, act: 'submit', form })

test('twenty clicks are one act, and all are told the same', async () => {
  const c = await launch(inspector, await aNotice(inspector))
  const { taskId } = await c.until('signOff')
  const commandId = randomUUID()
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => act(director, c, taskId, { decision: 'APPROVE', opinion: '' }, commandId)),
  )
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(answers[0]?.state).toBe('APPLIED')
  // Whoever acts and then reads, reads what the act has caused.
  const seen = await director.api.case.get.query({ caseId: c.caseId })
  expect(seen.ledger.filter((entry) => entry.type === 'taskSubmitted')).toHaveLength(1)
  expect(seen.tasks.map((task) => [task.step, task.state])).toEqual([
    ['signOff', 'DONE'],
    ['receipt', 'OPEN'],
  ])
  expect(await act(director, c, taskId, { decision: 'APPROVE', opinion: '' }, commandId)).toEqual(answers[0])
})

test('a launch sent ten times at once opens one case', async () => {
  const notice = await aNotice(inspector)
  const commandId = randomUUID()
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => inspector.api.notice.launch.mutate({ commandId, notice })),
  )
  expect(new Set(answers.map((answer) => answer.caseId)).size).toBe(1)
  expect(answers.every((answer) => answer.state === 'APPLIED')).toBe(true)
  const seen = await inspector.api.case.get.query({ caseId: answers[0]?.caseId ?? '' })
  expect(seen.ledger.filter((entry) => entry.type === 'caseOpened')).toHaveLength(1)
})

test('of two people who act at once one is first, and the other learns who and when', async () => {
  const c = await launch(inspector, await aNotice(inspector))
  await c.submit(director, 'signOff', { decision: 'APPROVE', opinion: '' })
  const { taskId } = await c.until('receipt')
  const outcomes = await Promise.allSettled([head, liaison].map((person) => act(person, c, taskId, { note: '' })))
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
  const late = outcomes[0]?.status === 'rejected' ? head : liaison
  const refused = await refusalOf(act(late, c, taskId, { note: '' }))
  expect(refused).toMatchObject({
    code: 'TASK_CLOSED',
    text: { zh: expect.stringMatching(/已由.+于\d{4}-\d\d-\d\d \d\d:\d\d办结/) },
  })
  expect((await c.view()).ledger.filter((entry) => entry.kind === 'REFUSAL')).toHaveLength(2)
})

test('who may not act is told whose matter it is, by name', async () => {
  const c = await launch(inspector, await aNotice(inspector))
  await c.submit(director, 'signOff', { decision: 'APPROVE', opinion: '' })
  const { taskId } = await c.until('receipt')
  const refused = await refusalOf(act(inspector, c, taskId, { note: '' }))
  expect(refused).toMatchObject({ code: 'NOT_YOUR_UNIT', text: { zh: expect.stringContaining('县商务局') } })
  expect((await c.view(inspector)).tasks.find((task) => task.taskId === taskId)?.whyNot).toEqual(refused.text)
  const fields = await refusalOf(act(liaison, c, taskId, { note: 'x'.repeat(600) }))
  expect(fields).toMatchObject({ code: 'INVALID_FORM', fields: [{ path: ['note'] }] })
})

test('on a closed case nothing more can be done, and the attempt is on record', async () => {
  const c = await launch(inspector, await aNotice(inspector))
  const { taskId } = await c.until('signOff')
  const withdrawn = {
    commandId: randomUUID(),
    caseId: c.caseId,
    taskId: null,
    act: 'withdraw' as const,
    form: { reason: '重复立案' },
  }
  expect((await inspector.api.task.act.mutate(withdrawn)).state).toBe('APPLIED')
  await expect.poll(async () => (await c.view()).outcome).toBe('REVOKED')
  expect((await refusalOf(act(director, c, taskId, { decision: 'APPROVE', opinion: '' }))).code).toBe('CASE_CLOSED')
  expect((await refusalOf(inspector.api.task.act.mutate({ ...withdrawn, commandId: randomUUID() }))).code).toBe(
    'CASE_CLOSED',
  )
  const seen = await c.view()
  expect(seen.acts).toEqual([])
  expect(seen.ledger.slice(-2).map((entry) => entry.kind)).toEqual(['REFUSAL', 'REFUSAL'])
})

test('a case that runs is not among what is stuck', async () => {
  const c = await launch(inspector, await aNotice(inspector))
  await administrator.api.stuck.look.mutate()
  const asked = new Date().toISOString()
  const board = () => administrator.api.stuck.board.query()
  await expect.poll(async () => ((await board()).lookedAt ?? '') > asked, { timeout: 40_000 }).toBe(true)
  const { items } = await board()
  expect(items.filter((item) => item.caseId === c.caseId)).toEqual([])
  expect(items.filter((item) => item.cause === 'NO_WORKER')).toEqual([])
})
