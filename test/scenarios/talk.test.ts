import { expect, test } from 'vitest'
import {
  aRecord,
  commander,
  deputy,
  director,
  failedTwice,
  head,
  held,
  inspector,
  liaison,
  report,
  summoned,
  underway,
} from './cast.ts'
import { refusalOf } from './rig.ts'

/** A talk at its appointed time, put off by both sides; formal reminders by hand. */

const DAY = 86_400_000
const after = (instant: string, days: number) => new Date(Date.parse(instant) + days * DAY).toISOString()

test('put off: asked for once, ruled on, made known anew, counted, and red only when it is due', async () => {
  const c = await failedTwice()
  const appointed = after(await c.now(), 20)
  await summoned(c, appointed)
  const first = await c.until('holdTalk')
  expect(first).toMatchObject({ dueAt: appointed, light: 'GREEN', facts: { putOff: { unit: 0, office: 0 } } })
  expect(first.dueSum.appointed?.at).toBe(appointed)
  await c.skip({ days: 10 })
  expect((await c.until('holdTalk')).light).toBe('GREEN')
  expect((await refusalOf(c.submit(inspector, 'holdTalk', await aRecord(c, head.me.userId)))).code).toBe('TALK_NOT_ON')

  const later = after(appointed, 3)
  const asked = { at: later, reason: '县外出差，附公函。' }
  expect((await refusalOf(c.correct(liaison, 'holdTalk', 'requestReschedule', asked))).code).toBe('NOT_YOUR_ROLE')
  expect(
    (await refusalOf(c.correct(head, 'holdTalk', 'requestReschedule', { ...asked, at: after(appointed, 60) }))).fields,
  ).toHaveLength(1)
  await c.correct(head, 'holdTalk', 'requestReschedule', asked)
  expect((await c.until('holdTalk')).facts.pending).toBe('reschedule')
  await c.submit(deputy, 'rescheduleRuling', {
    decision: 'GRANT',
    at: later,
    place: '县政府三号会议室',
    reason: '情况属实',
  })
  await c.submit(head, 'talkReceipt', { note: '' })
  const second = await c.until('holdTalk')
  expect(second).toMatchObject({ dueAt: later, context: { place: '县政府三号会议室' }, facts: { putOff: { unit: 1 } } })
  expect(
    (await refusalOf(c.correct(head, 'holdTalk', 'requestReschedule', { ...asked, at: after(later, 1) }))).code,
  ).toBe('RESCHEDULE_USED')

  const byOffice = (at: string) => ({ at, place: '县政府二号会议室', reason: '指挥长临时公务' })
  expect((await refusalOf(c.correct(commander, 'holdTalk', 'reschedule', byOffice(await c.now())))).code).toMatch(
    /DATE_BEFORE|INVALID_FORM/,
  )
  const last = after(later, 1)
  await c.correct(commander, 'holdTalk', 'reschedule', byOffice(last))
  await c.submit(head, 'talkReceipt', { note: '' })
  expect((await c.until('holdTalk')).facts.putOff).toEqual({ unit: 1, office: 1 })
  await c.skipTo(last)
  expect((await c.until('holdTalk')).light).toBe('RED')

  await c.submit(inspector, 'holdTalk', { ...(await aRecord(c, head.me.userId)), attendance: 'REFUSED' })
  expect((await c.until('reappointTalk')).context.attendance).toBe('REFUSED')
  const again = after(await c.now(), 7)
  await c.submit(director, 'reappointTalk', { at: again, place: '县政府二号会议室', reason: '另行约谈' })
  await c.submit(head, 'talkReceipt', { note: '' })
  await c.until('holdTalk')
  await c.skipTo(again)
  await held(c)
  const issued = (await c.view()).ledger.filter(({ data }) => (data as { docType?: string })?.docType === 'TALK_NOTICE')
  expect(issued).toHaveLength(4)
  expect((await c.view()).stage).toBe('TALK_HELD')
})

test('formal reminders by hand: numbered without gaps, for units only', async () => {
  const c = await underway()
  const letter = { note: '请抓紧清运并报送进度。', way: 'LETTER' }
  await c.correct(inspector, 'rectify', 'remind', letter)
  await c.correct(inspector, 'rectify', 'remind', { ...letter, note: '请务必按期办结。' })
  await c.correct(inspector, 'rectify', 'remind', { note: '请按期反馈。' })
  expect((await c.until('rectify')).facts.reminders).toBe(3)
  const numbers = (await c.view()).ledger
    .filter(({ data }) => (data as { docType?: string })?.docType === 'URGE_LETTER')
    .map(({ data }) => Number(/〕(\d+)号$/.exec((data as { documentNo: string }).documentNo)?.[1]))
  expect(numbers).toHaveLength(2)
  expect(new Set(numbers).size).toBe(2)
  await report(c)
  expect((await refusalOf(c.correct(director, 'reinspect', 'remind', letter))).code).toBe('LETTER_UNIT_ONLY')
})
