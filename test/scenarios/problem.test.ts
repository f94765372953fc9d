import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { ProblemReport } from '../../domain/problem-forms.ts'
import { aNotice, aPhoto, follow, type Person, type Played, refusalOf, signIn } from './rig.ts'

/** Problems (handbook P12): from a report to the closing and beyond it. */

const reporter = await signIn('luqinmian')
const dispatcher = await signIn('jianzhiqiu')
const director = await signIn('weichangfeng')
const inspector = await signIn('taoxingyuan')
const second = await signIn('zhuomingcha')
const head = await signIn('tonghuaijie')
const liaison = await signIn('hongshoujing')
const town = await signIn('shijingye')
const register = { decision: 'REGISTER', severity: 'NORMAL', opinion: '' }

/** A place that no other test reports: the near ones are told by it. */
async function aReport(by: Person, change: Partial<ProblemReport> = {}): Promise<ProblemReport> {
  const lat = 20 + Math.random() * 20
  return {
    category: 'DUMPING',
    source: 'PATROL',
    place: '人民路88号',
    lat,
    lng: 110,
    description: '',
    photos: [await aPhoto(by)],
    ...change,
  }
}

async function reported(by: Person, report: ProblemReport, mergeInto?: string): Promise<Played> {
  const { caseId } = await by.api.problem.report.mutate({ commandId: randomUUID(), report, mergeInto })
  return follow(director, caseId)
}

const order = (change = {}) => ({
  leadUnitId: 'D21',
  coUnitIds: [],
  limit: { unit: 'H', value: 24 },
  requirement: '清运垃圾，清洗地面。',
  basis: '市容条例第三十四条',
  ...change,
})

async function signedFor(c: Played) {
  await c.submit(dispatcher, 'checkReport', register)
  await c.submit(dispatcher, 'dispatch', order())
  await c.submit(liaison, 'signFor', { decision: 'ACCEPT' })
}

async function putRight(c: Played) {
  const photosAfter = [await aPhoto(liaison), await aPhoto(liaison)]
  const report = { measures: '已清运两车，地面已冲洗。', doneAt: await c.now(), photosBefore: [], photosAfter }
  return c.submit(liaison, 'rectify', report)
}

async function verified(c: Played, result: 'PASS' | 'FAIL', by = inspector) {
  const fail = result === 'FAIL' ? { failReason: 'PARTLY_DONE' } : {}
  return c.submit(by, 'verify', { mode: 'ON_SITE', result, opinion: '现场查看。', photos: [await aPhoto(by)], ...fail })
}

async function lookedBack(c: Played, result: 'HELD' | 'RELAPSED') {
  const photos = [await aPhoto(inspector)]
  await c.submit(inspector, 'lookBack', { visitedAt: await c.now(), result, opinion: '现场查看。', photos })
}

test('put right in time: registered, dispatched by duty, checked by another, looked back at twice', async () => {
  const c = await reported(reporter, await aReport(reporter, { roadSectionId: 'L10', category: 'OCCUPY_ROAD' }))
  // Who reported it sees it before and after it is anybody's; the unit only once it is dispatched.
  expect((await c.view(reporter)).stage).toBe('REPORTED')
  expect((await refusalOf(c.view(liaison))).code).toBe('NOT_FOUND')
  expect((await refusalOf(c.submit(reporter, 'checkReport', register))).code).toBe('NOT_YOUR_ROLE')
  await c.submit(dispatcher, 'checkReport', register)
  expect((await c.until('dispatch')).context).toMatchObject({
    leadUnitId: 'D21',
    leader: expect.stringContaining('雷霁川'),
  })
  expect((await refusalOf(c.submit(dispatcher, 'dispatch', order({ coUnitIds: ['D21'] })))).code).toBe(
    'CO_HANDLER_IS_LEAD',
  )
  await c.submit(dispatcher, 'dispatch', order({ coUnitIds: ['D20'] }))
  await c.submit(liaison, 'signFor', { decision: 'ACCEPT' })
  expect(await c.view(town)).toMatchObject({ stage: 'RECTIFYING', unit: { id: 'D21' } })
  await putRight(c)
  expect((await refusalOf(verified(c, 'PASS', liaison))).code).toBe('RECUSED')
  await verified(c, 'PASS')
  expect(await c.view()).toMatchObject({ stage: 'LOOK_BACK', outcome: 'PASSED' })
  for (const days of [7, 23]) {
    await c.skip({ days, hours: 1 })
    await lookedBack(c, 'HELD')
  }
  expect(await c.view(reporter)).toMatchObject({ stage: 'CLOSED', outcome: 'PASSED' })
})

