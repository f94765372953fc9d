import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { announceParts } from '../../bin/settings.ts'
import { aRelease } from '../setup/release.ts'
import { aStack } from '../faults/stack.ts'
import { aPhoto, chuangwei, launch, signIn, submit } from './people.ts'

/** Before a deployment: the flows that run are asked whether they would go on with the code at hand. */

const { addresses: stack } = await aStack()
let release: string
let caseId: string

beforeAll(async () => {
  announceParts(stack.dataDir, { databaseUrl: stack.database, temporalAddress: stack.temporal })
  const [inspector, director] = await Promise.all([signIn(stack.api, 'taoxingyuan'), signIn(stack.api, 'weichangfeng')])
  caseId = await launch(inspector, await aPhoto(stack.api, inspector))
  await submit(director, caseId, 'signOff', { decision: 'APPROVE', opinion: '' })
  release = await aRelease()
})
afterAll(() => rm(release, { recursive: true, force: true }))

test('the code that runs would go on with every open flow', async () => {
  const { code, said } = await chuangwei(stack.dataDir, ['replay'], { from: release })
  expect(said).toMatch(/[1-9]\d* 个在办流程都能用这份代码继续/)
  expect(code).toBe(0)
  const director = await signIn(stack.api, 'weichangfeng')
  const { replay, versions } = await director.api.health.overview.query()
  expect(replay).toMatchObject({ broken: [] })
  expect(replay?.flows).toBeGreaterThan(0)
  expect(versions.find(({ kind }) => kind === 'rectification')?.counting).toEqual({ threshold: 2, per: 'CASE' })
})

test('a release that asks for something else in between is named with the flows that it would stop', async () => {
  const file = join(release, 'workflows', 'rectification.ts')
  const told = await readFile(file, 'utf8')
  const asked = 'await failuresOfUnit({ unitId: notice.unitId, year: 2026 })'
  const broken = told.replace("process.enter('ISSUED')", `${asked}\n    process.enter('ISSUED')`)
  expect(broken).toContain(asked)
  await writeFile(file, broken)
  const { code, said } = await chuangwei(stack.dataDir, ['replay'], { from: release })
  expect(said).toContain('请勿部署')
  expect(said).toContain(caseId)
  expect(code).toBe(1)
  // Whoever deploys reads it on the health page too.
  const director = await signIn(stack.api, 'weichangfeng')
  const { replay } = await director.api.health.overview.query()
  expect(replay?.broken.map(({ workflowId }) => workflowId)).toContain(caseId)
})
