import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client, Connection } from '@temporalio/client'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import { createTRPCClient, httpLink } from '@trpc/client'
import { Client as Postgres } from 'pg'
import { expect, inject, test } from 'vitest'
import type { AppRouter } from '../../api/router.ts'
import { entriesIn } from '../data/unzip.ts'
import { NAMESPACE } from '../setup/running.ts'
import { commander, deputy, director, dispatcher, inspector } from './cast.ts'
import { aPhoto, follow, refusalOf, signIn } from './rig.ts'

/** Who complained is found nowhere but where it is locked away (reliability §5: S2, X16, I20). */

const stack = inject('stack')
const NAME = '欧阳隐名'
const PHONE = '13987654321'
const secrets = [NAME, PHONE]
/** As they would stand in text, in bytes shown as hexadecimal, and in base64. */
const shapes = secrets.flatMap((secret) => [secret, Buffer.from(secret).toString('hex'), escaped(secret)])
function escaped(secret: string) {
  return JSON.stringify(secret)
    .slice(1, -1)
    .replaceAll(/[^\u0020-\u007e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
const leaks = (where: string, said: string) =>
  shapes.filter((shape) => said.includes(shape)).map((shape) => `${where}: ${shape}`)

async function inDatabase(name: string): Promise<string[]> {
  const url = new URL(stack.admin)
  url.pathname = `/${name}`
  const db = new Postgres({ connectionString: url.href })
  await db.connect()
  try {
    const { rows: tables } = await db.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    const found: string[] = []
    for (const { name: table } of tables) {
      const { rows } = await db.query<{ row: string }>(`select t::text as row from ${table} as t`)
      found.push(...rows.flatMap(({ row }) => leaks(`${name} ${table}`, row)))
    }
    return found
  } finally {
    await db.end()
  }
}

const inLogs = (): string[] =>
  readdirSync(stack.dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.log'))
    .flatMap(({ parentPath, name }) => leaks(name, readFileSync(join(parentPath, name), 'utf8')))

async function inHistory(caseId: string): Promise<string[]> {
  const connection = await Connection.connect({ address: stack.temporal })
  const handle = new Client({ connection, namespace: NAMESPACE }).workflow.getHandle(caseId)
  const history = historyToJSON(await handle.fetchHistory())
  // Payloads are base64 in it: each is read.
  const payloads = [...history.matchAll(/"data": ?"([A-Za-z0-9+/=]+)"/g)].map(([, data]) =>
    Buffer.from(data ?? '', 'base64').toString('utf8'),
  )
  const { raw: _raw, ...described } = await handle.describe()
  await connection.close()
  expect(payloads.length).toBeGreaterThan(10)
  return leaks('history', [history, ...payloads, JSON.stringify(described)].join('\n'))
}

test('complaint privacy: nobody finds who it was', async () => {
  const anybody = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${stack.api}/api/trpc` })] })
  const handler = await signIn('luqinmian')
  const registration = {
    channel: 'PHONE' as const,
    place: `望溪路${NAME}家门口`,
    words: `我是${NAME}，电话${PHONE}，也可以打 139-8765-4321。门口的垃圾桶满了五天没有人来收。`,
    photos: [],
    name: NAME,
    phone: PHONE,
    confidential: 'YES' as const,
  }
  const register = (change = {}) =>
    dispatcher.api.complaint.register.mutate({ commandId: randomUUID(), registration: { ...registration, ...change } })
  const refused = (await register({ place: '' }).catch(
    (error: unknown) => JSON.stringify(error) + String(error),
  )) as unknown
  expect(leaks('error', String(refused))).toEqual([])
  const { caseId, receipt } = await register()
  const c = await follow(dispatcher, caseId)
  expect(JSON.stringify(await c.view())).toContain('垃圾桶满了五天')
  await c.submit(dispatcher, 'triage', {
    decision: 'ACCEPT',
    class: 'A',
    title: '望溪路垃圾桶未清运',
    summary: '望溪路一处垃圾桶满溢五天未清运。',
    handlerUnitId: 'T01',
  })
  await c.submit(handler, 'handle', {
    result: 'SOLVED',
    facts: '经现场核查，垃圾桶确已满溢。',
    measures: '已清运并增加频次。',
    basis: '',
    photos: [await aPhoto(handler)],
  })
  await c.submit(dispatcher, 'reply', { decision: 'SEND', reply: '您反映的垃圾桶满溢问题已清运完毕。' })

  // Opened with a reason, by those who may; kept, and seen by the auditor.
  expect((await refusalOf(inspector.api.complaint.openIdentity.mutate({ caseId, reason: '想看看' }))).code).toBe(
    'FORBIDDEN',
  )
  expect((await refusalOf(handler.api.complaint.openIdentity.mutate({ caseId, reason: '办理需要' }))).code).toBe(
    'FORBIDDEN',
  )
  await expect(director.api.complaint.openIdentity.mutate({ caseId, reason: '' })).rejects.toThrow(/./)
  const who = await director.api.complaint.openIdentity.mutate({ caseId, reason: '电话回访' })
  expect(who).toMatchObject({ name: NAME, phone: PHONE, words: registration.words })
  const auditor = await signIn('shenheshi')
  const [opening, ...others] = await auditor.api.complaint.openings.query({ caseId })
  expect(opening).toMatchObject({ name: '魏长风', reason: '电话回访', caseId })
  expect(others).toEqual([])

  await c.submit(director, 'callBack', {
    way: 'PHONE',
    at: await c.now(),
    solved: 'YES',
    satisfied: 'YES',
    words: '已向本人核实。',
  })
  await expect.poll(async () => (await c.view()).outcome).toBe('SOLVED')

  for (const person of [handler, commander, deputy, inspector, auditor, dispatcher, director]) {
    const list = await person.api.complaint.list.query({ search: person === handler ? '' : receipt })
    const notifications = await person.api.notification.list.query({})
    const seen = JSON.stringify([await c.view(person), list, notifications])
    expect(leaks(person.me.name, seen)).toEqual([])
  }
  const told = await anybody.complaint.follow.mutate({ receipt })
  expect(leaks('public page', JSON.stringify(told))).toEqual([])
  expect(JSON.stringify(told)).not.toMatch(/简知秋|魏长风|卢勤勉|街道/)

  const headers = { authorization: `Bearer ${dispatcher.token}` }
  const workbook = await fetch(`${stack.api}/api/complaints/export.xlsx`, { headers })
  const sheets = [...entriesIn(Buffer.from(await workbook.arrayBuffer())).values()].join('')
  expect(sheets).toContain('望溪路垃圾桶未清运')
  expect(leaks('workbook', sheets)).toEqual([])

  expect(await inHistory(caseId)).toEqual([])
  expect(await inDatabase('chuangwei')).toEqual([])
  expect(await inDatabase('temporal')).toEqual([])
  expect(await inDatabase('temporal_visibility')).toEqual([])
  expect(inLogs()).toEqual([])
})