test('returned and forced: once with grounds, then the director decides', async () => {
  const c = await reported(dispatcher, await aReport(dispatcher))
  await c.submit(dispatcher, 'checkReport', register)
  await c.submit(dispatcher, 'dispatch', order())
  const back = {
    decision: 'RETURN',
    returnReason: 'JURISDICTION',
    grounds: '该地块属住建部门管理。',
    suggestedUnitId: 'D20',
  }
  await c.submit(liaison, 'signFor', back)
  expect(await c.view()).toMatchObject({ stage: 'RETURNED' })
  expect((await c.until('redispatch')).context).toMatchObject({ returnedBy: 'D21', suggestedUnitId: 'D20' })
  expect((await refusalOf(c.submit(dispatcher, 'redispatch', order()))).code).toBe('FORCED_BY_DIRECTOR')
  await c.submit(director, 'redispatch', order())
  expect((await refusalOf(c.submit(liaison, 'signFor', back))).code).toBe('RETURN_USED')
  // Not signed for in time: told by telephone, and the clock starts.
  await c.skipTo((await c.until('signFor')).dueAt)
  const spokenAt = await c.now()
  await c.submit(dispatcher, 'phoneDelivery', { spokenTo: '佟怀洁', spokenAt, note: '已告知时限。' })
  expect(await c.until('rectify')).toMatchObject({
    dueAt: new Date(Date.parse(spokenAt) + 24 * 3_600_000).toISOString(),
  })
})

test('merged: the near one is found, told, and keeps its reporters', async () => {
  const report = await aReport(dispatcher)
  const first = await reported(dispatcher, report)
  const near = await reporter.api.problem.near.query({ category: 'DUMPING', lat: (report.lat ?? 0) + 0.0003, lng: 110 })
  expect(near).toMatchObject([{ caseId: first.caseId, metres: 33, closed: false }])
  expect(await reporter.api.problem.near.query({ category: 'POSTING', lat: report.lat, lng: 110 })).toEqual([])
  const again = await reported(reporter, { ...report, photos: [await aPhoto(reporter)] }, first.caseId)
  expect(await again.view(reporter)).toMatchObject({ outcome: 'MERGED', content: { mergedInto: first.caseId } })
  const third = await reported(dispatcher, { ...report, photos: [await aPhoto(dispatcher)] })
  expect((await third.until('checkReport')).context.near).toContain(first.caseId)
  await third.submit(dispatcher, 'checkReport', { decision: 'MERGE', mergeInto: 'WT-1999-0001', opinion: '' })
  expect((await third.until('checkReport')).context.refused).toBe('WT-1999-0001')
  await third.submit(dispatcher, 'checkReport', { decision: 'MERGE', mergeInto: first.caseId, opinion: '' })
  await ended(third)
  expect(await third.view()).toMatchObject({ stage: 'CLOSED', outcome: 'MERGED' })
  const merged = await director.api.problem.merged.query({ caseId: first.caseId })
  expect(merged.map((one) => one.reporter)).toEqual(['卢勤勉', '简知秋'])
  expect((await first.ledger()).filter((type) => type === 'reportMerged')).toHaveLength(2)
  const mine = await reporter.api.problem.register.query({ of: 'mine', limit: 100 })
  expect(mine.items.find(({ no }) => no === again.caseId)).toMatchObject({ mergedInto: first.caseId, over: true })
  const late = reporter.api.problem.report.mutate({ commandId: randomUUID(), report, mergeInto: third.caseId })
  expect((await refusalOf(late)).code).toBe('MERGE_UNFIT')
})

