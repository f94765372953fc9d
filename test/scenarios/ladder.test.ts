import { expect, test } from 'vitest'
import { aNotice, aPhoto, launch, type Played, refusalOf, signIn } from './rig.ts'

/** Ladder A to its last step (handbook P14 to P16), and the refusals on the way that protect those concerned. */
const [inspector, second, director, deputy, commander, head, liaison, legal, organ] = await Promise.all([
  signIn('taoxingyuan'),
  signIn('zhuomingcha'),
  signIn('weichangfeng'),
  signIn('xuqinghe'),
  signIn('qinwangshu'),
  signIn('jiatongshang'),
  signIn('zhulianfang'),
  signIn('jianglvyan'),
  signIn('peizhili'),
])

test('commitments kept: the talk ends the matter', async () => {
  const c = await failedTwice()
  expect(await c.view()).toMatchObject({ stage: 'TALK_PROPOSED', failedRounds: 2 })
  await talked(c)
  await c.submit(head, 'planAfterTalk', { plan: '增派车辆两台，十个工作日内完成清运。', responsible: '王主任' })
  await c.until('keepCommitments')
  await c.submit(head, 'keepCommitments', await aReport(c))
  await inspected(c, { result: 'PASS' })
  expect(await c.view()).toMatchObject({ stage: 'CLOSED', outcome: 'PASSED' })
})

test('commitments not kept: heard, reviewed, decided together, sent, decided by the organ, appealed, removed', async () => {
  const c = await failedTwice()
  await talked(c)
  await c.submit(head, 'planAfterTalk', { plan: '增派车辆两台，十个工作日内完成清运。', responsible: '王主任' })
  await c.skipTo((await c.until('keepCommitments')).dueAt)

  await c.submit(inspector, 'draftDisposition', {
    subject: '贾通商，县商务局局长',
    facts: '两次督办、一次约谈后仍未落实，详见卷宗。',
    clauses: '《督查督办制度》第十条',
    kind: 'ORDERED_RESIGNATION',
  })
  expect((await refusalOf(c.submit(legal, 'legalReview', { decision: 'PASS', opinion: '' }))).code).toBe(
    'DEFENSE_RUNNING',
  )
  await c.submit(head, 'defense', { decision: 'STATED', statement: '专项资金未到位，已三次书面申请。', photos: [] })
  await c.submit(legal, 'legalReview', { decision: 'PASS', opinion: '' })
  const together = async () => ({
    decision: 'SEND',
    minutesNo: '〔2026〕第9次',
    heldAt: await c.now(),
    adoption: '申辩意见部分采纳。',
  })
  expect((await refusalOf(c.submit(inspector, 'deliberate', await together()))).code).toBe('RECUSED')
  await c.submit(director, 'deliberate', await together())
  expect(await c.view()).toMatchObject({ stage: 'SENT' })

  const decision = async (office: string) => ({
    organ: office,
    documentNo: '云组〔2026〕3号',
    kind: 'ORDERED_RESIGNATION',
    decidedAt: await c.now(),
    note: '',
  })
  expect((await refusalOf(c.submit(organ, 'organDecision', await decision('OFFICE')))).code).toBe('INVALID_FORM')
  await c.submit(organ, 'organDecision', await decision('ORGANISATION'))
  await c.submit(head, 'appeal', { decision: 'APPEAL', grounds: '处理明显过重，请求复议。' })
  await c.submit(organ, 'appealRuling', {
    decision: 'UPHELD',
    documentNo: '云组〔2026〕5号',
    reason: '事实清楚，程序合法。',
  })
  await c.skipTo((await c.untilFor(organ, 'resign')).dueAt)
  await c.submit(organ, 'remove', { documentNo: '云委〔2026〕8号', decidedAt: await c.now(), note: '' })
  expect(await c.view()).toMatchObject({ stage: 'CLOSED', outcome: 'DISPOSED' })
})

test('not counted: excused, extended, objected to, on hold, passed on', async () => {
  const excused = await underway()
  await excused.skipTo((await excused.until('rectify')).dueAt)
  await excused.submit(head, 'statement', { statement: '连续暴雨，道路中断。', photos: [] })
  await excused.submit(director, 'determination', {
    decision: 'EXCUSED',
    reason: '不可抗力',
    limit: { unit: 'WD', value: 3 },
  })
  await excused.until('rectify')
  expect(await excused.view()).toMatchObject({ failedRounds: 0, round: 1 })

  const c = await underway()
  const first = await c.until('rectify')
  await c.correct(head, 'rectify', 'object', { type: 'FACTS', grounds: '现场照片不是我单位责任区。' })
  await c.until('objectionRuling')
  expect(
    (await refusalOf(c.submit(director, 'objectionRuling', { decision: 'DISMISSED', reason: '已现场查明' }))).code,
  ).toBe('RECUSED')
  await c.skip({ days: 3 })
  await c.submit(deputy, 'objectionRuling', { decision: 'DISMISSED', reason: '已现场查明，属该单位责任区' })
  const resumed = await c.untilDue(first.dueAt)
  expect(resumed.dueSum.stops).toHaveLength(1)
  await c.correct(liaison, 'rectify', 'requestExtension', {
    workingDays: 3,
    cause: 'WEATHER',
    reason: '连续降雨无法施工',
  })
  await c.submit(director, 'extensionRuling', { decision: 'GRANT', reason: '情况属实' })
  const extended = await c.untilDue(resumed.dueAt)
  expect(extended.dueSum.extensions).toEqual([{ days: 3, by: director.me.name }])
  expect(
    (
      await refusalOf(
        c.correct(liaison, 'rectify', 'requestExtension', { workingDays: 1, cause: 'OTHER', reason: '再次申请延期' }),
      )
    ).code,
  ).toBe('EXTENSION_USED')

  const until = new Date(Date.parse(await c.now()) + 60 * 86_400_000).toISOString()
  await c.correct(head, 'rectify', 'hold', {
    reason: '冬季无法铺装路面',
    interim: '先行覆盖并围挡',
    until,
    owner: '王主任',
  })
  await c.submit(deputy, 'holdRuling', { decision: 'GRANT', reason: '同意挂账' })
  await c.submit(commander, 'holdSecondKey', { decision: 'GRANT', reason: '同意长期挂账' })
  await c.skip({ days: 61 })
  await c.untilDue(extended.dueAt)
  expect(await c.view()).toMatchObject({ stage: 'IN_PROGRESS', failedRounds: 0 })

  const passedOn = await underway()
  await passedOn.correct(head, 'rectify', 'object', {
    type: 'JURISDICTION',
    grounds: '该路段由住建局负责。',
    suggestedUnitId: 'D20',
  })
  await passedOn.submit(deputy, 'objectionRuling', {
    decision: 'REASSIGN',
    unitId: 'D20',
    reason: '职责清单载明属住建局',
  })
  await passedOn.until('receipt')
  expect((await passedOn.view()).unit.id).toBe('D20')
})

