import { beforeAll, describe, expect, test } from 'vitest'
import { aCase, aUnit } from './builders.ts'
import { type Api, startApi, turnedDown } from './harness.ts'

let api: Api
beforeAll(async () => {
  api = await startApi()
  await aUnit(api.db, 'D1')
})

describe('the REST interface', () => {
  test('is described, and every described path answers', async () => {
    const document = (await (await fetch(`${api.url}/api/openapi.json`)).json()) as {
      openapi: string
      paths: Record<string, Record<string, { summary?: string }>>
    }
    expect(document.openapi).toMatch(/^3\.1/)
    expect(Object.keys(document.paths).sort()).toEqual(
      [
        '/cases',
        '/cases/{caseId}',
        '/cases/{caseId}/acts',
        '/commands/{commandId}',
        '/inbox',
        '/notices',
        '/problems',
        '/session',
        '/units',
      ].sort(),
    )
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, { summary }] of Object.entries(methods)) {
        expect(summary).toMatch(/\p{Script=Han}/u)
        const response = await fetch(`${api.url}/api/v1${path.replace(/\{\w+\}/g, 'x')}`, {
          method: method.toUpperCase(),
          ...(method === 'post' ? { headers: { 'content-type': 'application/json' }, body: '{}' } : {}),
        })
        expect([path, response.status]).toEqual([path, path === '/session' ? 400 : 401])
      }
    }
  })

  test('takes a token from signing in, and no cookie', async () => {
    const { username, token } = await api.someone(['UNIT_HEAD'], 'D1')
    const { caseId, taskId } = await aCase(api.db, 'D1')
    const call = async (path: string, init: RequestInit = {}) => {
      const response = await fetch(`${api.url}/api/v1${path}`, init)
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    }
    const json = { 'content-type': 'application/json' }
    const signedIn = await call('/session', {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ username, password: 'Right-horse-1' }),
    })
    const bearer = { authorization: `Bearer ${String(signedIn.body.token)}` }
    expect((await call('/inbox?filter=unit&limit=5', { headers: bearer })).body).toMatchObject({
      items: [{ caseId }],
      counts: { mine: 1 },
    })
    expect((await call('/inbox?limit=500', { headers: bearer })).body).toMatchObject({
      code: 'BAD_REQUEST',
      refusal: { fields: [{ path: ['limit'] }] },
    })
    expect((await call(`/cases/${caseId}`, { headers: bearer })).body).toMatchObject({ caseId, stage: 'IN_PROGRESS' })
    expect(await call('/cases/DB-1999-0001', { headers: bearer })).toMatchObject({
      status: 404,
      body: { refusal: { code: 'NOT_FOUND' } },
    })
    const act = { commandId: '7f9c24e5-5b1b-4c5e-9b55-0f6c6a3f5d10', taskId, act: 'submit', form: { note: '收到' } }
    const acted = await call(`/cases/${caseId}/acts`, {
      method: 'POST',
      headers: { ...bearer, ...json },
      body: JSON.stringify(act),
    })
    expect(acted).toMatchObject({ status: 200, body: { state: 'RECEIVED', caseId } })
    expect((await call(`/commands/${act.commandId}`, { headers: bearer })).body).toMatchObject({ state: 'RECEIVED' })
    expect(
      (await call('/inbox', { headers: { cookie: `chuangwei.session_token=${encodeURIComponent(token)}` } })).status,
    ).toBe(401)
    // What the REST interface accepts does not loosen what the other one does.
    expect(
      (
        await turnedDown(
          api.client(bearer).notice.preview.query({ limit: { unit: 'WD', value: '5' as unknown as number } }),
        )
      )?.code,
    ).toBe('FORBIDDEN')
  })
})

