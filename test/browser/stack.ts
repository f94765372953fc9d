import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startStack } from '../setup/running.ts'

/** Starts the product once for all browser tests and tells them where it is. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  // Against an installation that already runs, to look at a single screen quickly.
  if (process.env.CHUANGWEI_TEST_URL) return undefined
  const dataDir = await mkdtemp(join(tmpdir(), 'chuangwei-browser-'))
  const running = await startStack(dataDir)
  process.env.CHUANGWEI_TEST_URL = running.addresses.api
  process.env.CHUANGWEI_TEST_TEMPORAL = running.addresses.temporal
  return async () => {
    await running.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
