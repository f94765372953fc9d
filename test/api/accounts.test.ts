import { beforeAll, describe, expect, test } from 'vitest'
import { aUnit } from './builders.ts'
import { type Api, PASSWORD, startApi, turnedDown } from './harness.ts'

let api: Api
beforeAll(async () => {
  api = await startApi()
  await aUnit(api.db, 'D1')
})

const signIn = (username: string, password: string) =>
  turnedDown(api.client().session.create.mutate({ username, password }))

describe('accounts', () => {
  test('separate duties, unique names, and always one administrator', async () => {
    const administrator = await api.someone(['SYS_ADMIN'], 'OFFICE')
    const create = (change: object) =>
      turnedDown(
        administrator.api.user.create.mutate({
          name: '丁筑成',
          username: 'dingzc',
          password: PASSWORD,
          roles: ['UNIT_HEAD'],
          unitId: 'D1',
          ...change,
        }),
      )
    expect(
      (await create({ roles: ['SYS_ADMIN', 'OFFICE_DIRECTOR'], unitId: 'OFFICE' }))?.refusal?.fields[0]?.path,
    ).toEqual(['roles'])
    expect((await create({ roles: ['OFFICE_DIRECTOR'] }))?.refusal?.fields[0]?.path).toEqual(['roles'])
    expect((await create({ unitId: 'D99' }))?.refusal?.fields[0]?.path).toEqual(['unitId'])
    expect((await create({ password: '12345678' }))?.refusal?.fields[0]?.path).toEqual(['password'])
    expect((await create({ username: '<script>' }))?.refusal?.fields[0]?.path).toEqual(['username'])
    expect(await create({ username: ' ＤｉｎｇＺＣ ' })).toBeNull()
    expect((await create({ username: 'DINGZC' }))?.refusal?.fields[0]?.path).toEqual(['username'])
    expect(await signIn('dingzc', PASSWORD)).toBeNull()

    const others = (await administrator.api.user.list.query()).filter(
      (user) => user.roles.includes('SYS_ADMIN') && user.userId !== administrator.userId,
    )
    for (const { userId } of others)
      await administrator.api.user.update.mutate({ userId, roles: ['SYS_ADMIN'], unitId: 'OFFICE', active: false })
    const give = turnedDown(
      administrator.api.user.update.mutate({
        userId: administrator.userId,
        roles: ['AUDITOR'],
        unitId: 'OFFICE',
        active: true,
      }),
    )
    expect((await give)?.refusal?.code).toBe('LAST_ADMINISTRATOR')
  })

  test('a reset password opens the account and ends its sessions', async () => {
    const administrator = await api.someone(['SYS_ADMIN'], 'OFFICE')
    const { userId, username, api: own } = await api.someone(['UNIT_HEAD'], 'D1')
    for (let n = 0; n < 5; n += 1) await signIn(username, 'wrong')
    expect(await administrator.api.user.resetPassword.mutate({ userId, password: 'Given-by-admin-1' })).toEqual({
      sessionsEnded: 1,
    })
    expect(await own.session.me.query()).toBeNull()
    expect(await signIn(username, 'Given-by-admin-1')).toBeNull()
  })
})
