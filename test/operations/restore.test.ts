import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { connect } from '../../db/connect.ts'
import { verifyLedger } from '../../db/verify.ts'
import type { Running } from '../setup/running.ts'
import { aPhoto, chuangwei, launch, signIn, startInstallation, submit, until } from './people.ts'

/**
 * The drill: people work, a backup is taken under their hands, they go on, everything is killed, and the
 * installation is brought back as it was at an instant after the backup. The oracle is what the people were told.
 */

let home: string
let stack: Running | undefined
afterAll(async () => {
  await stack?.stop()
  await rm(home, { recursive: true, force: true })
})

// Three cold starts of everything: under a minute where there is nothing else to do, minutes on a busy machine.
test('nothing acknowledged before the instant is missing, engine and ledger agree, and work goes on', async () => {
  home = await mkdtemp(join(tmpdir(), 'chuangwei-drill-'))
  const dataDir = join(home, 'data')
  await mkdir(dataDir)
  stack = await startInstallation(dataDir)
  const api = stack.addresses.api
  const [inspector, director] = await Promise.all([signIn(api, 'taoxingyuan'), signIn(api, 'weichangfeng')])
  const acknowledged: { caseId: string; signOff: string; at: number }[] = []
  const shift = { over: false }
  async function work() {
    while (!shift.over) {
      const caseId = await launch(inspector, await aPhoto(api, inspector))
      const signOff = await submit(director, caseId, 'signOff', { decision: 'APPROVE', opinion: '' })
      acknowledged.push({ caseId, signOff, at: Date.now() })
    }
  }
  const workers = [work(), work()]

  await until(async () => acknowledged.length >= 3)
  const backup = await chuangwei(dataDir, ['backup'])
  expect(backup.said).toContain('备份完成')
  expect(backup.code).toBe(0)
  const atBackup = acknowledged.length
  await until(async () => acknowledged.length >= atBackup + 4)
  const target = new Date()
  await sleep(50)
  const atTarget = acknowledged.filter(({ at }) => at <= target.getTime()).length
  await until(async () => acknowledged.length >= atTarget + 3)
  shift.over = true
  await Promise.all(workers)
  expect(atTarget).toBeGreaterThan(atBackup)

  const { worker, api: server, temporal, postgres } = stack.pids()
  for (const pid of [postgres, temporal, worker, server]) process.kill(pid, 'SIGKILL')
  await stack.stop()
  stack = undefined

  const refused = await chuangwei(dataDir, ['restore', '--from', join(dataDir, 'backups')])
  expect(refused.code).toBe(1)
  expect(refused.said).toContain('不会覆盖')
  const old = join(home, 'old')
  await rename(dataDir, old)
  const restored = await chuangwei(dataDir, [
    'restore',
    '--from',
    join(old, 'backups'),
    '--until',
    target.toISOString(),
  ])
  expect(restored.said).toContain('核对无误')
  expect(restored.code).toBe(0)

  stack = await startInstallation(dataDir)
  const { db, close } = connect(stack.addresses.database)
  const before = acknowledged.filter(({ at }) => at <= target.getTime())
  for (const { caseId, signOff } of before) {
    const entries = await db
      .selectFrom('ledger')
      .select(['type', 'command_id'])
      .where('case_id', '=', caseId)
      .where('kind', '=', 'EVENT')
      .execute()
    expect(entries.filter(({ type }) => type === 'caseOpened')).toHaveLength(1)
    expect(entries.filter(({ command_id }) => command_id === signOff)).toHaveLength(1)
  }
  // What came after the instant is not there: it was restored to that instant and not to the end.
  const last = acknowledged.at(-1)
  expect(
    await db
      .selectFrom('cases')
      .select('id')
      .where('id', '=', last?.caseId ?? '')
      .execute(),
  ).toEqual([])
  expect((await verifyLedger(stack.addresses.database)).broken).toBeNull()
  await close()

  const again = await signIn(stack.addresses.api, 'taoxingyuan')
  const anew = await launch(again, await aPhoto(stack.addresses.api, again))
  const boss = await signIn(stack.addresses.api, 'weichangfeng')
  await submit(boss, anew, 'signOff', { decision: 'APPROVE', opinion: '' })
  expect(await readdir(dataDir)).not.toContain('restore-wal')
}, 300_000)
