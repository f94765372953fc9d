import { afterAll, beforeAll, expect, test } from 'vitest'
import { announceParts } from '../../bin/settings.ts'
import { connect } from '../../db/connect.ts'
import { noteOperation } from '../../db/operations.ts'
import type { HealthKey } from '../../domain/health.ts'
import { aStack } from '../faults/stack.ts'
import { aPhoto, chuangwei, launch, type Person, signIn } from './people.ts'

/** What the administrator reads when something may be wrong. */

const { addresses: stack } = await aStack()
const { db, close } = connect(stack.database)
let administrator: Person

beforeAll(async () => {
  announceParts(stack.dataDir, { databaseUrl: stack.database, temporalAddress: stack.temporal })
  administrator = await signIn(stack.api, 'admin')
})
afterAll(close)

async function lightOf(key: HealthKey) {
  const { parts } = await administrator.api.health.overview.query()
  return parts.find((part) => part.key === key)
}

test('a stack that works is well in every part but the backup that nobody made', async () => {
  await noteOperation(db, 'RESTORE', {})
  const { parts } = await administrator.api.health.overview.query()
  const ill = parts.filter(({ light }) => light !== 'GREEN')
  expect(ill.map(({ key }) => key)).toEqual(['backup'])
  expect(ill[0]?.todo?.zh).toContain('chuangwei -- backup')
  expect(parts.every(({ says }) => says.zh !== '' && says.en !== '')).toBe(true)
})

test('a backup makes it well, and a restore after it makes it count no more', async () => {
  expect((await chuangwei(stack.dataDir, ['backup'])).code).toBe(0)
  expect(await lightOf('backup')).toMatchObject({ light: 'GREEN', todo: null })
  await noteOperation(db, 'RESTORE', {})
  expect(await lightOf('backup')).toMatchObject({ light: 'RED' })
})

test('every open flow is on the board with the code that runs and the rules it follows', async () => {
  const inspector = await signIn(stack.api, 'taoxingyuan')
  await launch(inspector, await aPhoto(stack.api, inspector))
  const { versions, more } = await administrator.api.health.overview.query()
  expect(more).toBe(false)
  const open = await db
    .selectFrom('cases')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('stage', '!=', 'CLOSED')
    .where('engine_no', '>', 0)
    .executeTakeFirstOrThrow()
  expect(versions.reduce((sum, { flows }) => sum + flows, 0)).toBe(open.count)
  expect(versions).toContainEqual(
    expect.objectContaining({ kind: 'rectification', running: true, rules: expect.stringMatching(/^[0-9a-f]{8}$/) }),
  )
})

test('whoever else asks is told what they lack', async () => {
  const inspector = await signIn(stack.api, 'taoxingyuan')
  await expect(inspector.api.health.overview.query()).rejects.toThrow('系统状况')
})