test('relapsed: reopened with its history', async () => {
  const c = await underway()
  await c.submit(head, 'rectify', await aReport(c))
  await inspected(c, { result: 'PASS' })
  expect(await c.view()).toMatchObject({ stage: 'LOOK_BACK', outcome: 'PASSED' })
  await c.correct(director, null, 'reopen', { reason: '群众反映垃圾再次堆放' })
  await c.until('nextRound')
  expect(await c.view()).toMatchObject({ outcome: null })
  expect(await c.ledger()).toContain('caseReopened')
})

async function underway(): Promise<Played> {
  const c = await launch(inspector, await aNotice(inspector))
  await c.submit(director, 'signOff', { decision: 'APPROVE', opinion: '' })
  await c.submit(liaison, 'receipt', { note: '' })
  await c.until('rectify')
  return c
}

async function failedTwice(): Promise<Played> {
  const c = await underway()
  for (const round of [1, 2]) {
    await c.submit(head, 'rectify', await aReport(c))
    await inspected(c, { result: 'FAIL', failReason: 'PARTLY_DONE' })
    await c.submit(head, 'statement', { statement: '余量较大，正在清运。', photos: [] })
    await c.submit(director, 'determination', { decision: 'FAILED', reason: '核查属实，未落实' })
    if (round === 2) return c
    await c.submit(inspector, 'nextRound', {
      requirement: '三个工作日内全部清运完毕并落实保洁。',
      legalBasis: '《督查督办制度》第六条',
      limit: { unit: 'WD', value: 3 },
      consequence: '如再次未落实，依据《督查督办制度》第八条提请约谈你单位主要负责同志。',
    })
    await c.submit(deputy, 'signOff', { decision: 'APPROVE', opinion: '' })
    await c.submit(liaison, 'receipt', { note: '' })
    await c.until('rectify')
  }
  return c
}

/** Proposed, checked, approved, made known two working days ahead, held in person, signed by all. */
async function talked(c: Played): Promise<void> {
  await c.submit(inspector, 'proposeTalk', {
    facts: '两次督办均未落实，详见督办卷。',
    secondLeaderId: deputy.me.userId,
    basis: '《督查督办制度》第八条',
  })
  await c.submit(legal, 'checkProcedure', { decision: 'PASS', opinion: '' })
  await c.submit(commander, 'approveTalk', {
    decision: 'APPROVE',
    at: await c.now(),
    place: '县政府二号会议室',
    opinion: '',
  })
  await c.submit(head, 'talkReceipt', { note: '' })
  const record = async (attendeeId: string) => ({
    attendance: 'PRESENT',
    attendeeId,
    heldAt: await c.now(),
    leaderIds: [commander.me.userId, deputy.me.userId],
    facts: '两次督办均未落实。',
    statement: '认识不足，深刻检讨。',
    demands: '限期整改到位。',
    commitments: '十个工作日内全部完成并落实保洁。',
    limit: { unit: 'WD', value: 10 },
  })
  const { dueAt } = await c.until('holdTalk')
  expect((await refusalOf(c.submit(inspector, 'holdTalk', await record(head.me.userId)))).code).toBe('TALK_TOO_SOON')
  await c.skipTo(dueAt)
  expect((await refusalOf(c.submit(inspector, 'holdTalk', await record(liaison.me.userId)))).code).toBe(
    'PRINCIPAL_ONLY',
  )
  await c.submit(inspector, 'holdTalk', await record(head.me.userId))
  for (const leader of [commander, deputy]) await c.submitMine(leader, 'signAsLeader', { reservation: '' })
  await c.submit(head, 'signAsPrincipal', { reservation: '请组织考虑专项资金困难。' })
}

async function aReport(c: Played) {
  return {
    measures: '已组织清运并安排专人保洁。',
    doneAt: await c.now(),
    photosBefore: [],
    photosAfter: [await aPhoto(head), await aPhoto(head)],
  }
}

async function inspected(c: Played, verdict: { result: 'PASS' | 'FAIL'; failReason?: string }) {
  await c.until('reinspect')
  await c.submit(inspector, 'reinspect', {
    visitedAt: await c.now(),
    coInspectorId: second.me.userId,
    opinion: '现场情况属实。',
    photos: [await aPhoto(inspector)],
    ...verdict,
  })
  await c.submit(second, 'countersign', { decision: 'AGREE', opinion: '' })
}
