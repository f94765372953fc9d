import { createHmac } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { failingChannels, givenUpDeliveries, takeDeliveries } from '../../db/deliveries.ts'
import { forgetOld } from '../../db/retention.ts'
import { ofUnit } from '../../domain/people.ts'
import { backOff, deliver } from '../../worker/notifier/deliver.ts'
import { mailer } from '../../worker/notifier/mail.ts'
import { webhook } from '../../worker/notifier/webhook.ts'
import { head, startNotified, TUESDAY } from './notified.ts'
import { startMailServer, startReceiver } from './receivers.ts'

const { db, aCase, tell, wishes } = await startNotified()
const { url: smtp, inbox, state: mailServer } = await startMailServer()
const { url: hook, calls, state: receiver } = await startReceiver()
const SECRET = 'a secret of two systems'
const ORIGIN = 'https://chuangwei.example.cn'
const mail = mailer({ url: smtp, from: '创卫办 <office@example.cn>' }, ORIGIN)
const post = webhook({ url: hook, secret: SECRET }, ORIGIN)
const forHead = ofUnit('D25', 'UNIT_HEAD')

let now = TUESDAY
const clock = () => now
const mails = () => deliver(db, 'EMAIL', mail, clock)
const posts = () => deliver(db, 'WEBHOOK', post, clock)

beforeEach(async () => {
  await db.updateTable('delivery').set({ state: 'MOOT' }).where('state', '=', 'WAITING').execute()
  inbox.length = 0
  calls.length = 0
  mailServer.refusing = false
  receiver.status = 204
  now = TUESDAY
  await wishes(head)
})

test('a mail says what it is about and where to go', async () => {
  const { caseId, opens, title } = await aCase()
  await opens('receipt', forHead)
  await tell(now, ['EMAIL'])
  await mails()
  expect(inbox).toHaveLength(1)
  expect(inbox[0]).toMatchObject({ to: 'u-jiatongshang@example.cn', subject: '待办：签收督办通知' })
  expect(inbox[0]?.text).toContain(`云创督办〔2026〕1号“${title}”`)
  expect(inbox[0]?.text).toContain(`${ORIGIN}/cases/${caseId}`)
})

test('one mail and no more, although whoever sends it dies between any two steps', async () => {
  const { opens, say } = await aCase()
  const taskId = await opens('receipt', forHead)
  await tell(now, ['EMAIL'])
  await db.updateTable('notifier_position').set({ ledger_id: 0 }).execute()
  await tell(now, ['EMAIL'])

  // Died after it had taken the delivery and before it sent it.
  expect(await takeDeliveries(db, 'EMAIL', now, 200)).toHaveLength(1)
  await mails()
  expect(inbox).toHaveLength(0)
  now = new Date(now.getTime() + 121_000)
  await Promise.all([mails(), mails(), mails()])
  expect(inbox).toHaveLength(1)

  now = new Date(now.getTime() + 24 * 3_600_000)
  await say('taskYellow', { taskId })
  await tell(now, ['EMAIL'])
  await mails()
  await mails()
  expect(inbox.map((one) => one.subject)).toEqual(['待办：签收督办通知', '临近到期：签收督办通知'])
  expect(new Set(inbox.map((one) => one.id)).size).toBe(2)
})

test('a mail server that refuses is tried again later and later, and holds nothing else up', async () => {
  mailServer.refusing = true
  const { opens } = await aCase()
  await opens('receipt', forHead)
  await tell(now, ['EMAIL', 'WEBHOOK'])
  await mails()
  await posts()
  expect(inbox).toHaveLength(0)
  expect(calls).toHaveLength(1)
  await mails()
  const waiting = () =>
    db
      .selectFrom('delivery')
      .selectAll()
      .where('channel', '=', 'EMAIL')
      .where('state', '=', 'WAITING')
      .executeTakeFirst()
  expect(await waiting()).toMatchObject({ tries: 1, failing_since: now, next_try_at: new Date(now.getTime() + 10_000) })
  expect((await waiting())?.last_error).toContain('451')

  now = new Date(now.getTime() + 10_000)
  await mails()
  expect(await waiting()).toMatchObject({
    tries: 2,
    failing_since: TUESDAY,
    next_try_at: new Date(now.getTime() + 20_000),
  })
  expect([1, 2, 3, 9, 10, 40].map(backOff)).toEqual([10_000, 20_000, 40_000, 2_560_000, 3_600_000, 3_600_000])

  mailServer.refusing = false
  now = new Date(now.getTime() + 20_000)
  await mails()
  expect(inbox).toHaveLength(1)
  expect(await waiting()).toBeUndefined()
})

