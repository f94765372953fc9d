import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { projectDir } from './data-dir.ts'
import { keep, type Attempt, type Kept, type Log } from './keep.ts'
import { readSince } from './log-file.ts'

export interface PartOptions {
  /** Names the log file: `<dataDir>/logs/<name>.log`. */
  name: string
  /** TypeScript file to run, relative to the project. */
  entry: string
  dataDir: string
  env?: Record<string, string | undefined>
  /** An HTTP URL that answers 200, or a text in the part's output. */
  ready: { url: string } | { line: string }
  /** How long it may take to get ready, in ms (default 60,000). */
  readyMs?: number
  /** How long it may take to stop by itself after SIGTERM, in ms (default 20,000). */
  stopMs?: number
  log?: Log
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) })
    await response.body?.cancel()
    return response.status === 200
  } catch {
    return false
  }
}

async function untilReady(options: PartOptions, attempt: Attempt): Promise<void> {
  const { name, ready, readyMs = 60_000 } = options
  for (const end = Date.now() + readyMs; Date.now() < end; await sleep(100)) {
    if (attempt.ended()) throw new Error(`${name} 启动后立即退出，原因见 ${attempt.log.path} (ended at once)`)
    const isReady =
      'url' in ready ? await answers(ready.url) : readSince(attempt.log.path, attempt.from).includes(ready.line)
    if (isReady) return
  }
  throw new Error(`${name} 在 ${readyMs / 1000} 秒内没有就绪，原因见 ${attempt.log.path} (not ready in time)`)
}

/**
 * Starts one of our own processes and resolves when it is ready. It is brought back when it ends unasked,
 * and ends by itself (SIGTERM) when this process is killed.
 * Rejects with the last lines of its log when it doesn't get ready.
 */
export function spawnPart(options: PartOptions): Promise<Kept> {
  const { name, entry, dataDir, env = {}, stopMs = 20_000, log = () => undefined } = options
  return keep({
    name,
    dataDir,
    log,
    stopMs,
    command: () =>
      Promise.resolve({
        file: process.execPath,
        // No wrapper (npx, tsx): killing one leaves the real process alive.
        args: ['--import', 'tsx', '--import', './bin/with-parent.mjs', join(projectDir, entry)],
        env: { ...process.env, TZ: 'Asia/Shanghai', ...env },
        cwd: projectDir,
        ipc: true,
      }),
    ready: (attempt) => untilReady(options, attempt),
  })
}
