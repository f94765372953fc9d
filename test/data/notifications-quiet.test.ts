import { beforeEach, expect, test } from 'vitest'
import { ofUnit } from '../../domain/people.ts'
import { deliver } from '../../worker/notifier/deliver.ts'
import { mailer } from '../../worker/notifier/mail.ts'
import { webhook } from '../../worker/notifier/webhook.ts'
import { head, startNotified, TUESDAY } from './notified.ts'
import { startMailServer, startReceiver } from './receivers.ts'

const { db, aCase, tell, wishes } = await startNotified()
const { url: smtp, inbox, state: mailServer } = await startMailServer()
const { url: hook, calls } = await startReceiver()
const mail = mailer({ url: smtp, from: 'office@example.cn' }, null)
const post = webhook({ url: hook, secret: 'a secret of two systems' }, null)
const forHead = ofUnit('D25', 'UNIT_HEAD')

let now = TUESDAY
const clock = () => now
const at = (time: string) => {
  now = new Date(`${time}+08:00`)
}
const mails = () => deliver(db, 'EMAIL', mail, clock)
const posts = () => deliver(db, 'WEBHOOK', post, clock)

beforeEach(async () => {
  await db.updateTable('delivery').set({ state: 'MOOT' }).where('state', '=', 'WAITING').execute()
  inbox.length = 0
  calls.length = 0
  mailServer.refusing = false
  now = TUESDAY
  await wishes(head)
})

test('nothing is sent in quiet hours and on days off: it waits for the next opening', async () => {
  const { opens } = await aCase()
  at('2026-11-27T20:30')
  await opens('receipt', forHead)
  await tell(now, ['EMAIL', 'WEBHOOK'])
  for (const time of ['2026-11-27T20:30', '2026-11-28T10:00', '2026-11-29T12:00', '2026-11-30T07:59:59']) {
    at(time)
    await mails()
    await posts()
  }
  expect([inbox.length, calls.length]).toEqual([0, 0])
  at('2026-11-30T08:00')
  await mails()
  await posts()
  expect([inbox.length, calls.length]).toEqual([1, 1])
})

test('a retry does not fall into quiet hours either', async () => {
  mailServer.refusing = true
  const { opens } = await aCase()
  await opens('receipt', forHead)
  at('2026-11-24T19:59:55')
  await tell(now, ['EMAIL'])
  await mails()
  mailServer.refusing = false
  at('2026-11-24T20:00:10')
  await mails()
  expect(inbox).toHaveLength(0)
  at('2026-11-25T08:00')
  await mails()
  expect(inbox).toHaveLength(1)
})

test('who wants one mail a day gets one, at half past eight', async () => {
  await wishes(head, { emailMode: 'DAILY' })
  const { opens } = await aCase()
  await opens('receipt', forHead)
  await tell(now, ['EMAIL'])
  await opens('rectify', forHead)
  at('2026-11-24T15:00')
  await tell(now, ['EMAIL'])
  await mails()
  at('2026-11-25T08:29:59')
  await mails()
  expect(inbox).toHaveLength(0)
  at('2026-11-25T08:30')
  await mails()
  await mails()
  expect(inbox).toHaveLength(1)
  expect(inbox[0]?.subject).toBe('创卫督办：2 条消息')
  expect(inbox[0]?.text).toContain('待办：签收督办通知')
  expect(inbox[0]?.text).toContain('待办：整改并书面反馈')
})

test('who moves their quiet hours is told by the new ones', async () => {
  const { opens } = await aCase()
  at('2026-11-24T20:30')
  await opens('receipt', forHead)
  await wishes(head, { quietFrom: '12:00', quietTo: '13:30', daysOff: 'AS_USUAL' })
  await tell(now, ['EMAIL'])
  await mails()
  expect(inbox).toHaveLength(1)
  at('2026-11-28T12:15')
  await opens('rectify', forHead)
  await tell(now, ['EMAIL'])
  await mails()
  expect(inbox).toHaveLength(1)
  at('2026-11-28T13:30')
  await mails()
  expect(inbox).toHaveLength(2)
})
