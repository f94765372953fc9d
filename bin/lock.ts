import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { codeOf } from './failure.ts'
import { isSame, markOf, type ProcessMark } from './process-table.ts'

const held = new Map<string, number>()

function readMark(file: string): ProcessMark | null {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof parsed !== 'object' || parsed === null || !('pid' in parsed) || !('born' in parsed)) return null
    return { pid: Number(parsed.pid), born: String(parsed.born) }
  } catch {
    return null
  }
}

/** Returns the process that holds the lock now, or null. */
export function holderOf(file: string): ProcessMark | null {
  const mark = readMark(file)
  return mark !== null && isSame(mark) ? mark : null
}

/**
 * Takes a lock file for this process; a holder that was killed is recognised and replaced.
 * Taking it again in the same process counts up. Returns the release function, or the pid of the other holder.
 */
export function takeLock(file: string): (() => void) | number {
  const release = (): void => {
    const count = (held.get(file) ?? 1) - 1
    if (count > 0) return void held.set(file, count)
    held.delete(file)
    rmSync(file, { force: true })
  }
  const count = held.get(file)
  if (count !== undefined) {
    held.set(file, count + 1)
    return once(release)
  }
  const draft = `${file}.draft-${process.pid}`
  for (let tries = 0; tries < 5; tries++) {
    try {
      // Linked when complete: a file that is created first and filled later looks stale in between.
      writeFileSync(draft, JSON.stringify(markOf(process.pid)))
      linkSync(draft, file)
      held.set(file, 1)
      return once(release)
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    } finally {
      rmSync(draft, { force: true })
    }
    const holder = holderOf(file)
    if (holder !== null) return holder.pid
    // Moved before it is removed: of two starts that both saw the stale file, one gets ENOENT here.
    const stale = `${file}.stale-${process.pid}`
    try {
      renameSync(file, stale)
      rmSync(stale, { force: true })
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error
    }
  }
  return holderOf(file)?.pid ?? 0
}

function once(action: () => void): () => void {
  let done = false
  return () => {
    if (done) return
    done = true
    action()
  }
}

process.on('exit', () => {
  for (const file of held.keys()) rmSync(file, { force: true })
})
