import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultDataDir, readSecrets } from './data-dir.ts'
import { Failure } from './failure.ts'
import { holderOf } from './lock.ts'

/** What the environment says about this installation. */
export interface Settings {
  dataDir: string
  host: string
  port: number
  /** Address in the browser. */
  url: string
  /** Where this machine reaches the API, whatever it listens on. */
  localUrl: string
  /** An own PostgreSQL instead of the embedded one. */
  databaseUrl: string | undefined
  /** A Temporal that already runs instead of ours. */
  temporalAddress: string | undefined
  namespace: string
}

/** Where the two engines of a running installation are. */
export interface Parts {
  databaseUrl: string
  temporalAddress: string
}

const given = (name: string): string | undefined => process.env[name] || undefined

/** Reads the settings from the environment. Throws a Failure that names the variable when one can't be right. */
export function readSettings(): Settings {
  const port = Number(given('CHUANGWEI_PORT') ?? 8000)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Failure(
      `CHUANGWEI_PORT=${process.env['CHUANGWEI_PORT']} 不是端口号：请改成 1 到 65535 之间的整数。(Not a port number.)`,
    )
  }
  const host = given('CHUANGWEI_HOST') ?? '127.0.0.1'
  const isAny = host === '0.0.0.0' || host === '::'
  const shown = host.includes(':') ? `[${host}]` : host
  const databaseUrl = given('DATABASE_URL')
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\/[^/]+\/.+/.test(databaseUrl)) {
    throw new Failure(
      'DATABASE_URL 不完整：请写成 postgres://用户:密码@主机:端口/数据库。(Write postgres://user:password@host:port/database.)',
    )
  }
  return {
    dataDir: defaultDataDir(),
    host,
    port,
    url: `http://${isAny ? 'localhost' : shown}:${port}`,
    localUrl: `http://${isAny ? '127.0.0.1' : shown}:${port}`,
    databaseUrl,
    temporalAddress: given('TEMPORAL_ADDRESS'),
    namespace: given('TEMPORAL_NAMESPACE') ?? 'chuangwei',
  }
}

/**
 * Returns what the parts' environment has beyond ours; undefined means: without this variable.
 * Throws a Failure when the secrets are damaged.
 */
export function partEnvironment(settings: Settings, parts: Parts): Record<string, string | undefined> {
  return {
    DATABASE_URL: parts.databaseUrl,
    ...(settings.temporalAddress === undefined ? ownTemporal(settings.dataDir) : {}),
    TEMPORAL_ADDRESS: parts.temporalAddress,
    TEMPORAL_NAMESPACE: settings.namespace,
    CHUANGWEI_DATA: settings.dataDir,
    CHUANGWEI_PORT: String(settings.port),
    CHUANGWEI_HOST: settings.host,
    // Several machines share one secret through the environment.
    CHUANGWEI_SECRET: given('CHUANGWEI_SECRET') ?? readSecrets(settings.dataDir).secret,
    CHUANGWEI_IDENTITY_KEYS: given('CHUANGWEI_IDENTITY_KEYS') ?? readSecrets(settings.dataDir).identity,
    TZ: 'Asia/Shanghai',
  }
}

/** Certificates, keys and profiles that this user keeps for other clusters are not for our own server. */
function ownTemporal(dataDir: string): Record<string, string | undefined> {
  const foreign = Object.keys(process.env).filter((name) => name.startsWith('TEMPORAL_'))
  const profile = join(dataDir, 'temporal', 'client.toml')
  mkdirSync(join(dataDir, 'temporal'), { recursive: true })
  // Not quite empty: the reader of these files fails on one without profiles.
  writeFileSync(profile, '[profile.default]\n')
  return { ...Object.fromEntries(foreign.map((name) => [name, undefined])), TEMPORAL_CONFIG_FILE: profile }
}

/** Returns true when this installation was started with `--empty`, now or before: a county's own data gets no sample. */
export function isEmptyWanted(dataDir: string, args: readonly string[]): boolean {
  const file = join(dataDir, 'choices.json')
  if (args.includes('--empty')) writeFileSync(file, '{ "sample": false }\n')
  try {
    const choices: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof choices === 'object' && choices !== null && 'sample' in choices && choices.sample === false
  } catch {
    return false
  }
}

const partsFile = (dataDir: string): string => join(dataDir, 'run', 'parts.json')

/** Tells other commands on this machine where the parts of this running installation are. */
export function announceParts(dataDir: string, parts: Parts): void {
  writeFileSync(partsFile(dataDir), JSON.stringify(parts), { mode: 0o600 })
}

/** Returns where the parts of the installation that runs on this data folder are, or null when none runs. */
export function runningParts(dataDir: string): Parts | null {
  if (holderOf(join(dataDir, 'lock')) === null) return null
  try {
    const known: unknown = JSON.parse(readFileSync(partsFile(dataDir), 'utf8'))
    if (typeof known !== 'object' || known === null || !('databaseUrl' in known) || !('temporalAddress' in known))
      return null
    return { databaseUrl: String(known.databaseUrl), temporalAddress: String(known.temporalAddress) }
  } catch {
    return null
  }
}
