import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { aReport, aVisit, inspector } from './cast.ts'
import { aNotice, launch, refusalOf, signIn, somebody } from './rig.ts'

/** Somebody leaves: what is named to them goes to others through its case, on record with who it was before. */
const administrator = await signIn('admin')
const [director, leaver, successor, other] = await Promise.all([
  somebody(administrator, '己主任', ['OFFICE_DIRECTOR'], 'OFFICE'),
  somebody(administrator, '庚督查', ['OFFICE_INSPECTOR'], 'OFFICE'),
  somebody(administrator, '辛督查', ['OFFICE_INSPECTOR'], 'OFFICE'),
  somebody(administrator, '壬督查', ['OFFICE_INSPECTOR'], 'OFFICE'),
])
const head = await signIn('yuntiankuo')

test('an account with tasks is closed once they are handed over: each by the rules of its case', async () => {
  const c = await launch(inspector, await aNotice(inspector, { unitId: 'T01' }))
  await c.submit(director, 'signOff', { decision: 'APPROVE', opinion: '' })
  await c.submit(head, 'receipt', { note: '' })
  await c.submit(head, 'rectify', await aReport(c, head))
  await c.submit(other, 'reinspect', {
    ...(await aVisit(c, { result: 'PASS' })),
    coInspectorId: leaver.me.userId,
  })
  const { taskId } = await c.until('countersign')

  const userId = leaver.me.userId
  const close = (tasksLater?: boolean) =>
    administrator.api.user.update.mutate({
      userId,
      roles: ['OFFICE_INSPECTOR'],
      unitId: 'OFFICE',
      active: false,
      tasksLater,
    })
  expect(await refusalOf(close())).toMatchObject({
    code: 'HOLDS_TASKS',
    text: { zh: expect.stringContaining('庚督查还有1件') },
  })

  const preview = await administrator.api.handOver.preview.query({ userId })
  const [held] = preview.tasks.filter(({ why }) => why === 'NAMED')
  expect(held).toMatchObject({ taskId, caseId: c.caseId, title: { zh: '会签核查结论' } })
  const offered = held?.candidates.map((candidate) => candidate.userId) ?? []
  expect(offered).toContain(successor.me.userId)
  // Whoever made the inspection, or belongs to the unit, is not offered and would be refused.
  for (const barred of [other, head]) expect(offered).not.toContain(barred.me.userId)
  const reason = '调离创卫办，工作移交'
  const give = (toUserId: string, commandId = randomUUID()) =>
    administrator.api.handOver.move.mutate({ userId, reason, moves: [{ commandId, taskId, toUserId }] })
  expect(await give(other.me.userId)).toMatchObject([
    { taskId, state: 'REFUSED', text: { zh: expect.stringContaining('壬督查') } },
  ])
  const commandId = randomUUID()
  expect(await give(successor.me.userId, commandId)).toEqual([{ taskId, state: 'APPLIED', text: null }])
  expect(await give(successor.me.userId, commandId)).toEqual([{ taskId, state: 'APPLIED', text: null }])
  await close()

  const { ledger } = await c.view()
  expect(ledger.find(({ type }) => type === 'taskChanged')).toMatchObject({
    who: '创卫办 安可行',
    summary: { zh: expect.stringContaining('移交承办人') },
    data: { act: 'reassign', assignee: { userId: successor.me.userId }, detail: { before: userId, reason } },
  })
  await c.submit(successor, 'countersign', { decision: 'AGREE', opinion: '' })
  expect(await c.view()).toMatchObject({ outcome: 'PASSED' })
  const { items } = await administrator.api.administration.log.query({})
  const acts = items.filter(({ person }) => person === '庚督查').map(({ act }) => act)
  expect(acts).toEqual(['accountClosed', 'tasksMoved', 'accountCreated'])
})
