import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { projectDir } from './data-dir.ts'
import { Failure } from './failure.ts'

const stamp = join(projectDir, 'dist', '.web-built')
const SOURCES = ['web', 'domain', 'package-lock.json']

function newestIn(path: string): number {
  if (!existsSync(path)) return 0
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .reduce((newest, entry) => Math.max(newest, newestIn(join(path, entry.name))), found.mtimeMs)
}

/** Returns true when the built pages are missing or older than what they are built from. */
export function isWebStale(): boolean {
  if (!existsSync(join(projectDir, 'dist', 'web', 'index.html'))) return true
  // A production image brings the pages built, and neither Vite nor the sources' dates.
  if (!existsSync(join(projectDir, 'node_modules', 'vite'))) return false
  if (!existsSync(stamp)) return true
  const built = statSync(stamp).mtimeMs
  return SOURCES.some((source) => newestIn(join(projectDir, source)) > built)
}

/** Builds the pages into `dist/web`. Rejects with a Failure that names the build's log. */
export async function buildWeb(dataDir: string): Promise<void> {
  const began = new Date()
  rmSync(stamp, { force: true })
  const vite = join(projectDir, 'node_modules', 'vite', 'bin', 'vite.js')
  const result = await execa(
    process.execPath,
    [vite, 'build', '--config', 'web/vite.config.ts', '--logLevel', 'warn'],
    {
      cwd: projectDir,
      env: { NODE_ENV: 'production', NO_COLOR: '1' },
      stdin: 'ignore',
      reject: false,
      all: true,
    },
  )
  if (result.failed) {
    const log = join(dataDir, 'logs', 'web.log')
    writeFileSync(log, result.all)
    throw new Failure(`网页没有构建成功，原因见 ${log} (vite build failed, see the log)`)
  }
  mkdirSync(join(projectDir, 'dist'), { recursive: true })
  // Dated to the beginning: a source saved during the build makes it stale.
  writeFileSync(stamp, began.toISOString())
  utimesSync(stamp, began, began)
}
