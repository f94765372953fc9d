import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { takeLock } from '../../bin/lock.ts'

/** So far apart that no part of one stack wants a port of another, and so many that all stay below 32768. */
const APART = 400
const SHIFTS = 38

const folder = join(tmpdir(), 'chuangwei-port-shifts')
const ours = new Set<number>()

/**
 * By how much a stack moves its ports so that no other stack of this machine has the same, not even one whose part
 * was killed and is about to come back. `release` it when the stack has stopped; a killed process releases its own.
 */
export function takePortShift(): { shift: number; release: () => void } {
  mkdirSync(folder, { recursive: true, mode: 0o1777 })
  for (let n = 1; n <= SHIFTS; n += 1) {
    const lock = ours.has(n) ? null : takeLock(join(folder, String(n)))
    if (typeof lock !== 'function') continue
    ours.add(n)
    const release = () => {
      ours.delete(n)
      lock()
    }
    return { shift: n * APART, release }
  }
  throw new Error(`${SHIFTS} stacks run on this machine already`)
}
