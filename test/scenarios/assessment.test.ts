import { randomUUID } from 'node:crypto'
import { Connection, ScheduleClient, type ScheduleHandle, ScheduleOverlapPolicy } from '@temporalio/client'
import { expect, inject, test } from 'vitest'
import { scoreOf } from '../../domain/assessment/score.ts'
import { fullMarks } from '../../domain/assessment/scoring.ts'
import { handItems } from '../../domain/assessment/sheets.ts'
import {
  approve,
  checker,
  closed,
  commander,
  deputy,
  director,
  onSite,
  opened,
  scorer,
  sheetOf,
  unitsOf,
} from './assessment-cast.ts'
import { NAMESPACE } from '../setup/running.ts'
import { aNotice, aPhoto, follow, launch, refusalOf, replay, signIn } from './rig.ts'

/** The half-year assessment (handbook P18, §3): from its schedule to the bulletin, item by item. */

const head = await signIn('d10head')
const liaison = await signIn('d10liaison')

test('by hand: scored item by item by others than the unit, appealed, ruled on by others, published in bands', async () => {
  const plan = {
    year: 2024,
    half: 'H1' as const,
    unitIds: ['D10', 'D11'],
    scorerIds: [scorer, checker].map(({ me }) => me.userId),
  }
  const { whole, units } = await opened(plan)
  const c = await follow(director, units.D10 ?? '')
  const claimed = fullMarks('COUNTY-1', handItems('COUNTY-1'))
  const self = { items: claimed.slice(1), account: '逐项自查，资料齐全。' }
  expect((await refusalOf(c.submit(liaison, 'selfReview', self))).fields[0]?.text.zh).toContain('C1')
  await c.submit(liaison, 'selfReview', {
    ...self,
    items: claimed.map((item) =>
      item.code.startsWith('C') ? { code: item.code, applies: 'NO', reason: '没有承建设施' } : item,
    ),
  })

  const scoring = await c.until('scoreOnSite')
  expect(scoring.context).toMatchObject({ sheet: 'COUNTY-1', claimed: expect.stringContaining('C1=-') as string })
  const none = { applies: 'NO' as const, points: undefined, reason: '没有承建设施' }
  const photos = [await aPhoto(scorer)]
  const form = await onSite(c, scorer, {
    C1: none,
    C2: none,
    A1: { points: 38 },
    D3: { points: 0.6 },
    E1: { points: 1.5, reason: '一处公示牌信息不准', photos },
  })
  // Nobody of the unit scores it.
  expect((await refusalOf(c.submit(head, 'scoreOnSite', await onSite(c, head)))).code).toBe('RECUSED')
  expect((await refusalOf(c.submit(checker, 'scoreOnSite', form))).code).toBe('NOT_NAMED')
  const unfounded = await refusalOf(c.submit(scorer, 'scoreOnSite', form))
  expect(unfounded.fields.map(({ path }) => path[2])).toEqual(['reason', 'reason'])
  const founded = await onSite(c, scorer, {
    C1: none,
    C2: none,
    A1: { points: 38, reason: '一项任务只完成一半', photos },
    D3: { points: 0.6, reason: '经费来源没有落实', photos },
    E1: { points: 1.5, reason: '一处公示牌信息不准', photos },
  })
  await c.submit(scorer, 'scoreOnSite', founded)
  expect((await refusalOf(c.submit(scorer, 'checkScores', approve))).code).toBe('RECUSED')
  await c.submit(checker, 'checkScores', approve)

  // 38 + 30 + 7 + 4.5 + 2 of 85: no facilities, no complaints.
  await c.until('appealScore')
  const preliminary = await sheetOf(head, c.caseId)
  expect(preliminary).toMatchObject({ final: false, publishedAt: null })
  expect(scoreOf(preliminary.sheet)).toMatchObject({
    earned: 8_150,
    applicable: 8_500,
    total: 9_588,
    band: 'EXCELLENT',
  })
  expect((await refusalOf((await signIn('d11head')).api.assessment.sheet.query({ caseId: c.caseId }))).code).toBe(
    'NOT_FOUND',
  )

  const appeal = (item: string) => ({
    decision: 'APPEAL',
    items: [{ item, grounds: '经费文件已补报，附文件。', photos: [] }],
  })
  expect((await refusalOf(c.submit(head, 'appealScore', appeal('C1')))).code).toBe('INVALID_FORM')
  await c.submit(head, 'appealScore', appeal('D3'))
  const ruling = { item: 'D3', decision: 'CORRECT', correction: 1, reason: '文件属实，更正。' }
  expect((await refusalOf(c.submit(scorer, 'ruleOnScore', { items: [ruling] }))).code).toBe('RECUSED')
  expect((await refusalOf(c.submit(deputy, 'ruleOnScore', { items: [{ ...ruling, item: 'B1' }] }))).code).toBe(
    'INVALID_FORM',
  )
  await c.submit(deputy, 'ruleOnScore', { items: [ruling] })
  await closed(c, 'SCORED')
  const final = await sheetOf(head, c.caseId)
  expect(final.final).toBe(true)
  expect(final.sheet.lines.filter(({ item }) => item === 'D3').map(({ points }) => points)).toEqual([60, 100])
  // 82.5 of 85: ninety-seven and six hundredths.
  expect(scoreOf(final.sheet).total).toBe(9_706)

  const vetoed = await follow(director, units.D11 ?? '')
  await vetoed.skipTo((await vetoed.until('selfReview')).dueAt)
  // The other way round, as the scheme has it.
  const veto = { veto: 'FALSE_DATA', documentNo: '云创指〔2024〕8号' }
  await vetoed.submit(checker, 'scoreOnSite', { ...(await onSite(vetoed, checker)), vetoes: [veto] })
  await vetoed.submit(scorer, 'checkScores', approve)
  await vetoed.skipTo((await vetoed.until('appealScore')).dueAt)
  await closed(vetoed, 'SCORED')

  expect((await whole.until('approveResults')).context).toMatchObject({
    units: '2',
    bands: '优秀1个，良好0个，合格0个，不合格1个',
  })
  await whole.submit(commander, 'approveResults', { decision: 'RETURN', opinion: '说明否决依据。' })
  await whole.submit(director, 'explainResults', { account: '依据指挥部文件，已告知单位。' })
  await whole.submit(commander, 'approveResults', approve)
  await closed(whole, 'PUBLISHED')
  const scores = await director.api.assessment.scores.query({ year: 2024 })
  expect(scores.map(({ unitId, total, band, vetoed: failed }) => [unitId, total, band, failed])).toEqual([
    ['D10', 9_706, 'EXCELLENT', false],
    ['D11', 10_000, 'FAILED', true],
  ])
  const papers = (await whole.view()).ledger.filter(({ type }) => type === 'documentIssued').length
  expect(papers).toBe(2)
  expect(await documentOf('assess-notice-1', whole.caseId)).toContain('县级半年考核评分表')
  const bulletin = await documentOf('bulletin-1', whole.caseId)
  expect(bulletin).toContain('优秀（1个）')
  expect(bulletin).toContain('数据材料弄虚作假查实（依据云创指〔2024〕8号）')
  const first = /云创分〔\d{4}〕\d+号/.exec(await documentOf('score-sheet-1', c.caseId))?.[0]
  const correction = await documentOf('score-correction-1', c.caseId)
  expect(correction).toMatch(/云创分更〔\d{4}〕\d+号/)
  expect(correction).toContain(`${first}《考核得分单》`)
  expect(correction).toContain('97.06（优秀）')
})

