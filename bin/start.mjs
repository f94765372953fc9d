// What `npm start` runs. Plain JavaScript with old syntax, so that an old Node.js can read it and say what is missing.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const version = process.versions.node.split('.').map(Number)
if (version[0] < 20 || (version[0] === 20 && version[1] < 19)) {
  console.error(
    '需要 Node.js 20.19 或更新版本，当前是 ' +
      process.versions.node +
      '：请升级 Node.js。(Node.js 20.19+ is required.)',
  )
  process.exit(1)
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(root + file, 'utf8')).packages
  } catch {
    return null
  }
}

// By content, not by date: a checkout dates every file alike.
function isInstalled() {
  const wanted = packagesOf('package-lock.json')
  const present = packagesOf('node_modules/.package-lock.json')
  if (present === null) return false
  if (wanted === null) return true
  const isProduction = process.env.NODE_ENV === 'production'
  return Object.keys(wanted).every(function (path) {
    const one = wanted[path]
    if (path === '' || one.optional || one.devOptional || one.peer || one.link) return true
    if (one.dev && isProduction) return true
    return present[path] !== undefined && present[path].version === one.version
  })
}

if (!isInstalled()) {
  const command = packagesOf('package-lock.json') === null ? 'install' : 'ci'
  console.log('安装依赖包，约一分钟 (npm ' + command + ') …')
  const npm = process.env.npm_execpath
  const args = [command, '--no-audit', '--no-fund']
  const result = npm
    ? spawnSync(process.execPath, [npm].concat(args), { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  if (result.status !== 0) {
    console.error(
      '依赖包没有装好：请检查网络和磁盘空间后重试，或手动运行 npm ' + command + '。(npm ' + command + ' failed.)',
    )
    process.exit(1)
  }
}

// `--install-only` is for continuous integration, which then runs the tests.
if (process.argv[2] !== '--install-only') {
  // In this very process: a wrapper would have to pass every signal on.
  import('tsx/esm/api')
    .then(function (tsx) {
      tsx.register()
      return import('./start.ts')
    })
    .then(function (launcher) {
      return launcher.main(process.argv.slice(2))
    })
    .catch(function (error) {
      console.error(error.message)
      process.exit(1)
    })
}
