import { aNotice, aPhoto, launch, type Played, signIn } from './rig.ts'

/** The people of the sample county who play a notice, and what they write on the usual way. */

export const [inspector, second, director, deputy, commander, dispatcher, head, liaison, legal, organ] =
  await Promise.all([
    signIn('taoxingyuan'),
    signIn('zhuomingcha'),
    signIn('weichangfeng'),
    signIn('xuqinghe'),
    signIn('qinwangshu'),
    signIn('jianzhiqiu'),
    signIn('jiatongshang'),
    signIn('zhulianfang'),
    signIn('jianglvyan'),
    signIn('peizhili'),
  ])

type Verdict = { result: 'PASS' | 'FAIL'; failReason?: string }

export async function aReport(c: Played, by = head) {
  return {
    measures: '已组织清运并安排专人保洁。',
    doneAt: await c.now(),
    photosBefore: [],
    photosAfter: [await aPhoto(by), await aPhoto(by)],
  }
}

export async function report(c: Played): Promise<void> {
  await c.until('rectify')
  await c.submit(head, 'rectify', await aReport(c))
}

export async function aVisit(c: Played, verdict: Verdict) {
  return {
    visitedAt: await c.now(),
    coInspectorId: second.me.userId,
    opinion: '现场情况属实。',
    photos: [await aPhoto(inspector)],
    ...verdict,
  }
}

/** Seen by two, who agree. */
export async function inspected(c: Played, verdict: Verdict): Promise<void> {
  await c.until('reinspect')
  await c.submit(inspector, 'reinspect', await aVisit(c, verdict))
  await c.submit(second, 'countersign', { decision: 'AGREE', opinion: '' })
}

/** A notice that the unit has signed for. */
export async function underway(change: Parameters<typeof aNotice>[1] = {}): Promise<Played> {
  const c = await launch(inspector, await aNotice(inspector, change))
  await c.submit(director, 'signOff', { decision: 'APPROVE', opinion: '' })
  await c.submit(liaison, 'receipt', { note: '' })
  await c.until('rectify')
  return c
}

/** A further round, drafted, signed by the deputy, signed for. */
export async function furtherRound(c: Played, receiver = liaison): Promise<void> {
  await c.submit(inspector, 'nextRound', {
    requirement: '三个工作日内全部清运完毕并落实保洁。',
    legalBasis: '《督查督办制度》第六条',
    limit: { unit: 'WD', value: 3 },
    consequence: '如再次未落实，依据《督查督办制度》第八条提请约谈你单位主要负责同志。',
  })
  await c.submit(deputy, 'signOff', { decision: 'APPROVE', opinion: '' })
  await c.submit(receiver, 'receipt', { note: '' })
  await c.until('rectify')
}

/** Reported, found wanting by two, answered for, determined: twice. */
export async function failedTwice(): Promise<Played> {
  const c = await underway()
  for (const round of [1, 2]) {
    await report(c)
    await inspected(c, { result: 'FAIL', failReason: 'PARTLY_DONE' })
    await c.submit(head, 'statement', { statement: '余量较大，正在清运。', photos: [] })
    await c.submit(director, 'determination', { decision: 'FAILED', reason: '核查属实，未落实' })
    if (round === 1) await furtherRound(c)
  }
  return c
}

/** Proposed, its procedure checked, approved for a time, made known and signed for. */
export async function summoned(c: Played, at: string, receiver = head): Promise<void> {
  await c.submit(inspector, 'proposeTalk', {
    facts: '两次督办均未落实，详见督办卷。',
    secondLeaderId: deputy.me.userId,
    basis: '《督查督办制度》第八条',
  })
  await c.submit(legal, 'checkProcedure', { decision: 'PASS', opinion: '' })
  await c.submit(commander, 'approveTalk', { decision: 'APPROVE', at, place: '县政府二号会议室', opinion: '' })
  await c.submit(receiver, 'talkReceipt', { note: '' })
}

export const aRecord = async (c: Played, attendeeId: string) => ({
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

/** Held in person and signed by all. */
export async function held(c: Played): Promise<void> {
  await c.submit(inspector, 'holdTalk', await aRecord(c, head.me.userId))
  for (const leader of [commander, deputy]) await c.submitMine(leader, 'signAsLeader', { reservation: '' })
  await c.submit(head, 'signAsPrincipal', { reservation: '请组织考虑专项资金困难。' })
}
