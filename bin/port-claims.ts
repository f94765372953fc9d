import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { codeOf } from './failure.ts'

/**
 * Between choosing a free port and listening on it lie seconds in which another launcher would choose the same.
 * A claim, a file that only one can create, keeps it for whoever chose first.
 */

/** For how long a claim holds without a listener, ms: longer than the slowest start. */
const HOLDS_MS = 300_000
const folder = join(tmpdir(), 'chuangwei-ports')

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

function isStale(file: string, dataDir: string): boolean {
  try {
    const [pid, owner] = readFileSync(file, 'utf8').split('\n', 2)
    if (owner === dataDir || Date.now() - statSync(file).mtimeMs > HOLDS_MS) return true
    // Created and not yet written to: somebody is about to.
    return pid !== undefined && pid !== '' && !isAlive(Number(pid))
  } catch {
    return true
  }
}

/** Whether `port` is now kept for the launcher of `dataDir`. Where claims can't be written, every port is. */
export function claimPort(port: number, dataDir: string): boolean {
  const file = join(folder, String(port))
  try {
    mkdirSync(folder, { recursive: true, mode: 0o1777 })
    for (const last of [false, true]) {
      try {
        writeFileSync(file, `${process.pid}\n${dataDir}`, { flag: 'wx' })
        return true
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') return true
        if (last || !isStale(file, dataDir)) return false
        rmSync(file, { force: true })
      }
    }
  } catch {
    return true
  }
  return false
}
