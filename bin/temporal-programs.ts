import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { execa } from 'execa'
import { explain, Failure } from './failure.ts'
import type { Log } from './keep.ts'
import { takeLock } from './lock.ts'

const VERSION = '1.32.1'
/** What the server's go.mod asks for. */
const GO = [1, 26, 8] as const
/** The first server that skips time per execution. */
const CLI_SERVER = [1, 32, 0] as const

/** Temporal's own server and schema tool, or the `temporal` CLI with its development server. */
export type TemporalPrograms = { kind: 'server'; server: string; sqlTool: string } | { kind: 'cli'; cli: string }

/** Returns the folder that all checkouts of this user share: CHUANGWEI_CACHE, or `chuangwei` in the user's cache. */
export function defaultCacheDir(): string {
  const { CHUANGWEI_CACHE, XDG_CACHE_HOME } = process.env
  if (CHUANGWEI_CACHE) return CHUANGWEI_CACHE
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'chuangwei')
}

function versionOf(program: string, args: string[], pattern: RegExp): number[] | null {
  try {
    const said = execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 10_000 })
    return pattern.exec(said)?.slice(1).map(Number) ?? null
  } catch {
    return null
  }
}

function isAtLeast(version: number[] | null, wanted: readonly number[]): boolean {
  if (version === null) return false
  const first = wanted.findIndex((part, index) => version[index] !== part)
  return first === -1 || (version[first] ?? 0) > (wanted[first] ?? 0)
}

/**
 * Finds Temporal Server 1.32.1 in the cache, or builds it there with Go (about three minutes, once per user).
 * Without a recent Go it falls back to a `temporal` CLI whose server is 1.32 or newer.
 * Rejects with a Failure that says what to install when there is neither.
 */
export async function ensureTemporalServer(options: { cacheDir?: string; log?: Log } = {}): Promise<TemporalPrograms> {
  const { cacheDir = defaultCacheDir(), log = () => undefined } = options
  const folder = join(cacheDir, `temporal-${VERSION}-${process.platform}-${process.arch}`)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const programs = {
    kind: 'server' as const,
    server: join(folder, `temporal-server${suffix}`),
    sqlTool: join(folder, `temporal-sql-tool${suffix}`),
  }
  const isThere = (): boolean => existsSync(programs.server) && existsSync(programs.sqlTool)
  if (isThere()) return programs
  if (!isAtLeast(versionOf('go', ['env', 'GOVERSION'], /go(\d+)\.(\d+)(?:\.(\d+))?/), GO)) {
    if (isAtLeast(versionOf('temporal', ['--version'], /[Ss]erver (\d+)\.(\d+)\.(\d+)/), CLI_SERVER)) {
      return { kind: 'cli', cli: 'temporal' }
    }
    throw new Failure(
      `缺少 Temporal：请安装 Go ${GO.join('.')} 或更新版本（首次启动时自动编译），或安装服务端为 1.32 以上的 temporal 命令行。(Install Go ${GO.join('.')}+, or a temporal CLI with server 1.32+.)`,
    )
  }
  try {
    mkdirSync(cacheDir, { recursive: true })
    for (let isFirst = true; ; isFirst = false) {
      const lock = takeLock(`${folder}.lock`)
      if (typeof lock === 'function') {
        try {
          if (!isThere()) await build(folder, suffix, log)
        } finally {
          lock()
        }
        return programs
      }
      if (isFirst) log(`另一个进程（${lock}）正在编译 Temporal Server，等待它完成 (waiting for another build)`)
      await sleep(1_000)
    }
  } catch (error) {
    throw explain(error, cacheDir)
  }
}

/** Builds in a folder beside and moves it into place whole: a killed build leaves nothing half-made. */
async function build(folder: string, suffix: string, log: Log): Promise<void> {
  // The compiler of a killed build may still be writing to the folder of that build.
  const draft = `${folder}.building-${process.pid}`
  for (const name of readdirSync(dirname(folder))) {
    if (name.includes('.building-')) rmSync(join(dirname(folder), name), { recursive: true, force: true })
  }
  const began = Date.now()
  const tell = (what: string): void =>
    log(`编译 Temporal Server ${VERSION}：${what}（已用 ${Math.round((Date.now() - began) / 1000)} 秒，首次约三分钟）`)
  const go = execa(
    'go',
    [
      'install',
      '-trimpath',
      '-ldflags=-s -w',
      `go.temporal.io/server/cmd/server@v${VERSION}`,
      `go.temporal.io/server/cmd/tools/sql@v${VERSION}`,
    ],
    {
      // Without cgo it needs no C compiler, and the result runs on any Linux.
      env: { GOBIN: draft, CGO_ENABLED: '0', GOFLAGS: '-v' },
      stdin: 'ignore',
      stdout: 'ignore',
      reject: false,
      buffer: { stderr: true },
      maxBuffer: 4_000_000,
    },
  )
  let last = ''
  let packages = 0
  const ticker = setInterval(() => tell(last === '' ? '准备' : `${packages} ${last}`), 5_000)
  for await (const line of go.iterable({ from: 'stderr' })) {
    last = line.startsWith('go: downloading') ? `下载 ${line.slice(16)}` : line
    packages++
  }
  const result = await go
  clearInterval(ticker)
  if (result.failed) {
    rmSync(draft, { recursive: true, force: true })
    if (/no space left on device/i.test(result.stderr))
      throw new Failure(
        `磁盘已满：编译 Temporal 需要约 3 GB，请腾出空间后再启动。(No space left: about 3 GB are needed.)`,
      )
    throw new Failure(
      `编译 Temporal Server 失败，请检查网络和 Go 模块代理后重试 (build failed): ${result.stderr.trim().split('\n').slice(-3).join(' ')}`,
    )
  }
  renameSync(join(draft, `server${suffix}`), join(draft, `temporal-server${suffix}`))
  renameSync(join(draft, `sql${suffix}`), join(draft, `temporal-sql-tool${suffix}`))
  rmSync(folder, { recursive: true, force: true })
  renameSync(draft, folder)
  tell('完成')
}
