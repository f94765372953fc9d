import { onTestFinished, expect, test } from 'vitest'
import { aRecord, aReport, aVisit, commander, deputy, furtherRound, inspector, summoned } from './cast.ts'
import { aNotice, launch, type Person, type Played, refusalOf, signIn, somebody } from './rig.ts'

/**
 * 代理 during leave: the substitute acts for the absent person, marked in every record, and is bound by what keeps
 * either of the two out. These people are nobody else's, so that their leaves disturb no other test.
 */
const administrator = await signIn('admin')

const [director, dispatcher, first, second, third, head, liaison] = await Promise.all([
  somebody(administrator, '甲主任', ['OFFICE_DIRECTOR'], 'OFFICE'),
  somebody(administrator, '乙调度', ['OFFICE_DISPATCHER'], 'OFFICE'),
  somebody(administrator, '丙督查', ['OFFICE_INSPECTOR'], 'OFFICE'),
  somebody(administrator, '丁督查', ['OFFICE_INSPECTOR'], 'OFFICE'),
  somebody(administrator, '戊督查', ['OFFICE_INSPECTOR'], 'OFFICE'),
  signIn('wangqingquan'),
  signIn('mixiaoxi'),
])

const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

/** Enters a leave that runs from today, and ends it with the test or when the returned function is called. */
async function leaves(absent: Person, substitute: Person) {
  const leave = { from: today(), to: today(), substituteId: substitute.me.userId, reason: '外出培训' }
  const { leaveId } = await absent.api.leave.enter.mutate(leave)
  const end = () => absent.api.leave.end.mutate({ leaveId })
  onTestFinished(async () => void (await end().catch(() => {})))
  return end
}

const inInbox = async (who: Person, taskId: string) =>
  (await who.api.inbox.list.query({ sort: 'opened', limit: 100 })).items.find((item) => item.taskId === taskId)

const codeOf = async (acting: Promise<unknown>) => (await refusalOf(acting)).code
const approve = { decision: 'APPROVE', opinion: '' }
const agree = { decision: 'AGREE', opinion: '' }

/** A notice to the unit of these people, signed by the director and signed for. */
async function delivered(): Promise<Played> {
  const c = await launch(inspector, await aNotice(inspector, { unitId: 'T02' }))
  await c.submit(director, 'signOff', approve)
  await c.submit(liaison, 'receipt', { note: '' })
  await c.until('rectify')
  return c
}

test('a substitute signs in both names, but not what they drafted, nor rules on what was signed', async () => {
  await leaves(director, dispatcher)
  const own = await launch(dispatcher, await aNotice(dispatcher, { unitId: 'T02' }))
  const { taskId: ownTask } = await own.until('signOff')
  expect(await inInbox(dispatcher, ownTask)).toBeUndefined()
  const refused = await refusalOf(own.submit(dispatcher, 'signOff', approve))
  expect(refused).toMatchObject({ code: 'SUBSTITUTE_RECUSED', text: { zh: expect.stringContaining('代理') } })
  expect((await own.view()).ledger.at(-1)).toMatchObject({ kind: 'REFUSAL', who: '创卫办 乙调度（代甲主任）' })

  const c = await launch(inspector, await aNotice(inspector, { unitId: 'T02' }))
  const { taskId } = await c.until('signOff')
  const behalf = { userId: director.me.userId, name: '甲主任' }
  expect(await inInbox(dispatcher, taskId)).toMatchObject({ mine: true, onBehalfOf: behalf })
  expect(await c.untilFor(dispatcher, 'signOff')).toMatchObject({ mine: true, onBehalfOf: behalf })
  expect(await c.untilFor(first, 'signOff')).toMatchObject({ mine: false, onBehalfOf: null })
  await c.submit(dispatcher, 'signOff', approve)

  const seen = await c.view(inspector)
  expect(seen.ledger.find(({ type }) => type === 'taskSubmitted')?.who).toBe('创卫办 乙调度（代甲主任）')
  const signed = seen.tasks.find(({ step }) => step === 'signOff')?.closedBy
  expect(signed).toMatchObject({ userId: dispatcher.me.userId, onBehalfOf: behalf, roles: ['OFFICE_DIRECTOR'] })

  await c.submit(liaison, 'receipt', { note: '' })
  await c.correct(head, 'rectify', 'object', { type: 'FACTS', grounds: '照片为修复前所摄。' })
  const ruling = { decision: 'DISMISSED', reason: '不成立，期限顺延' }
  for (const signer of [director, dispatcher]) {
    expect(await c.untilFor(signer, 'objectionRuling')).toMatchObject({ mine: false })
    expect(await codeOf(c.submit(signer, 'objectionRuling', ruling))).toMatch(/RECUSED|SAME_KEY/)
  }
})

