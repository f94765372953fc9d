import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** A process that can be recognised again: a pid alone may have been given to somebody else since. */
export interface ProcessMark {
  pid: number
  born: string
}

function linuxStat(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The command's name stands in parentheses and may itself contain spaces.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}

/** Returns true while `pid` runs. A zombie has ended: it only waits for a parent that may never look. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  if (process.platform === 'linux') {
    const state = linuxStat(pid)?.[0]
    return state !== undefined && state !== 'Z' && state !== 'X'
  }
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Returns the process's mark, or null when it doesn't run. */
export function markOf(pid: number): ProcessMark | null {
  if (!isAlive(pid)) return null
  if (process.platform === 'linux') return { pid, born: linuxStat(pid)?.[19] ?? '' }
  if (process.platform === 'win32') return { pid, born: '' }
  try {
    return { pid, born: execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() }
  } catch {
    return null
  }
}

/** Returns true when the very process of this mark still runs. */
export function isSame(mark: ProcessMark): boolean {
  return markOf(mark.pid)?.born === mark.born
}

/** Returns true when `pid` is a postgres that serves this data folder. */
export function servesFolder(pid: number, folder: string): boolean {
  if (!isAlive(pid)) return false
  if (process.platform === 'linux') {
    try {
      // A postmaster's working directory is its data folder.
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder)
    } catch {
      return false
    }
  }
  if (process.platform === 'win32') return true
  try {
    const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
    return command.includes('postgres') && command.includes(folder)
  } catch {
    return false
  }
}

/** Sends a signal to a process, or to its whole group. Returns false when there is nobody to receive it. */
export function signal(pid: number, name: NodeJS.Signals, group = false): boolean {
  try {
    process.kill(group && process.platform !== 'win32' ? -pid : pid, name)
    return true
  } catch {
    return false
  }
}

/** Resolves to true once `pid` has ended, to false after `ms` milliseconds. */
export async function waitGone(pid: number, ms: number): Promise<boolean> {
  const end = Date.now() + ms
  while (isAlive(pid)) {
    if (Date.now() > end) return false
    await sleep(50)
  }
  return true
}
