import { readdirSync, rmSync, statfsSync, statSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'
import { holderOf } from '../../bin/lock.ts'

/** Linux keeps what lies here in memory. */
const MEMORY = '/dev/shm'
const GIGABYTE = 1_073_741_824
const ENOUGH = 4 * GIGABYTE
/** Longer than it takes from making a folder to taking it, ms. */
const TAKEN_MS = 600_000

/**
 * A new data folder: in memory where the machine has plenty of it, since PostgreSQL's thousands of small files cost
 * some disks more than the test itself does. Whoever makes it removes it.
 */
export function aDataDir(purpose: string): Promise<string> {
  const prefix = `chuangwei-${purpose}-`
  if (!hasRoom()) return mkdtemp(join(tmpdir(), prefix))
  sweep()
  return mkdtemp(join(MEMORY, prefix))
}

function hasRoom(): boolean {
  try {
    const { bavail, blocks, bsize } = statfsSync(MEMORY)
    // The health page looks at the share that is free.
    return Math.min(bavail * bsize, freemem()) > ENOUGH && bavail > blocks / 2
  } catch {
    return false
  }
}

/** Tests that were killed leave their folders, and memory does not come back by itself. */
function sweep(): void {
  for (const name of readdirSync(MEMORY)) {
    const folder = join(MEMORY, name)
    if (!name.startsWith('chuangwei-') || holderOf(join(folder, 'lock'))) continue
    try {
      if (Date.now() - statSync(folder).mtimeMs > TAKEN_MS) rmSync(folder, { recursive: true, force: true })
    } catch {
      // Removed by another meanwhile.
    }
  }
}