test('once the leave is ended the substitute can do nothing more', async () => {
  const end = await leaves(director, dispatcher)
  const c = await launch(inspector, await aNotice(inspector, { unitId: 'T02' }))
  const { taskId } = await c.until('signOff')
  expect(await inInbox(dispatcher, taskId)).toBeDefined()
  await end()
  expect(await inInbox(dispatcher, taskId)).toBeUndefined()
  expect(await codeOf(c.submit(dispatcher, 'signOff', approve))).toBe('NOT_YOUR_ROLE')
  await c.submit(director, 'signOff', approve)
})

test('two keys need two humans: an inspector turns neither both nor that of an absent colleague', async () => {
  const c = await delivered()
  const end = await leaves(head, liaison)
  await c.submit(liaison, 'rectify', await aReport(c, liaison))
  expect((await c.view()).tasks.find(({ step }) => step === 'rectify')?.closedBy).toMatchObject({
    name: '米晓溪',
    onBehalfOf: { name: '汪清泉' },
  })
  await end()

  await leaves(second, first)
  await c.submit(first, 'reinspect', { ...(await aVisit(c, { result: 'PASS' })), coInspectorId: second.me.userId })
  expect((await c.untilFor(first, 'countersign')).mine).toBe(false)
  expect(await codeOf(c.submit(first, 'countersign', agree))).toMatch(/RECUSED|SAME_KEY/)
  await c.submit(second, 'countersign', agree)
  expect(await c.view()).toMatchObject({ outcome: 'PASSED' })
})

test('who was there countersigns in person, whoever stands in for them; for both at once nobody inspects', async () => {
  const c = await delivered()
  await c.submit(head, 'rectify', await aReport(c, head))
  await leaves(second, third)
  // Acting for the absent colleague, one is not their second inspector too.
  await c.correct(director, 'reinspect', 'assign', { userId: second.me.userId, reason: '熟悉情况' })
  const visit = await aVisit(c, { result: 'PASS' })
  const bySame = c.submit(third, 'reinspect', { ...visit, coInspectorId: second.me.userId })
  expect(await codeOf(bySame)).toBe('CO_INSPECTOR_SAME')
  await c.submit(third, 'reinspect', { ...visit, coInspectorId: first.me.userId })
  const { ledger } = await c.view()
  expect(ledger.findLast(({ type }) => type === 'taskSubmitted')?.who).toBe('创卫办 戊督查（代丁督查）')

  await leaves(first, dispatcher)
  expect(await refusalOf(c.submit(dispatcher, 'countersign', agree))).toMatchObject({
    code: 'IN_PERSON',
    text: { zh: expect.stringContaining('本人') },
  })
  await c.submit(first, 'countersign', agree)
})

test('the principal comes and signs in person: no substitute sits through a talk', async () => {
  const c = await delivered()
  for (const round of [1, 2]) {
    await c.submit(head, 'rectify', await aReport(c, head))
    await c.submit(first, 'reinspect', {
      ...(await aVisit(c, { result: 'FAIL', failReason: 'PARTLY_DONE' })),
      coInspectorId: second.me.userId,
    })
    await c.submit(second, 'countersign', agree)
    await c.submit(head, 'statement', { statement: '余量较大，正在清运。', photos: [] })
    await c.submit(director, 'determination', { decision: 'FAILED', reason: '核查属实，未落实' })
    if (round === 1) await furtherRound(c, liaison)
  }
  await leaves(head, liaison)
  const at = new Date(Date.parse(await c.now()) + 7 * 86_400_000).toISOString()
  // The notice of the talk may be signed for by the substitute; the talk itself is the head's.
  await summoned(c, at, liaison)
  await c.skipTo(at)
  const inTheirPlace = c.submit(inspector, 'holdTalk', await aRecord(c, liaison.me.userId))
  expect(await codeOf(inTheirPlace)).toBe('PRINCIPAL_ONLY')
  await c.submit(inspector, 'holdTalk', await aRecord(c, head.me.userId))
  expect(await codeOf(c.submit(liaison, 'signAsPrincipal', { reservation: '' }))).toBe('IN_PERSON')
  await c.submit(head, 'signAsPrincipal', { reservation: '' })
  for (const leader of [commander, deputy]) await c.submitMine(leader, 'signAsLeader', { reservation: '' })
})
