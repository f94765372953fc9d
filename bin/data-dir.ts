import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { codeOf, explain, Failure } from './failure.ts'
import { takeLock } from './lock.ts'

/** The project's own folder, wherever the command was called from. */
export const projectDir = fileURLToPath(new URL('..', import.meta.url))

/** What is generated once per installation and must not be lost or shown. */
export interface Secrets {
  postgres: string
  app: string
  temporal: string
  /** Signs sessions and derives keys: the parts get it as CHUANGWEI_SECRET. */
  secret: string
  /** Seals who complained, `name:key`, the first of several: the API gets it as CHUANGWEI_IDENTITY_KEYS. */
  identity: string
}

/** Returns the data folder: CHUANGWEI_DATA, or `.chuangwei` in the project. */
export function defaultDataDir(): string {
  const wanted = process.env['CHUANGWEI_DATA']
  return resolve(projectDir, wanted === undefined || wanted === '' ? '.chuangwei' : wanted)
}

/**
 * Creates the data folder when missing and takes it for this process.
 * Returns the release function. Throws a Failure when the folder can't be used, is in use, or its disk is nearly full.
 */
export function openDataDir(dataDir: string, needMegabytes = 300): () => void {
  try {
    mkdirSync(join(dataDir, 'logs'), { recursive: true })
    mkdirSync(join(dataDir, 'run'), { recursive: true })
    // PostgreSQL runs as another user when we are root, and must be able to pass through.
    if (process.getuid?.() === 0) chmodSync(dataDir, (statSync(dataDir).mode & 0o777) | 0o011)
    const disk = statfsSync(dataDir)
    const free = Math.floor((disk.bavail * disk.bsize) / 1_048_576)
    if (free < needMegabytes) {
      throw new Failure(
        `磁盘空间不足：${dataDir} 只剩 ${free} MB，至少需要 ${needMegabytes} MB，请先腾出空间。(Only ${free} MB free, ${needMegabytes} MB needed.)`,
      )
    }
    const lock = takeLock(join(dataDir, 'lock'))
    if (typeof lock === 'number') {
      throw new Failure(
        `另一个创卫正在使用 ${dataDir}（进程 ${lock}）：请先停止它，或用 CHUANGWEI_DATA 指定另一个目录。(Process ${lock} uses this data folder: stop it or set CHUANGWEI_DATA.)`,
      )
    }
    return lock
  } catch (error) {
    // Node's recursive mkdir says ENOENT for a folder that a read-only disk refused.
    if (codeOf(error) === 'ENOENT')
      throw new Failure(
        `无法创建 ${dataDir}：请用 CHUANGWEI_DATA 指定一个可写的目录。(Can't be created: set CHUANGWEI_DATA to a writable folder.)`,
      )
    throw explain(error, dataDir)
  }
}

/**
 * Returns the installation's secrets, generating what is missing into `<dataDir>/secrets.json` (mode 0600).
 * Throws a Failure when the file is damaged: new secrets would lock the data away for good.
 */
export function readSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json')
  const make = (): string => randomBytes(24).toString('base64url')
  const fresh: Secrets = {
    postgres: make(),
    app: make(),
    temporal: make(),
    secret: randomBytes(32).toString('base64url'),
    identity: `k1:${randomBytes(32).toString('base64url')}`,
  }
  let known: unknown = {}
  try {
    known = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new Failure(
        `${file} 已损坏：请从备份恢复这个文件，没有它就打不开数据库。(Damaged: restore it from a backup.)`,
      )
    }
    if (codeOf(error) !== 'ENOENT') throw explain(error, file)
  }
  const all: Secrets = { ...fresh, ...(typeof known === 'object' ? known : {}) }
  const temporary = `${file}.${process.pid}`
  writeFileSync(temporary, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 })
  renameSync(temporary, file)
  rmSync(temporary, { force: true })
  return all
}
