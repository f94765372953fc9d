import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { aCase, aUnit } from './builders.ts'
import { type Api, startApi, turnedDown } from './harness.ts'

/** Leaves and who may stand in; what a substitute sees. What they may do is played in test/scenarios/substitutes.test.ts. */

let api: Api
let administrator: Awaited<ReturnType<Api['someone']>>
beforeAll(async () => {
  api = await startApi()
  await aUnit(api.db, 'D1', { name: '县商务局' })
  await aUnit(api.db, 'D2')
  administrator = await api.someone(['SYS_ADMIN'], 'OFFICE')
})

const DAY = 86_400_000
const inDays = (days: number) => new Date(Date.now() + 8 * 3_600_000 + days * DAY).toISOString().slice(0, 10)
const leave = (substituteId: string, from = 0, to = 3) => ({
  substituteId,
  from: inDays(from),
  to: inDays(to),
  reason: '外出培训',
})
const pair = async () => [await api.someone(['UNIT_HEAD'], 'D1'), await api.someone(['UNIT_LIAISON'], 'D1')] as const

test('only somebody of the unit whose role fits can stand in, and the form says so at the field', async () => {
  const [head, liaison] = await pair()
  const stranger = await api.someone(['UNIT_HEAD'], 'D2')
  const director = await api.someone(['OFFICE_DIRECTOR'], 'OFFICE')
  const inspector = await api.someone(['OFFICE_INSPECTOR'], 'OFFICE')
  const offered = (await head.api.leave.substitutes.query()).map(({ userId }) => userId)
  expect(offered).toContain(liaison.userId)
  expect(offered).not.toContain(stranger.userId)
  expect(offered).not.toContain(head.userId)
  for (const [absent, unfit] of [
    [head, stranger],
    [head, head],
    [director, inspector],
  ] as const) {
    const refused = await turnedDown(absent.api.leave.enter.mutate(leave(unfit.userId)))
    expect(refused?.refusal).toMatchObject({ code: 'INVALID_FORM', fields: [{ path: ['substituteId'] }] })
  }
  const backwards = await turnedDown(head.api.leave.enter.mutate(leave(liaison.userId, 3, 1)))
  expect(backwards?.refusal?.fields[0]?.path).toEqual(['to'])
  const past = await turnedDown(head.api.leave.enter.mutate(leave(liaison.userId, -5, -1)))
  expect(past?.refusal?.fields[0]?.path).toEqual(['to'])
})

test('two leaves do not overlap, nor is the substitute away at the same time', async () => {
  const [head, liaison] = await pair()
  await head.api.leave.enter.mutate(leave(liaison.userId, 10, 12))
  const again = await turnedDown(head.api.leave.enter.mutate(leave(liaison.userId, 12, 14)))
  expect(again?.refusal?.code).toBe('LEAVE_OVERLAPS')
  const away = await turnedDown(liaison.api.leave.enter.mutate(leave(head.userId, 9, 10)))
  expect(away?.refusal?.code).toBe('SUBSTITUTE_AWAY')
  await liaison.api.leave.enter.mutate(leave(head.userId, 13, 14))
  // Two at once: one of them is told.
  const [one, two] = await Promise.all([
    turnedDown(head.api.leave.enter.mutate(leave(liaison.userId, 30, 31))),
    turnedDown(head.api.leave.enter.mutate(leave(liaison.userId, 31, 32))),
  ])
  expect([one, two].filter((answer) => answer === null)).toHaveLength(1)
})

test('a substitute sees the tasks named to the absent person while the leave runs, and no sealed one', async () => {
  const [head, liaison] = await pair()
  const made = await aCase(api.db, 'D1', { roles: ['UNIT_HEAD'], personId: head.userId })
  const sealed = await aCase(api.db, 'D1', { roles: ['UNIT_HEAD'], personId: head.userId, sealed: true })
  const seen = async () =>
    (await liaison.api.inbox.list.query({ limit: 100 })).items.filter(({ taskId }) =>
      [made.taskId, sealed.taskId].includes(taskId),
    )
  const before = (await liaison.api.inbox.list.query({})).counts.mine
  const { leaveId: planned } = await head.api.leave.enter.mutate(leave(liaison.userId, 1, 2))
  expect(await seen()).toEqual([])
  await head.api.leave.end.mutate({ leaveId: planned })

  const { leaveId } = await head.api.leave.enter.mutate(leave(liaison.userId))
  expect(await seen()).toEqual([
    expect.objectContaining({
      taskId: made.taskId,
      mine: true,
      onBehalfOf: { userId: head.userId, name: 'UNIT_HEAD D1' },
      reason: expect.objectContaining({ zh: '代UNIT_HEAD D1办理（请假）' }),
    }),
  ])
  expect((await liaison.api.inbox.list.query({})).counts.mine).toBeGreaterThan(before)
  const view = await liaison.api.case.get.query({ caseId: sealed.caseId })
  expect(view.tasks).toEqual([])
  // The absent person may still act, as themselves.
  expect((await head.api.case.get.query({ caseId: made.caseId })).tasks[0]).toMatchObject({
    mine: true,
    onBehalfOf: null,
  })

  expect(await liaison.api.leave.mine.query()).toContainEqual(
    expect.objectContaining({ leaveId, state: 'RUNNING', absent: { userId: head.userId, name: 'UNIT_HEAD D1' } }),
  )
  expect((await turnedDown(liaison.api.leave.end.mutate({ leaveId })))?.code).toBe('NOT_FOUND')
  await head.api.leave.end.mutate({ leaveId })
  expect(await seen()).toEqual([])
  expect((await turnedDown(head.api.leave.end.mutate({ leaveId })))?.refusal?.code).toBe('LEAVE_OVER')
})

