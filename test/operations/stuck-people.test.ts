import { randomUUID } from 'node:crypto'
import { Connection } from '@temporalio/client'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Correction } from '../../domain/corrections.ts'
import { skipTime } from '../setup/skipping.ts'
import { cured, named, onBoard } from './board.ts'
import { aPhoto, launch, type Person, signIn, submit } from './people.ts'

/** Every way in which a process waits for somebody who does not come, made to happen, and named within the minute. */

const stack = inject('stack')
let connection: Connection
let owner: Client
let people: Record<'inspector' | 'director' | 'administrator' | 'head' | 'liaison', Person>

beforeAll(async () => {
  connection = await Connection.connect({ address: stack.temporal })
  owner = new Client({ connectionString: stack.admin })
  await owner.connect()
  const [inspector, director, administrator, head, liaison] = (await Promise.all(
    ['taoxingyuan', 'weichangfeng', 'admin', 'dingzhucheng', 'shijingye'].map((name) => signIn(stack.api, name)),
  )) as [Person, Person, Person, Person, Person]
  people = { inspector, director, administrator, head, liaison }
})
afterAll(async () => {
  await owner.end()
  await connection.close()
})

/** A notice to the unit, signed: it waits for the unit's receipt. */
async function delivered(): Promise<string> {
  const { inspector, director } = people
  const caseId = await launch(inspector, await aPhoto(stack.api, inspector), { unitId: 'D20' })
  await submit(director, caseId, 'signOff', { decision: 'APPROVE', opinion: '' })
  await taskOf(caseId, 'receipt')
  return caseId
}

async function rectifying(): Promise<string> {
  const caseId = await delivered()
  await submit(people.liaison, caseId, 'receipt', { note: '' })
  await taskOf(caseId, 'rectify')
  return caseId
}

async function taskOf(caseId: string, step: string): Promise<{ id: string; due_at: Date; yellow_at: Date }> {
  for (const end = Date.now() + 20_000; Date.now() < end; ) {
    const { rows } = await owner.query<{ id: string; due_at: Date; yellow_at: Date }>(
      `select id, due_at, yellow_at from task where case_id = $1 and step = $2 and state = 'OPEN'`,
      [caseId, step],
    )
    if (rows[0]) return rows[0]
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${caseId} never came to ${step}`)
}

const skipTo = (caseId: string, at: Date) =>
  skipTime(connection, caseId, Math.ceil((at.getTime() - Date.now()) / 1000) + 5)

const correct = (person: Person, caseId: string, taskId: string, act: Correction, form: unknown) =>
  person.api.task.act.mutate({ commandId: randomUUID(), caseId, taskId, act, form })

const accounts = (usernames: string[], active: boolean) =>
  owner.query('update person set active = $2 where username = any ($1)', [usernames, active])

test('a unit without anybody, and one whose people are all on leave', async () => {
  const { administrator } = people
  const caseId = await delivered()
  expect(await onBoard(administrator, caseId)).toEqual([])
  await accounts(['dingzhucheng', 'shijingye'], false)
  try {
    const found = await named(administrator, caseId, 'NOBODY')
    expect(found).toMatchObject({ acts: ['addUser', 'reassign'], step: { zh: '签收督办通知' } })
    expect(found.text.zh).toMatch(/目前没有可用的账号.*请为其开通或恢复账号/)
  } finally {
    await accounts(['dingzhucheng', 'shijingye'], true)
  }
  await cured(administrator, caseId, 'NOBODY')

  await owner.query(
    `insert into leave (id, person_id, substitute_id, from_date, to_date, reason, entered_by)
     select gen_random_uuid(), one.id, other.id, current_date - 1, current_date + 3, '公休', one.id
     from person as one join person as other on other.unit_id = one.unit_id and other.id <> one.id
     where one.username in ('dingzhucheng', 'shijingye') and other.username in ('dingzhucheng', 'shijingye')`,
  )
  const found = await named(administrator, caseId, 'ON_LEAVE')
  expect(found.acts).toEqual(['setSubstitute', 'reassign'])
  expect(found.text.zh).toMatch(/正在请假，没有代理人可以代办/)
  await owner.query(`update leave set ended_at = clock_timestamp() where reason = '公休'`)
  await cured(administrator, caseId, 'ON_LEAVE')
}, 300_000)

test('a step whose assignee is gone', async () => {
  const { administrator, head } = people
  const [caseId, other] = [await delivered(), await delivered()]
  const { rows } = await owner.query<{ id: string }>(`select id from person where username = 'shijingye'`)
  const { id } = await taskOf(caseId, 'receipt')
  await correct(head, caseId, id, 'assign', { userId: rows[0]?.id, reason: '' })
  await accounts(['shijingye'], false)
  try {
    const found = await named(administrator, caseId, 'ASSIGNEE_GONE')
    expect(found).toMatchObject({ acts: ['reassign'], person: { zh: '石敬业' } })
    expect(await onBoard(administrator, other)).toEqual([])
  } finally {
    await accounts(['shijingye'], true)
  }
  await cured(administrator, caseId, 'ASSIGNEE_GONE')
})

test('due soon and not begun, then overdue; a ruling that is late; a hold past its end', async () => {
  const { administrator, liaison } = people
  const [caseId, ruled, held] = [await delivered(), await rectifying(), await rectifying()]
  const receipt = await taskOf(caseId, 'receipt')
  await skipTo(caseId, receipt.yellow_at)
  const soon = await named(administrator, caseId, 'UNCLAIMED')
  expect(soon).toMatchObject({ acts: ['remind', 'reassign', 'recordReceipt'] })
  const { id } = await taskOf(ruled, 'rectify')
  await correct(liaison, ruled, id, 'requestExtension', {
    workingDays: 3,
    cause: 'WEATHER',
    reason: '连日暴雨，清运车辆进不去。',
  })
  await skipTo(ruled, (await taskOf(ruled, 'extensionRuling')).due_at)
  expect(await named(administrator, ruled, 'RULING_OVERRUN')).toMatchObject({ acts: ['remind', 'reassign'] })
  await skipTo(caseId, receipt.due_at)
  const late = await named(administrator, caseId, 'OVERDUE')
  expect(late.acts).toEqual(['remind', 'reassign', 'recordReceipt', 'correctDeadline'])

  const facts = JSON.stringify({ heldSince: '2026-01-05T09:00:00+08:00', heldUntil: '2026-01-20T18:00:00+08:00' })
  const change = (to: string) =>
    owner.query(`update task set facts = facts || $2::jsonb where case_id = $1 and step = 'rectify'`, [held, to])
  await change(facts)
  expect((await named(administrator, held, 'HOLD_OVERRUN')).text.zh).toMatch(/时钟至今没有恢复/)
  await change('{"heldSince": null, "heldUntil": null}')
  await cured(administrator, held, 'HOLD_OVERRUN')
}, 300_000)

test('the board as a file, narrowed as the screen is, and nothing that a spreadsheet would run', async () => {
  const { director, inspector } = people
  const get = (person: Person, path: string) =>
    fetch(`${stack.api}/api/stuck/${path}`, { headers: { authorization: `Bearer ${person.token}` } })
  const csv = await (await get(director, 'export.csv?cause=OVERDUE&language=zh')).text()
  const [head, ...rows] = csv.replace('\uFEFF', '').trim().split('\r\n')
  expect(head).toContain('"原因","文号","流程"')
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.every((row) => row.startsWith('"超期等人办理"'))).toBe(true)
  const workbook = await get(director, 'export.xlsx')
  expect(
    Buffer.from(await workbook.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')
  expect((await get(inspector, 'export.csv')).status).toBe(403)
})
