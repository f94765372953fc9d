import { randomUUID } from 'node:crypto'
import { expect, inject, test } from 'vitest'
import {
  aReport,
  director,
  dispatcher,
  ended,
  liaison,
  lookedBack,
  order,
  putRight,
  register,
  reported,
  reporter,
  town,
  verified,
} from './problem-cast.ts'
import { aPhoto, refusalOf } from './rig.ts'

/** Problems (handbook P12): from a report to the closing and beyond it. */

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
  const paper = async (key: string) => {
    const url = `${inject('stack').api}/api/cases/${c.caseId}/documents/${key}.docx?format=html`
    return (await fetch(url, { headers: { authorization: `Bearer ${director.token}` } })).text()
  }
  const notice = await paper('rectify-notice-1')
  expect(notice).toMatch(/云创整改〔\d{4}〕\d+号/)
  expect(notice).toContain('清运垃圾，清洗地面。')
  const closing = await paper('close-form-1')
  expect(closing).toMatch(/云创销号〔\d{4}〕\d+号/)
  expect(closing).toContain('已清运两车')
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
  await ended(again)
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