test('who no longer fits stands in no longer: moved to another unit, or the account closed', async () => {
  const [head, liaison] = await pair()
  await aCase(api.db, 'D1', { roles: ['UNIT_HEAD'], personId: head.userId })
  await head.api.leave.enter.mutate(leave(liaison.userId))
  const forThem = async () =>
    (await liaison.api.inbox.list.query({ limit: 100 })).items.filter(({ onBehalfOf }) => onBehalfOf !== null)
  expect(await forThem()).not.toEqual([])
  await administrator.api.user.update.mutate({
    userId: liaison.userId,
    roles: ['UNIT_LIAISON'],
    unitId: 'D2',
    active: true,
  })
  expect(await forThem()).toEqual([])
})

test('whoever leaves the unit, or whose account is closed, hands their named tasks over first', async () => {
  const [head] = await pair()
  const { taskId } = await aCase(api.db, 'D1', { roles: ['UNIT_HEAD'], personId: head.userId })
  const post = { userId: head.userId, roles: ['UNIT_HEAD' as const] }
  const update = administrator.api.user.update
  for (const left of [
    { unitId: 'D2', active: true },
    { unitId: 'D1', active: false },
  ])
    expect((await turnedDown(update.mutate({ ...post, ...left })))?.refusal?.code).toBe('HOLDS_TASKS')
  expect(await update.mutate({ ...post, unitId: 'D1', active: true })).toEqual({ sessionsEnded: 0 })
  await update.mutate({ ...post, unitId: 'D1', active: false, tasksLater: true })

  // Handed over afterwards: no engine answers here, so it is received and follows.
  const preview = await administrator.api.handOver.preview.query({ userId: head.userId })
  expect(preview).toMatchObject({ person: { active: false }, leave: null })
  const [held] = preview.tasks.filter(({ why }) => why === 'NAMED')
  expect(held?.candidates.map(({ userId }) => userId)).not.toContain(head.userId)
  const toUserId = held?.candidates[0]?.userId ?? ''
  const moves = [{ commandId: randomUUID(), taskId, toUserId }]
  const moved = await administrator.api.handOver.move.mutate({ userId: head.userId, reason: '离任交接', moves })
  expect(moved).toMatchObject([{ taskId, state: 'RECEIVED' }])
  const stranger = [{ commandId: randomUUID(), taskId: 'DB-2026-0000-1', toUserId }]
  const nowhere = await administrator.api.handOver.move.mutate({
    userId: head.userId,
    reason: '离任交接',
    moves: stranger,
  })
  expect(nowhere).toMatchObject([{ state: 'REFUSED', text: { zh: expect.stringContaining('没有找到') } }])
})

test('a task that nobody else could do is shown with the role that somebody must be given', async () => {
  await aUnit(api.db, 'D9')
  const alone = await api.someone(['UNIT_LIAISON'], 'D9')
  const { taskId } = await aCase(api.db, 'D9', { roles: ['UNIT_LIAISON'] })
  const { tasks } = await administrator.api.handOver.preview.query({ userId: alone.userId })
  expect(tasks).toMatchObject([{ taskId, why: 'NOBODY', candidates: [], roles: ['UNIT_LIAISON'] }])
  await api.someone(['UNIT_LIAISON'], 'D9')
  expect((await administrator.api.handOver.preview.query({ userId: alone.userId })).tasks).toEqual([])
})

test('the administrator enters and ends a leave for somebody, on record', async () => {
  const [head, liaison] = await pair()
  const offered = await administrator.api.leave.substitutesOf.query({ userId: head.userId })
  expect(offered.map(({ userId }) => userId)).toContain(liaison.userId)
  const { leaveId } = await administrator.api.leave.enterFor.mutate({
    userId: head.userId,
    leave: leave(liaison.userId),
  })
  expect(await administrator.api.leave.list.query()).toContainEqual(
    expect.objectContaining({ leaveId, state: 'RUNNING' }),
  )
  await administrator.api.leave.endFor.mutate({ leaveId })
  const kept = await api.db
    .selectFrom('administration_log')
    .select(['act', 'by_id', 'detail'])
    .where('person_id', '=', head.userId)
    .orderBy('id')
    .execute()
  expect(kept).toMatchObject([
    { act: 'leaveEntered', by_id: administrator.userId, detail: { reason: '外出培训' } },
    { act: 'leaveEnded', by_id: administrator.userId },
  ])
  await expect(api.db.deleteFrom('administration_log').execute()).rejects.toThrow(/permission denied|append-only/)
})
