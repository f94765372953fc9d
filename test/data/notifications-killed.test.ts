import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { ofUnit } from '../../domain/people.ts'
import { actor, head, startNotified } from './notified.ts'
import { startMailServer, startReceiver } from './receivers.ts'

const { db, url, aCase, wishes } = await startNotified()
const { url: smtp, inbox } = await startMailServer()
const { url: hook, calls } = await startReceiver()
const liaison = actor('zhulianfang', '祝联芳', 'UNIT_LIAISON', 'D25')

async function startProcess(minutesAhead: number) {
  const script = fileURLToPath(new URL('notifier-process.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', script, String(minutesAhead)], {
    env: {
      ...process.env,
      DATABASE_URL: url,
      CHUANGWEI_SMTP_URL: smtp,
      CHUANGWEI_MAIL_FROM: 'office@example.cn',
      CHUANGWEI_WEBHOOK_URL: hook,
      CHUANGWEI_WEBHOOK_SECRET: 'a secret of two systems',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return async () => {
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
}

test('killed again and again in the midst of its work, it tells everything, each with one message id', {
  timeout: 120_000,
}, async () => {
  const always = { quietFrom: '00:00', quietTo: '00:00', daysOff: 'AS_USUAL' as const }
  await wishes(head, always)
  await wishes(liaison, always)
  const kills = 5
  const each = 12
  for (let life = 0; life < kills; life += 1) {
    const kill = await startProcess(life * 3)
    for (let made = 0; made < each; made += 1) {
      const { opens } = await aCase()
      await opens('receipt', ofUnit('D25', 'UNIT_HEAD', 'UNIT_LIAISON'))
    }
    await sleep(life * 35)
    await kill()
  }
  const keys = kills * each * 2
  const kill = await startProcess(kills * 3)
  const waiting = async () =>
    (await db.selectFrom('delivery').select('id').where('state', '!=', 'SENT').execute()).length
  const sent = async () => (await db.selectFrom('delivery').select('id').where('state', '=', 'SENT').execute()).length
  await vi.waitUntil(async () => (await sent()) === keys * 2 && (await waiting()) === 0, {
    timeout: 60_000,
    interval: 100,
  })
  await kill()

  expect(await db.selectFrom('notification').select('id').execute()).toHaveLength(keys)
  expect(new Set(inbox.map((mail) => mail.id)).size).toBe(keys)
  expect(new Set(calls.map((call) => call.headers['x-chuangwei-id'])).size).toBe(keys)
  // Only a kill between the server's yes and its being noted repeats a message, under the same id: at most those four under way.
  expect(inbox.length - keys).toBeLessThanOrEqual(kills * 4)
})
