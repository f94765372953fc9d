import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { aDataDir } from '../setup/data-dir.ts'
import { startStack } from '../setup/running.ts'

/** A stack of this test file's own, to be broken; it goes when the file's tests end. A fresh one lies on the disk. */
export async function aStack(options: Parameters<typeof startStack>[1] = {}) {
  const dataDir = await (options.fresh ? mkdtemp(join(tmpdir(), 'chuangwei-faults-')) : aDataDir('faults'))
  const stack = await startStack(dataDir, options)
  afterAll(async () => {
    await stack.stop()
    await rm(dataDir, { recursive: true, force: true })
  })
  return stack
}