describe('the server', () => {
  test('answers mistakes as mistakes', async () => {
    const { token } = await api.someone(['UNIT_HEAD'], 'D1')
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const status = async (path: string, init: RequestInit = {}) =>
      (await fetch(`${api.url}${path}`, { headers, ...init })).status
    expect(await status('/api/trpc/nothing.here')).toBe(404)
    expect(await status('/api/trpc/case.get?input={bad')).toBe(400)
    expect(await status('/api/trpc/case.get')).toBe(400)
    expect(await status('/api/trpc/draft.save', { method: 'POST', body: '{"key":' })).toBe(400)
    expect(
      await status('/api/trpc/draft.save', { method: 'POST', body: JSON.stringify({ key: '../x', body: 1 }) }),
    ).toBe(400)
    expect(
      await status('/api/trpc/draft.save', {
        method: 'POST',
        body: JSON.stringify({ key: 'x', body: 'x'.repeat(70_000) }),
      }),
    ).toBe(400)
    expect(await status('/api/trpc/draft.save', { method: 'POST', body: 'x'.repeat(1_100_000) })).toBe(413)
    expect(
      await status('/api/trpc/draft.save', { method: 'POST', body: '{"key":"p","body":{"__proto__":{"polluted":1}}}' }),
    ).toBe(200)
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
    expect(await status('/api/nothing')).toBe(404)
    expect(await status('/api/v1/inbox', { method: 'DELETE', headers: {} })).toBe(404)
    const found = await fetch(`${api.url}/api/trpc/case.get?input=${encodeURIComponent('{"caseId":"\\u0000"}')}`, {
      headers,
    })
    expect(found.status).toBe(400)
    const halves = JSON.stringify({ key: 'p', body: { text: 'a\u0000b \ud800' } })
    expect(await status('/api/trpc/draft.save', { method: 'POST', body: halves })).toBe(400)
  })

  test('shows neither stack nor query, and guards its pages', async () => {
    const response = await fetch(`${api.url}/api/trpc/session.me`)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('cache-control')).toBe('no-store')
    const failed = await (await fetch(`${api.url}/api/trpc/session.end`, { method: 'POST' })).text()
    expect(failed).not.toMatch(/stack|node_modules/)
  })

  test('lives without an engine and says that it is not ready', async () => {
    expect((await fetch(`${api.url}/livez`)).status).toBe(200)
    const ready = await fetch(`${api.url}/readyz`)
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { ok: false, database: true, engine: false, clock: true, storage: true, disk: true },
    ])
  })
})

describe('without the database', () => {
  test('everything is told in words, nothing ends, and it goes on when the database is back', async () => {
    const { api: own, token } = await api.someone(['UNIT_HEAD'], 'D1')
    await api.app.pool.query('select 1')
    await api.stopPostgres()
    const answer = await fetch(`${api.url}/api/trpc/inbox.list?input={}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain('数据库暂时无法访问')
    expect((await fetch(`${api.url}/livez`)).status).toBe(200)
    expect(await turnedDown(api.client().session.create.mutate({ username: 'x', password: 'y' }))).toEqual({
      code: 'SERVICE_UNAVAILABLE',
      refusal: null,
    })
    const rest = await fetch(`${api.url}/api/v1/inbox`, { headers: { authorization: `Bearer ${token}` } })
    expect(rest.status).toBe(503)
    await api.startAgain()
    expect((await own.inbox.list.query({})).counts).toBeDefined()
  })
})

test('one address cannot ask without end, and is told when to come back', async () => {
  const busy = await startApi({ CHUANGWEI_REQUESTS_PER_MINUTE: '60' })
  const answers = await Promise.all(Array.from({ length: 70 }, () => fetch(`${busy.url}/api/trpc/session.me`)))
  const refused = answers.filter((answer) => answer.status === 429)
  expect(refused).toHaveLength(10)
  expect(refused[0]?.headers.get('retry-after')).toMatch(/^\d+$/)
  expect(await refused[0]?.text()).toContain('请稍等一分钟')
  expect((await fetch(`${busy.url}/livez`)).status).toBe(200)
})
