import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { execa, type Options, type ResultPromise } from 'execa'
import { endOrphan, endProcess } from './end-process.ts'
import { textOf } from './failure.ts'
import { openLog, tailOf, type LogFile } from './log-file.ts'
import { markOf, signal } from './process-table.ts'

/** Pauses before a process is brought back, in ms. */
const FIRST_PAUSE = 500
const LONGEST_PAUSE = 30_000

export type Log = (line: string) => void

/** What one attempt to start needs to know about itself. */
export interface Attempt {
  log: LogFile
  /** Position in the log file at which this attempt began. */
  from: number
  /** True once the process has ended. */
  ended(): boolean
}

export interface KeepOptions {
  name: string
  dataDir: string
  log: Log
  /** Called before every start; throw to refuse. Returns what to run. */
  command(): Promise<{
    file: string
    args: readonly string[]
    env: Record<string, string | undefined>
    uid?: number
    gid?: number
    cwd?: string
    ipc?: boolean
  }>
  /** Resolves when the process serves. */
  ready(attempt: Attempt): Promise<void>
  stopSignal?: NodeJS.Signals
  /** How long it may take to stop by itself, in ms. */
  stopMs?: number
}

/** A process that is brought back when it ends unasked. */
export interface Kept {
  readonly name: string
  /** The present process's pid: it changes when the process was brought back. */
  readonly pid: number
  /** How often it was brought back. */
  readonly restarts: number
  /** Stops it and resolves when it has ended; later calls wait for the first. */
  stop(): Promise<void>
}

interface Living {
  pid(): number
  stopSignal: NodeJS.Signals
  stop(): Promise<void>
}
const living = new Set<Living>()

process.on('exit', () => {
  // The last resort, when nobody awaited stop(): children have groups of their own and would live on.
  for (const one of living) signal(one.pid(), one.stopSignal, one.stopSignal !== 'SIGINT')
})

/** Stops all kept processes, also those that are not ready yet, the last started first. */
export async function stopKept(): Promise<void> {
  for (const one of [...living].reverse()) await one.stop()
}

/**
 * Starts a process, waits until it is ready, and brings it back with growing pauses (0.5 s to 30 s) when it ends.
 * Its output goes straight to `<dataDir>/logs/<name>.log`, so it outlives us without a broken pipe.
 * Rejects with the last lines of the log when the first start fails.
 */
export async function keep(options: KeepOptions): Promise<Kept> {
  const { name, dataDir, log, stopSignal = 'SIGTERM', stopMs = 20_000 } = options
  mkdirSync(join(dataDir, 'logs'), { recursive: true })
  mkdirSync(join(dataDir, 'run'), { recursive: true })
  const logFile = openLog(join(dataDir, 'logs', `${name}.log`))
  let child: ResultPromise<Options> | undefined
  let stopping: Promise<void> | undefined
  let reviving: Promise<void> | undefined
  let restarts = 0
  let pause = FIRST_PAUSE
  const isStopping = (): boolean => stopping !== undefined
  let upSince = 0

  const launch = async (): Promise<void> => {
    await endOrphan(dataDir, name, stopSignal)
    const { file, args, env, uid, gid, cwd, ipc } = await options.command()
    if (isStopping()) return
    const from = logFile.size()
    // execa's types know only the descriptors 1 and 2, but any open one is handed over as it is.
    const output = logFile.fd as 1
    const settings: Options = {
      stdin: 'ignore',
      stdout: output,
      stderr: output,
      ipc: ipc === true,
      env,
      extendEnv: false,
      reject: false,
      detached: process.platform !== 'win32',
      ...(uid === undefined ? {} : { uid, gid }),
      ...(cwd === undefined ? {} : { cwd }),
    }
    const started = execa(file, [...args], settings)
    child = started
    let over = false
    const end = started.then((result) => {
      over = true
      return result
    })
    const pid = started.pid
    if (pid === undefined) throw new Error((await end).shortMessage ?? file)
    writeFileSync(join(dataDir, 'run', `${name}.json`), JSON.stringify(markOf(pid)))
    try {
      await options.ready({ log: logFile, from, ended: () => over })
    } catch (error) {
      await endProcess(pid, stopSignal, 5_000)
      const said = tailOf(logFile.path, from)
      throw new Error(`${textOf(error)}${said === '' ? '' : `\n${said}`}`, { cause: error })
    }
    upSince = Date.now()
    void end.then(() => {
      reviving = revive()
    })
  }

  const revive = async (): Promise<void> => {
    // Who dies again soon after getting ready is no better than who doesn't get ready.
    if (Date.now() - upSince > 60_000) pause = FIRST_PAUSE
    while (!isStopping()) {
      log(`${name} 意外退出，${pause / 1000} 秒后重新启动 (restarting)`)
      await sleep(pause)
      pause = Math.min(pause * 2, LONGEST_PAUSE)
      if (isStopping()) return
      restarts++
      try {
        await launch()
        log(`${name} 已恢复 (running again)`)
        return
      } catch (error) {
        log(`${name} 未能启动：${textOf(error)}`)
      }
    }
  }

  const rotation = setInterval(() => logFile.rotate(), 60_000)
  rotation.unref()
  const stop = async (): Promise<void> => {
    const end = (): Promise<void> => endProcess(child?.pid ?? 0, stopSignal, stopMs)
    await end()
    // It may just have been about to bring the process back.
    await reviving
    await end()
    clearInterval(rotation)
    living.delete(handle)
    logFile.close()
    rmSync(join(dataDir, 'run', `${name}.json`), { force: true })
  }
  const handle: Living = { pid: () => child?.pid ?? 0, stopSignal, stop: () => (stopping ??= stop()) }
  living.add(handle)
  try {
    await launch()
  } catch (error) {
    await handle.stop()
    throw error
  }
  return {
    name,
    get pid() {
      return handle.pid()
    },
    get restarts() {
      return restarts
    },
    stop: handle.stop,
  }
}