test('by itself: opened once for a half-year however often it is started; drawn from its cases when it is over', async () => {
  const before = await director.api.assessment.schedule.query()
  expect(before.paused).toBeNull()
  expect(before.nextRuns?.[0]).toMatch(/(?:06-30|12-31)T01:00:00/)
  await director.api.assessment.pause.mutate({ reason: '机构改革期间暂停' })
  expect(await director.api.assessment.schedule.query()).toEqual({ paused: '机构改革期间暂停', nextRuns: [] })
  await director.api.assessment.pause.mutate({ reason: null })

  const now = new Date(Date.now() + 8 * 3_600_000)
  const year = now.getUTCFullYear()
  const half = now.getUTCMonth() < 6 ? ('H1' as const) : ('H2' as const)
  await Promise.all(Array.from({ length: 4 }, triggered))
  const caseId = `KH-${year}-${half}`
  await expect
    .poll(async () => (await cases()).filter((id) => id.startsWith(`KH-${year}`)), { timeout: 20_000 })
    .toEqual([caseId])
  await triggered()
  const whole = await follow(director, caseId)
  const { content } = await whole.view()
  const draft = { ...(content as object), unitIds: ['D12'], title: '本期检查考核' }
  expect((await refusalOf(whole.submit(director, 'draftScheme', { ...draft, year: year - 1 }))).code).toBe(
    'INVALID_FORM',
  )
  await whole.submit(director, 'draftScheme', draft)
  await whole.submit(commander, 'signScheme', { decision: 'RETURN', opinion: '写明考核对象。' })
  expect((await whole.until('draftScheme')).context.returned).toBe('写明考核对象。')
  await whole.submit(director, 'draftScheme', draft)
  await whole.submit(commander, 'signScheme', approve)
  const taken = { title: '再次考核', year, half, scheme: '另行考核一次，试一试。', unitIds: [] }
  const again = director.api.assessment.open.mutate({ commandId: randomUUID(), plan: taken })
  expect((await refusalOf(again)).code).toBe('ASSESSMENT_TAKEN')

  const notice = await launch(scorer, await aNotice(scorer, { unitId: 'D12', title: '考核期内的督办' }))
  await notice.submit(director, 'signOff', approve)
  const units = await unitsOf(whole, 1)
  const c = await follow(director, units.D12 ?? '')
  const d12 = await signIn('d12head')
  await c.submit(d12, 'selfReview', {
    items: fullMarks('COUNTY-1', handItems('COUNTY-1')),
    account: '逐项自查，资料齐全。',
  })
  // The half-year is not over: nothing is drawn yet.
  await expect.poll(async () => (await c.view()).stage).toBe('DRAWING')
  await c.skipTo(
    new Date(Date.UTC(half === 'H1' ? year : year + 1, half === 'H1' ? 6 : 0, 1) - 8 * 3_600_000).toISOString(),
  )
  await c.submit(scorer, 'scoreOnSite', await onSite(c, scorer))
  await c.submit(checker, 'checkScores', approve)
  await c.submit(d12, 'appealScore', { decision: 'ACCEPT' })
  await closed(c, 'SCORED')
  const { sheet } = await sheetOf(d12, c.caseId)
  const drawn = sheet.lines.filter(({ item }) => item === 'B1')
  expect(drawn).toEqual([
    {
      item: 'B1',
      points: -100,
      reason: '第一次督办：考核期内的督办',
      caseId: notice.caseId,
      deduction: 'FIRST_NOTICE',
    },
  ])
  await whole.submit(commander, 'approveResults', approve)
  await closed(whole, 'PUBLISHED')
  const { info } = await schedule((handle) => handle.describe())
  await replay(info.recentActions[0]?.action.workflow.workflowId ?? '', 'openHalfYear-by itself')
})

/** The schedule as an administrator has it. */
async function schedule<T>(ask: (handle: ScheduleHandle) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: inject('stack').temporal })
  try {
    return await ask(new ScheduleClient({ connection, namespace: NAMESPACE }).getHandle('KH-SCHEDULE'))
  } finally {
    await connection.close()
  }
}

const triggered = () => schedule((handle) => handle.trigger(ScheduleOverlapPolicy.ALLOW_ALL))

const cases = async () =>
  (await director.api.case.list.query({ kind: 'assessment', limit: 200 })).items.map(({ caseId }) => caseId)

async function documentOf(key: string, caseId: string): Promise<string> {
  const url = `${inject('stack').api}/api/cases/${caseId}/documents/${key}.docx`
  const headers = { authorization: `Bearer ${director.token}` }
  const docx = await fetch(url, { headers })
  expect(docx.headers.get('content-type')).toContain('wordprocessingml')
  expect((await docx.arrayBuffer()).byteLength).toBeGreaterThan(4_000)
  return (await fetch(`${url}?format=html`, { headers })).text()
}
