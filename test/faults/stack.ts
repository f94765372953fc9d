import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { startStack } from '../setup/running.ts'

/** A stack of this test file's own, to be broken; it goes when the file's tests end. */
export async function aStack(options: Parameters<typeof startStack>[1] = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'chuangwei-faults-'))
  const stack = await startStack(dataDir, options)
  afterAll(async () => {
    await stack.stop()
    await rm(dataDir, { recursive: true, force: true })
  })
  return stack
}
