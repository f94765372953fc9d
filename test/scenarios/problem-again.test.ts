import { expect, test } from 'vitest'
import {
  aReport,
  director,
  dispatcher,
  ended,
  head,
  inspector,
  liaison,
  lookedBack,
  noticeOf,
  order,
  putRight,
  reported,
  reporter,
  second,
  signedFor,
  verified,
} from './problem-cast.ts'
import { aNotice, aPhoto } from './rig.ts'

/** Problems that were not put right the first time (handbook P12): failed, overdue, relapsed. */

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
