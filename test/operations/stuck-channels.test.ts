import { Client } from 'pg'
import { expect, inject, onTestFinished, test } from 'vitest'
import { spawnPart } from '../../bin/stack.ts'
import { startReceiver } from '../data/receivers.ts'
import { NAMESPACE } from '../setup/running.ts'
import { cured, named } from './board.ts'
import { aPhoto, launch, signIn, until } from './people.ts'

/** Messages that do not go out: a channel that fails, and what was given up; both go once the channel works. */

const stack = inject('stack')

test('a webhook that fails for hours, messages given up after a week, and both sent in the end', async () => {
  const { url, calls, state } = await startReceiver()
  state.status = 503
  const [inspector, administrator, director] = await Promise.all(
    ['taoxingyuan', 'admin', 'weichangfeng'].map((name) => signIn(stack.api, name)),
  )
  if (!inspector || !administrator || !director) throw new Error('nobody signed in')
  // Whatever the hour at which this runs, it is one at which they may be told.
  const wish = await director.api.notification.preference.query()
  const always = { ...wish, quietFrom: '00:00', quietTo: '00:00', daysOff: 'AS_USUAL' as const }
  await director.api.notification.setPreference.mutate(always)
  onTestFinished(async () => void (await director.api.notification.setPreference.mutate(wish)))
  const owner = new Client({ connectionString: stack.admin })
  await owner.connect()
  onTestFinished(() => owner.end())
  const sending = await spawnPart({
    name: 'sending-worker',
    entry: 'worker/main.ts',
    dataDir: stack.dataDir,
    env: {
      DATABASE_URL: stack.database,
      TEMPORAL_ADDRESS: stack.temporal,
      TEMPORAL_NAMESPACE: NAMESPACE,
      CHUANGWEI_CLOCK: 'skipping',
      CHUANGWEI_WEBHOOK_URL: url,
      CHUANGWEI_WEBHOOK_SECRET: 'a secret of two systems',
    },
    ready: { line: 'worker ready' },
  })
  onTestFinished(() => sending.stop())

  const caseId = await launch(inspector, await aPhoto(stack.api, inspector))
  const told = async () =>
    (
      await owner.query<{ id: string }>(
        `select id from notification where case_id = $1 and person_id = 'u-weichangfeng' order by id`,
        [caseId],
      )
    ).rows
  await until(async () => (await told()).length > 0)
  const first = await told()
  // Whichever worker has told it: what goes out is the first message, as one that began to fail so long ago.
  const out = (failing: string) =>
    owner.query(
      `insert into delivery (notification_id, channel, state, next_try_at, failing_since)
       values ($1, 'WEBHOOK', 'WAITING', clock_timestamp(), clock_timestamp() - $2::interval)
       on conflict (notification_id, channel) do update
       set state = 'WAITING', next_try_at = excluded.next_try_at, failing_since = excluded.failing_since`,
      [first[0]?.id, failing],
    )

  await out('2 hours')
  const failing = await named(administrator, null, 'CHANNEL_FAILING', ({ detail }) => detail?.includes('503') === true)
  expect(failing.text.zh).toMatch(/外部推送已连续一小时以上发送失败，\d+条消息等待重发/)
  await out('8 days')
  const given = await named(administrator, null, 'GIVEN_UP')
  expect(given).toMatchObject({ acts: ['resend', 'checkChannel'], facts: { channel: 'WEBHOOK', count: 1 } })
  await cured(administrator, null, 'CHANNEL_FAILING')

  state.status = 204
  expect(await administrator.api.stuck.resend.mutate({ channel: 'WEBHOOK' })).toEqual({ sent: 1 })
  await until(async () => {
    const { rows } = await owner.query(`select from delivery where notification_id = $1 and state = 'SENT'`, [
      first[0]?.id,
    ])
    return rows.length === 1
  })
  expect(calls.length).toBeGreaterThan(2)
  await cured(administrator, null, 'GIVEN_UP')
  const { items } = await administrator.api.administration.log.query({})
  expect(items.map(({ act }) => act)).toContain('messagesResent')
})
