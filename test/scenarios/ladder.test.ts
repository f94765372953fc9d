import { expect, test } from 'vitest'
import { documentsOf } from '../../domain/document-list.ts'
import {
  aRecord,
  aReport,
  commander,
  deputy,
  director,
  failedTwice,
  head,
  held,
  inspected,
  inspector,
  legal,
  liaison,
  organ,
  summoned,
  underway,
} from './cast.ts'
import { type Played, refusalOf } from './rig.ts'

/** Ladder A to its last step (handbook P14 to P16), and the refusals on the way that protect those concerned. */
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
  expect((await refusalOf(c.submit(inspector, 'deliberate', await together()))).code).toBe('SAME_KEY')
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
  ).toBe('SAME_KEY')
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
  const { number, tasks, ledger } = await c.view()
  const form = documentsOf({ number }, tasks, ledger).find(({ kind }) => kind === 'hold')
  expect(form?.number).toMatch(/^云创挂〔\d{4}〕\d+号$/)
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

/** Proposed, checked, approved, made known two working days ahead, held in person, signed by all. */
async function talked(c: Played): Promise<void> {
  await summoned(c, await c.now())
  const { dueAt } = await c.until('holdTalk')
  expect((await refusalOf(c.submit(inspector, 'holdTalk', await aRecord(c, head.me.userId)))).code).toBe(
    'TALK_TOO_SOON',
  )
  await c.skipTo(dueAt)
  expect((await refusalOf(c.submit(inspector, 'holdTalk', await aRecord(c, liaison.me.userId)))).code).toBe(
    'PRINCIPAL_ONLY',
  )
  await held(c)
}
