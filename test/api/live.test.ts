import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { appendLedger } from '../../db/ledger.ts'
import { aCase, aUnit } from './builders.ts'
import { type Api, startApi } from './harness.ts'

let api: Api
beforeAll(async () => {
  api = await startApi()
  await aUnit(api.db, 'D1')
  await aUnit(api.db, 'D2')
})

type Event = { type: string; id: string | null; data: string }

/** An open stream of changes, read as a browser would. */
async function listen(token: string, lastEventId?: string) {
  const ends = new AbortController()
  const response = await fetch(`${api.url}/api/trpc/live.changes?input={}`, {
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'text/event-stream',
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
    signal: ends.signal,
  })
  const events: Event[] = []
  let ended = false
  const reading = (async () => {
    let text = ''
    for await (const chunk of response.body ?? []) {
      text += new TextDecoder().decode(chunk)
      const parts = text.split('\n\n')
      text = parts.pop() ?? ''
      for (const part of parts) {
        const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(part)?.[1] ?? null
        events.push({ type: field('event') ?? 'message', id: field('id'), data: field('data') ?? '' })
      }
    }
  })()
    .catch(() => undefined)
    .finally(() => {
      ended = true
    })
  const until = async (holds: () => boolean) => {
    for (const end = Date.now() + 5_000; !holds(); await new Promise((resolve) => setTimeout(resolve, 20))) {
      if (Date.now() > end) throw new Error(`never came: ${JSON.stringify(events)}`)
    }
  }
  await until(() => events.some((event) => event.type === 'connected') || ended)
  const changes = () =>
    events
      .filter((event) => event.type === 'message')
      .map((event) => (JSON.parse(event.data) as { caseId: string }).caseId)
  return {
    status: response.status,
    events,
    changes,
    until,
    ended: () => ended,
    close: () => {
      ends.abort()
      return reading
    },
  }
}

const change = (caseId: string) =>
  api.db.transaction().execute((trx) =>
    appendLedger(trx, caseId, [
      {
        kind: 'EVENT',
        engineNo: 1,
        at: new Date().toISOString(),
        actor: null,
        commandId: null,
        type: 'taskYellow',
        data: { taskId: 'x' },
      },
    ]),
  )

test('a unit hears of its own cases only, the office of all', async () => {
  const unit = await api.someone(['UNIT_HEAD'], 'D1')
  const office = await api.someone(['OFFICE_DIRECTOR'], 'OFFICE')
  const own = await aCase(api.db, 'D1')
  const foreign = await aCase(api.db, 'D2')
  const [ofUnit, ofOffice] = await Promise.all([listen(unit.token), listen(office.token)])
  await change(foreign.caseId)
  await change(own.caseId)
  await ofOffice.until(() => ofOffice.changes().length === 2)
  await ofUnit.until(() => ofUnit.changes().length === 1)
  expect(ofOffice.changes()).toEqual([foreign.caseId, own.caseId])
  expect(ofUnit.changes()).toEqual([own.caseId])
  await Promise.all([ofUnit.close(), ofOffice.close()])
})

test('who helps with a case, to whom it is delegated and whose role it needs hear of it, nobody else', async () => {
  await aUnit(api.db, 'D4')
  const helper = await api.someone(['UNIT_LIAISON'], 'D4')
  const delegate = await api.someone(['UNIT_HEAD'], 'D2')
  const reviewer = await api.someone(['LEGAL_REVIEWER'], 'D2')
  const officer = await api.someone(['ORG_OFFICER'], 'D2')
  const helped = await aCase(api.db, 'D1', {
    facts: { coUnits: ['D4'], delegate: { userId: delegate.userId, name: '' } },
  })
  const reviewed = await aCase(api.db, 'D1', { roles: ['LEGAL_REVIEWER'], unitId: null })
  const everybody = [helper, delegate, reviewer, officer]
  const streams = await Promise.all(everybody.map(({ token }) => listen(token)))
  for (const { caseId } of [helped, reviewed]) await change(caseId)
  const last = await aCase(api.db, 'D2', { roles: ['LEGAL_REVIEWER', 'ORG_OFFICER'], facts: { coUnits: ['D4'] } })
  await change(last.caseId)
  await Promise.all(streams.map((stream) => stream.until(() => stream.changes().includes(last.caseId))))
  const heard = streams.map((stream) => stream.changes().slice(0, -1))
  expect(heard).toEqual([[helped.caseId], [helped.caseId], [reviewed.caseId], []])
  await Promise.all(streams.map((stream) => stream.close()))
  const again = await listen(reviewer.token, '0')
  await again.until(() => again.changes().includes(last.caseId))
  expect(again.changes()).toContain(reviewed.caseId)
  expect(again.changes()).not.toContain(helped.caseId)
  await again.close()
})

test('after a gap it hears what it missed; an id that somebody made up is ignored', async () => {
  const unit = await api.someone(['UNIT_HEAD'], 'D1')
  const own = await aCase(api.db, 'D1')
  const foreign = await aCase(api.db, 'D2')
  const first = await listen(unit.token)
  await change(own.caseId)
  await first.until(() => first.changes().length === 1)
  const last = first.events.find((event) => event.type === 'message')?.id ?? ''
  await first.close()
  const missed = await aCase(api.db, 'D1')
  await change(missed.caseId)
  await change(foreign.caseId)
  const second = await listen(unit.token, last)
  await second.until(() => second.changes().includes(missed.caseId))
  expect(second.changes()).not.toContain(foreign.caseId)
  await second.close()
  for (const forged of ['-1', "1' or '1'='1", '9'.repeat(40)]) {
    const third = await listen(unit.token, forged)
    expect(third.status).toBe(200)
    await third.close()
  }
})

test('it is cut when the session is revoked, and tells the client not to come back', async () => {
  const administrator = await api.someone(['SYS_ADMIN'], 'OFFICE')
  const unit = await api.someone(['UNIT_HEAD'], 'D1')
  const stream = await listen(unit.token)
  const began = Date.now()
  await administrator.api.user.revokeSessions.mutate({ userId: unit.userId })
  await stream.until(stream.ended)
  expect(Date.now() - began).toBeLessThan(2_000)
  expect(stream.events.at(-1)).toMatchObject({
    type: 'serialized-error',
    data: expect.stringContaining('UNAUTHORIZED'),
  })
})

test('it goes on when the database cuts its connection, and misses nothing', async () => {
  const unit = await api.someone(['UNIT_HEAD'], 'D1')
  const own = await aCase(api.db, 'D1')
  const stream = await listen(unit.token)
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'chuangwei-live'`
    .execute(api.db)
    .catch(() => undefined)
  await change(own.caseId)
  await stream.until(() => stream.changes().includes(own.caseId))
  const again = await aCase(api.db, 'D1')
  await change(again.caseId)
  await stream.until(() => stream.changes().includes(again.caseId))
  expect(stream.ended()).toBe(false)
  await stream.close()
})