test('failed twice: done again in half the time, then a notice that a person signs, which it follows', async () => {
  const c = await reported(dispatcher, await aReport(dispatcher))
  await signedFor(c)
  await putRight(c)
  await verified(c, 'FAIL')
  const again = await c.until('rectify')
  expect(again.dueSum.limit).toEqual({ unit: 'H', value: 12 })
  expect((await c.view()).stage).toBe('RECHECK_FAIL')
  await putRight(c)
  await verified(c, 'FAIL')
  expect((await c.until('escalate')).context.failure).toBe('FAILED_TWICE')
  await c.submit(inspector, 'escalate', { decision: 'NOTICE', reason: '两次核查不通过。' })
  await c.submit(inspector, 'draftNotice', await aNotice(inspector, { unitId: 'D21' }))
  expect((await c.view()).stage).toBe('ESCALATED')
  const notice = await noticeOf(c)
  await notice.submit(director, 'signOff', { decision: 'APPROVE', opinion: '' })
  await notice.submit(head, 'receipt', { note: '' })
  const photosAfter = [await aPhoto(head), await aPhoto(head)]
  const measures = '已全部清运并安排专人值守。'
  await notice.submit(head, 'rectify', { measures, doneAt: await notice.now(), photosBefore: [], photosAfter })
  const visit = {
    visitedAt: await notice.now(),
    coInspectorId: second.me.userId,
    result: 'PASS',
    opinion: '现场已恢复。',
  }
  await notice.submit(inspector, 'reinspect', { ...visit, photos: [await aPhoto(inspector)] })
  await notice.submit(second, 'countersign', { decision: 'AGREE', opinion: '' })
  await notice.skip({ days: 31 })
  if ((await notice.view()).stage !== 'CLOSED') {
    const photos = [await aPhoto(inspector)]
    await notice.submit(inspector, 'lookBack', {
      visitedAt: await notice.now(),
      result: 'HELD',
      opinion: '无反弹。',
      photos,
    })
  }
  await ended(c)
  expect(await c.view()).toMatchObject({
    stage: 'CLOSED',
    outcome: 'PASSED',
    kin: [{ kind: 'rectification', outcome: 'PASSED' }],
  })
})

test('overdue: the office may let the unit go on, and nothing is noticed by itself', async () => {
  const c = await reported(dispatcher, await aReport(dispatcher))
  await signedFor(c)
  await c.skipTo((await c.until('rectify')).dueAt)
  expect((await c.until('escalate')).context.failure).toBe('OVERDUE')
  const limit = { unit: 'WD', value: 2 }
  await c.submit(dispatcher, 'escalate', { decision: 'GO_ON', limit, reason: '连日大雨，清运车未能进场。' })
  expect((await c.until('rectify')).dueSum.limit).toEqual(limit)
  await putRight(c)
  await verified(c, 'PASS')
  expect(await c.view()).toMatchObject({ outcome: 'PASSED', kin: [] })
})

test('relapsed: reported again, seen at the look-back, reopened; the third time a notice is proposed', async () => {
  const report = await aReport(dispatcher)
  const c = await reported(dispatcher, report)
  await signedFor(c)
  for (const again of ['reported', 'seen', 'reopened']) {
    await putRight(c)
    await verified(c, 'PASS')
    if (again === 'reported') await reported(reporter, { ...report, photos: [await aPhoto(reporter)] }, c.caseId)
    if (again === 'reopened') await c.correct(director, null, 'reopen', { reason: '夜间又有人偷倒。' })
    if (again === 'seen') {
      await c.skip({ days: 7, hours: 1 })
      await lookedBack(c, 'RELAPSED')
    }
    if (again === 'reopened') break
    await c.submit(dispatcher, 'dispatch', order())
    await c.submit(liaison, 'signFor', { decision: 'ACCEPT' })
  }
  expect((await c.until('escalate')).context.failure).toBe('RELAPSED')
  expect(await c.view()).toMatchObject({ stage: 'NOTICE_PROPOSED', outcome: null, content: { relapses: 3 } })
})

async function noticeOf(c: Played): Promise<Played> {
  for (const end = Date.now() + 15_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 200))) {
    const child = (await c.view()).kin.find(({ relation }) => relation === 'child')
    if (child) return follow(director, child.caseId)
  }
  throw new Error('no notice came of it')
}

async function ended(c: Played) {
  for (const end = Date.now() + 15_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 200))) {
    if ((await c.view()).stage === 'CLOSED') return
  }
  throw new Error('it never ended')
}
