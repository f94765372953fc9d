import { closeSync, copyFileSync, fstatSync, ftruncateSync, openSync, readSync } from 'node:fs'

const LIMIT = 32 * 1_048_576

/** A log file that child processes write to directly. */
export interface LogFile {
  readonly path: string
  readonly fd: number
  /** Its present size in bytes. */
  size(): number
  /** Moves the content to `<path>.1` when it has passed 32 MB. */
  rotate(): void
  close(): void
}

/** Opens (or creates) a log file for appending. */
export function openLog(path: string): LogFile {
  const fd = openSync(path, 'a', 0o640)
  let open = true
  const size = (): number => (open ? fstatSync(fd).size : 0)
  const log: LogFile = {
    path,
    fd,
    size,
    rotate: () => {
      if (size() < LIMIT) return
      // The writers hold the file open for appending: copy and cut, so that they needn't open it again.
      copyFileSync(path, `${path}.1`)
      ftruncateSync(fd, 0)
    },
    close: () => {
      if (open) closeSync(fd)
      open = false
    },
  }
  log.rotate()
  return log
}

/** Returns what was written to the file since position `from` (at most 256 KB of it). */
export function readSince(path: string, from: number): string {
  const fd = openSync(path, 'r')
  try {
    const size = fstatSync(fd).size
    const start = Math.max(from > size ? 0 : from, size - 262_144)
    const buffer = Buffer.alloc(size - start)
    readSync(fd, buffer, 0, buffer.length, start)
    return buffer.toString('utf8')
  } finally {
    closeSync(fd)
  }
}

/** Returns the last lines written since `from`, for an error message. */
export function tailOf(path: string, from: number, lines = 12): string {
  return readSince(path, from).trim().split('\n').slice(-lines).join('\n')
}
