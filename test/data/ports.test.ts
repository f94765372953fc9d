import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stablePorts } from '../../bin/stack.ts'

test('launchers that choose their ports at the same moment choose different ones, and each keeps its own', async () => {
  const folders = await Promise.all(Array.from({ length: 8 }, () => mkdtemp(join(tmpdir(), 'chuangwei-ports-'))))
  try {
    const choose = () => Promise.all(folders.map((dataDir) => stablePorts(dataDir, { one: 9_500, other: 9_500 })))
    const chosen = await choose()
    expect(new Set(chosen.flatMap(({ one, other }) => [one, other])).size).toBe(16)
    expect(await choose()).toEqual(chosen)
  } finally {
    await Promise.all(folders.map((dataDir) => rm(dataDir, { recursive: true, force: true })))
  }
})
