import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive, isSame, signal, waitGone, type ProcessMark } from './process-table.ts'

/** Ends what an earlier launcher, killed before it could clean up, left running under this name. */
export async function endOrphan(dataDir: string, name: string, stopSignal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  const file = join(dataDir, 'run', `${name}.json`)
  let mark: ProcessMark
  try {
    mark = JSON.parse(readFileSync(file, 'utf8')) as ProcessMark
  } catch {
    return
  }
  if (isSame(mark)) await endProcess(mark.pid, stopSignal, 10_000)
  rmSync(file, { force: true })
}

/** Stops a process: by `stopSignal` first, after `ms` milliseconds by force, with all it started. */
export async function endProcess(pid: number, stopSignal: NodeJS.Signals, ms: number): Promise<void> {
  if (!isAlive(pid)) return
  // PostgreSQL forwards to its own children, and a group-wide SIGINT would cancel their queries one by one.
  signal(pid, stopSignal)
  if (!(await waitGone(pid, ms))) signal(pid, 'SIGKILL', true)
  await waitGone(pid, 10_000)
  // What it had started itself and did not take along.
  signal(pid, 'SIGKILL', true)
}
