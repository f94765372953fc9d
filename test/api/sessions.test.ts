import { createTRPCClient, httpBatchLink } from '@trpc/client'
import { beforeAll, describe, expect, test } from 'vitest'
import type { AppRouter } from '../../api/router.ts'
import { aUnit } from './builders.ts'
import { type Api, PASSWORD, startApi, turnedDown } from './harness.ts'

let api: Api
beforeAll(async () => {
  api = await startApi({ CHUANGWEI_PROXY: '127.0.0.1' })
  await aUnit(api.db, 'D1')
})

const signIn = (username: string, password: string, ip = '10.0.0.1') =>
  turnedDown(api.client({ 'x-forwarded-for': ip }).session.create.mutate({ username, password }))

const post = (path: string, headers: Record<string, string>, body?: unknown) =>
  fetch(`${api.url}/api/trpc/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

describe('the first administrator', () => {
  test('is set up once, while there is nobody, however many ask at once', async () => {
    expect(await api.client().session.setupNeeded.query()).toBe(true)
    const setUp = (username: string) =>
      turnedDown(api.client().session.createFirstAdministrator.mutate({ name: '安可行', username, password: PASSWORD }))
    expect(
      (
        await turnedDown(
          api.client().session.createFirstAdministrator.mutate({ name: '安可行', username: 'root', password: 'short' }),
        )
      )?.refusal?.fields[0]?.path,
    ).toEqual(['password'])
    const answers = await Promise.all(['root1', 'root2', 'root3', 'root4'].map(setUp))
    expect(answers.filter((answer) => answer === null)).toHaveLength(1)
    expect(answers.filter((answer) => answer?.refusal?.code === 'ALREADY_SET_UP')).toHaveLength(3)
    expect(await api.client().session.setupNeeded.query()).toBe(false)
  })
})

describe('signing in', () => {
  test('sets a cookie that scripts cannot read, and a token that works alone', async () => {
    const { username, token } = await api.someone(['UNIT_HEAD'], 'D1')
    const response = await post('session.create', {}, { username: ` ${username.toUpperCase()} `, password: PASSWORD })
    const cookie = response.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    expect(cookie).toMatch(/Max-Age=43200/)
    const me = await api.client({ cookie: cookie.split(';')[0] ?? '' }).session.me.query()
    expect(me).toMatchObject({
      username,
      roles: ['UNIT_HEAD'],
      unit: { id: 'D1' },
      capabilities: expect.arrayContaining(['task.act']),
    })
    expect((await api.client({ authorization: `Bearer ${token}` }).session.me.query())?.username).toBe(username)
    expect(await api.client({ authorization: 'Bearer nonsense' }).session.me.query()).toBeNull()
    // The database holds no key: its token is worth nothing without our signature.
    expect(await api.client({ authorization: `Bearer ${token.split('.')[0]}` }).session.me.query()).toBeNull()
  })

  test('five wrong passwords lock the account for everybody, the administrator opens it', async () => {
    const { username, userId } = await api.someone(['UNIT_HEAD'], 'D1')
    const administrator = await api.someone(['SYS_ADMIN'], 'OFFICE')
    const left: (string | undefined)[] = []
    for (let n = 1; n <= 5; n += 1) left.push((await signIn(username, 'wrong'))?.refusal?.text.zh)
    expect(left.slice(0, 4).map((text) => /\d/.exec(text ?? '')?.[0])).toEqual(['4', '3', '2', '1'])
    expect(left[4]).toContain('请15分钟后再试')
    const right = await signIn(username, PASSWORD, '10.9.9.9')
    expect(right).toMatchObject({ code: 'TOO_MANY_REQUESTS', refusal: { code: 'SIGN_IN_LOCKED' } })
    expect((await administrator.api.user.list.query()).find((user) => user.userId === userId)?.lockedMinutes).toBe(15)
    await administrator.api.user.unlock.mutate({ userId })
    expect(await signIn(username, PASSWORD)).toBeNull()
    expect((await administrator.api.user.list.query()).find((user) => user.userId === userId)?.lockedMinutes).toBeNull()
  })

  test('guesses side by side and in a batch are counted one by one', async () => {
    const { username } = await api.someone(['UNIT_HEAD'], 'D1')
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => signIn(username, `wrong${n}`)))
    expect(answers.filter((answer) => answer?.refusal?.code === 'SIGN_IN_WRONG').length).toBeLessThanOrEqual(4)
    const { username: other } = await api.someone(['UNIT_HEAD'], 'D1')
    const batch = createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: `${api.url}/api/trpc` })] })
    const guesses = await Promise.all(
      Array.from({ length: 8 }, () => turnedDown(batch.session.create.mutate({ username: other, password: 'wrong' }))),
    )
    expect(guesses.filter((answer) => answer?.refusal?.code === 'SIGN_IN_LOCKED').length).toBeGreaterThanOrEqual(4)
    const tooMany = await Promise.all(Array.from({ length: 11 }, () => turnedDown(batch.session.me.query())))
    expect(tooMany[0]?.code).toBe('BAD_REQUEST')
  })

  test('an unknown name and a closed account are told the same as a wrong password', async () => {
    const { username, userId } = await api.someone(['UNIT_HEAD'], 'D1')
    const administrator = await api.someone(['SYS_ADMIN'], 'OFFICE')
    await administrator.api.user.update.mutate({ userId, roles: ['UNIT_HEAD'], unitId: 'D1', active: false })
    expect(await signIn(username, PASSWORD)).toEqual(await signIn('nobody-here', 'wrong'))
  })

  test('one address cannot try many accounts', async () => {
    const answers = []
    for (let n = 0; n < 61; n += 1) answers.push(await signIn(`guess-${n}`, 'wrong', '10.6.6.6'))
    expect(answers.at(59)?.refusal?.code).toBe('SIGN_IN_WRONG')
    expect(answers.at(60)?.refusal?.code).toBe('SIGN_IN_LOCKED')
  })
})

describe('a session ends', () => {
  test('at once when it is revoked, and when its person signs out or is closed', async () => {
    const administrator = await api.someone(['SYS_ADMIN'], 'OFFICE')
    const first = await api.someone(['UNIT_HEAD'], 'D1')
    expect(await turnedDown(first.api.inbox.list.query({}))).toBeNull()
    expect(await administrator.api.user.revokeSessions.mutate({ userId: first.userId })).toEqual({ sessionsEnded: 1 })
    expect((await turnedDown(first.api.inbox.list.query({})))?.code).toBe('UNAUTHORIZED')

    const second = await api.someone(['UNIT_HEAD'], 'D1')
    await second.api.session.end.mutate()
    expect((await turnedDown(second.api.inbox.list.query({})))?.code).toBe('UNAUTHORIZED')

    const third = await api.someone(['UNIT_HEAD'], 'D1')
    await administrator.api.user.update.mutate({
      userId: third.userId,
      roles: ['UNIT_HEAD'],
      unitId: 'D1',
      active: false,
    })
    expect((await turnedDown(third.api.inbox.list.query({})))?.code).toBe('UNAUTHORIZED')
  })

  test('after twelve hours, used or not', async () => {
    const { api: own, userId } = await api.someone(['UNIT_HEAD'], 'D1')
    const { expires_at: expires } = await api.db
      .selectFrom('auth_session')
      .select('expires_at')
      .where('person_id', '=', userId)
      .executeTakeFirstOrThrow()
    expect(Math.round((expires.getTime() - Date.now()) / 360_000)).toBe(120)
    await api.db
      .updateTable('auth_session')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .where('person_id', '=', userId)
      .execute()
    expect(await own.session.me.query()).toBeNull()
  })

  test('everywhere else when the password changes', async () => {
    const { username, api: own } = await api.someone(['UNIT_HEAD'], 'D1')
    const { token } = await api.client().session.create.mutate({ username, password: PASSWORD })
    const elsewhere = api.client({ authorization: `Bearer ${token}` })
    expect(
      (await turnedDown(own.session.changePassword.mutate({ current: 'wrong', next: 'Another-1-horse' })))?.refusal,
    ).toMatchObject({ code: 'PASSWORD_WRONG' })
    expect(await own.session.changePassword.mutate({ current: PASSWORD, next: 'Another-1-horse' })).toEqual({
      changed: true,
      otherSessionsEnded: 1,
    })
    expect(await elsewhere.session.me.query()).toBeNull()
    expect((await own.session.me.query())?.username).toBe(username)
    expect(await signIn(username, PASSWORD)).toMatchObject({ code: 'UNAUTHORIZED' })
    expect(await signIn(username, 'Another-1-horse')).toBeNull()
  })

  test('but a changed role counts from the next request', async () => {
    const administrator = await api.someone(['SYS_ADMIN'], 'OFFICE')
    const { userId, api: own } = await api.someone(['OFFICE_INSPECTOR'], 'OFFICE')
    expect((await turnedDown(own.stuck.board.query()))?.code).toBe('FORBIDDEN')
    await administrator.api.user.update.mutate({ userId, roles: ['OFFICE_DISPATCHER'], unitId: 'OFFICE', active: true })
    expect(await turnedDown(own.stuck.board.query())).toBeNull()
  })
})

describe('a foreign page', () => {
  test("can do nothing with a browser's cookie", async () => {
    const { token } = await api.someone(['UNIT_HEAD'], 'D1')
    const cookie = `chuangwei.session_token=${encodeURIComponent(token)}`
    const own = new URL(api.url).origin
    expect((await post('session.me', { cookie, origin: 'https://evil.example' })).status).toBe(403)
    const save = (headers: Record<string, string>) =>
      post('draft.save', { cookie, ...headers }, { key: 'launch', body: {} })
    expect((await save({ origin: 'https://evil.example' })).status).toBe(403)
    expect((await save({ origin: 'null' })).status).toBe(403)
    expect((await save({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await save({ 'sec-fetch-site': 'same-site' })).status).toBe(403)
    expect((await save({})).status).toBe(403)
    expect(
      (await save({ 'content-type': 'multipart/form-data; boundary=x', origin: 'https://evil.example' })).status,
    ).toBe(403)
    expect((await save({ origin: own })).status).toBe(200)
    expect((await save({ 'sec-fetch-site': 'same-origin' })).status).toBe(200)
    const asGet = await fetch(`${api.url}/api/trpc/session.end`, { headers: { cookie } })
    expect(asGet.status).toBe(405)
  })
})
