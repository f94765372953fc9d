import { rm } from 'node:fs/promises'
import { aDataDir } from '../setup/data-dir.ts'
import { startStack } from '../setup/running.ts'

/** Starts the product for the tests of one worker and tells them where it is. Returns how to stop it. */
export async function startProduct(): Promise<() => Promise<void>> {
  // Against an installation that already runs, to look at a single screen quickly.
  if (process.env.CHUANGWEI_TEST_URL) return () => Promise.resolve()
  const dataDir = await aDataDir('browser')
  const running = await startStack(dataDir)
  process.env.CHUANGWEI_TEST_URL = running.addresses.api
  process.env.CHUANGWEI_TEST_TEMPORAL = running.addresses.temporal
  process.env.CHUANGWEI_TEST_DATABASE = running.addresses.database
  process.env.CHUANGWEI_TEST_DATA = dataDir
  return async () => {
    await running.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