test('a channel that has failed for over an hour is on the administrator’s list, until it works', async () => {
  mailServer.refusing = true
  const { opens } = await aCase()
  await opens('receipt', forHead)
  await tell(now, ['EMAIL'])
  await mails()
  const since = new Date(Date.now() - 3_700_000)
  await db.updateTable('delivery').set({ failing_since: since }).where('state', '=', 'WAITING').execute()
  expect(await failingChannels(db)).toMatchObject([
    { channel: 'EMAIL', waiting: 1, since, last_error: expect.stringContaining('451') },
  ])
  mailServer.refusing = false
  now = new Date(now.getTime() + 60_000)
  await mails()
  expect(await failingChannels(db)).toEqual([])
})

test('no mail goes to who wants none, has no address, has left, or whose task is meanwhile done', async () => {
  const { opens, say } = await aCase()
  await wishes(head, { emailMode: 'OFF' })
  await opens('receipt', forHead)
  await tell(now, ['EMAIL'])
  await wishes(head, { email: '' })
  await opens('statement', forHead)
  await tell(now, ['EMAIL'])
  await wishes(head)
  const done = await opens('rectify', forHead)
  await tell(now, ['EMAIL'])
  await say('taskSubmitted', { taskId: done, step: 'rectify', form: {}, late: false }, head)
  await mails()
  await opens('defense', forHead)
  await tell(now, ['EMAIL'])
  await db.updateTable('person').set({ active: false }).where('id', '=', head.userId).execute()
  await mails()
  await db.updateTable('person').set({ active: true }).where('id', '=', head.userId).execute()
  expect(inbox).toEqual([])
})

test('a webhook is signed, names itself the same however often it is tried, and says nothing of what is sealed', async () => {
  receiver.status = 503
  const { caseId, opens } = await aCase()
  await opens('receipt', forHead)
  await tell(now, ['WEBHOOK'])
  await posts()
  receiver.status = 204
  now = new Date(now.getTime() + 10_000)
  await posts()
  await posts()
  expect(calls).toHaveLength(2)
  for (const { headers, body } of calls) {
    const signed = createHmac('sha256', SECRET)
      .update(`${String(headers['x-chuangwei-timestamp'])}.${body}`)
      .digest('hex')
    expect(headers['x-chuangwei-signature']).toBe(`sha256=${signed}`)
  }
  expect(calls[1]?.headers['x-chuangwei-timestamp']).toBe(String(now.getTime() / 1000))
  expect(calls[1]?.headers['x-chuangwei-id']).toBe(calls[0]?.headers['x-chuangwei-id'])
  expect(JSON.parse(calls[1]?.body ?? '')).toMatchObject({
    kind: 'TASK_OPENED',
    caseId,
    person: { username: 'jiatongshang' },
    title: { zh: '待办：签收督办通知' },
    link: `${ORIGIN}/cases/${caseId}`,
  })

  const { opens: opensSealed, title, caseId: sealedId } = await aCase()
  await opensSealed('defense', forHead, { sealed: true })
  await tell(now, ['WEBHOOK'])
  await posts()
  expect(calls[2]?.body).not.toContain(title)
  expect(calls[2]?.body).not.toContain(sealedId)
  expect(calls[2]?.body).toContain('您有一件移送事项待办')
})

test('what is given up is told to the administrator, with to whom it was to go', async () => {
  const { opens } = await aCase()
  await opens('receipt', forHead)
  await tell(now, ['EMAIL'])
  mailServer.refusing = true
  await mails()
  now = new Date(now.getTime() + 8 * 24 * 3_600_000)
  await mails()
  const [given] = await givenUpDeliveries(db, now)
  expect(given).toMatchObject({ channel: 'EMAIL', people: ['贾通商'] })
  expect(await givenUpDeliveries(db, new Date(now.getTime() + 40 * 24 * 3_600_000))).toEqual([])
})

test('what was read is kept for a year, what was not for two, and what still waits to go out longer', async () => {
  const made = await Promise.all(Array.from({ length: 3 }, () => aCase()))
  for (const { opens } of made) await opens('receipt', forHead)
  await tell(now, ['WEBHOOK'])
  const [read, unread, waiting] = made.map(({ caseId }) => caseId) as [string, string, string]
  await db.updateTable('notification').set({ read_at: now }).where('case_id', 'in', [read, waiting]).execute()
  const done = db.selectFrom('notification').select('id').where('case_id', 'in', [read, unread])
  await db.updateTable('delivery').set({ state: 'SENT' }).where('notification_id', 'in', done).execute()
  const left = async (years: number) => {
    await forgetOld(db, new Date(now.getTime() + (years * 365 + 1) * 24 * 3_600_000))
    const rows = await db.selectFrom('notification').select('case_id').distinct().execute()
    return [read, unread, waiting].map((id) => rows.some((row) => row.case_id === id))
  }
  expect(await left(0)).toEqual([true, true, true])
  expect(await left(1)).toEqual([false, true, true])
  expect(await left(2)).toEqual([false, false, true])
})
