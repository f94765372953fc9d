import { appendFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Listr } from 'listr2'
import { codeOf, explain, Failure, textOf } from './failure.ts'
import { stopKept, type Log } from './keep.ts'
import { readSettings } from './settings.ts'
import { STEPS, type Run } from './start-steps.ts'

function greet({ settings, accounts }: Run): void {
  const lines = ['', `创卫已启动，请在浏览器打开：${settings.url}`]
  if (accounts.length > 0) {
    lines.push('', '示范县账号（用户名 / 密码 — 姓名，职务，单位）：')
    for (const { username, password, name, role, unit } of accounts)
      lines.push(`  ${username} / ${password} — ${name}，${role}，${unit}`)
  }
  console.log([...lines, '', '按 Ctrl-C 停止 (Ctrl-C stops everything)'].join('\n'))
}

async function stopAll(run: Run): Promise<void> {
  await stopKept().catch((error: unknown) => run.log(textOf(error)))
  if (run.release !== undefined) rmSync(join(run.settings.dataDir, 'run', 'parts.json'), { force: true })
  run.release?.()
}

/** Prints one sentence for what people can mend, and keeps the rest for the log. */
function report(error: unknown, dataDir: string | undefined): void {
  const known = explain(error, dataDir ?? '')
  const isKnown = known instanceof Failure
  console.error(`\n${isKnown ? known.message : textOf(known).split('\n', 1)[0]}`)
  if (isKnown || dataDir === undefined) return
  const file = join(dataDir, 'logs', 'start.log')
  try {
    appendFileSync(
      file,
      `${new Date().toISOString()} ${codeOf(error)} ${error instanceof Error ? error.stack : String(error)}\n`,
    )
    console.error(`详细原因见 ${file} (details in the log)`)
  } catch {
    // The sentence above must do.
  }
}

/** Starts the whole installation and runs until it is stopped by a signal. Exits with 1 when it can't start. */
export async function main(args: readonly string[]): Promise<void> {
  let run: Run | undefined
  let stopping = false
  const stop = async (code: number): Promise<void> => {
    stopping = true
    if (run !== undefined) await stopAll(run)
    process.exit(code)
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      // The second time at once: what still runs is ended by the exit handler.
      if (stopping) process.exit(130)
      console.log('\n正在停止 (stopping) …')
      void stop(0)
    })
  }
  try {
    const log: Log = (line) =>
      console.log(`${new Date().toLocaleTimeString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false })} ${line}`)
    run = {
      settings: readSettings(),
      args,
      release: undefined,
      postgres: undefined,
      databaseUrl: '',
      temporalAddress: '',
      accounts: [],
      isUp: false,
      log,
    }
    await new Listr<Run>(STEPS, {
      ctx: run,
      // A pseudo-terminal without a size would get one character a line.
      fallbackRendererCondition: () => !process.stdout.isTTY || process.stdout.columns < 40,
      rendererOptions: { collapseErrors: false, showErrorMessage: false, showSkipMessage: false },
      fallbackRenderer: 'simple',
      registerSignalListeners: false,
    }).run()
    run.isUp = true
    greet(run)
  } catch (error) {
    if (stopping) return
    report(run?.failure ?? error, run?.settings.dataDir)
    await stop(1)
  }
}
