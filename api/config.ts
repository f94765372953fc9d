import { fileURLToPath } from 'node:url'
import type { ConnectionOptions } from '@temporalio/client'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import { z } from 'zod'
import { type IdentityKeys, readIdentityKeys } from './complaints/vault.ts'

const optional = z
  .string()
  .trim()
  .optional()
  .transform((value) => value || undefined)

const Environment = z.object({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'postgres://用户:密码@主机:端口/数据库'),
  CHUANGWEI_HOST: z.string().default('127.0.0.1'),
  CHUANGWEI_PORT: z.coerce.number().int().min(0).max(65_535).default(8000),
  CHUANGWEI_SECRET: z.string().min(32, '至少 32 个字符'),
  CHUANGWEI_DATA: z.string().min(1),
  /** Keys that seal who complained, `name:base64url`, comma-separated; the first seals. Losing them loses the names. */
  CHUANGWEI_IDENTITY_KEYS: optional,
  /** Address at which people reach this server, when a proxy stands in front; `https:` makes cookies secure. */
  CHUANGWEI_ORIGIN: optional.pipe(z.url().optional()),
  /** Addresses of the proxies in front, comma-separated, whose word about the client's address is taken. */
  CHUANGWEI_PROXY: optional,
  /** Requests of one address per minute; a whole office may share one. */
  CHUANGWEI_REQUESTS_PER_MINUTE: z.coerce.number().int().min(60).default(6_000),
  CHUANGWEI_TASK_QUEUE: z.string().default('chuangwei'),
  CHUANGWEI_CLOCK: z.enum(['real', 'skipping']).default('real'),
  /** Lets a Prometheus on another machine read `/metrics`. */
  CHUANGWEI_METRICS_TOKEN: optional.pipe(z.string().min(16, '至少 16 个字符').optional()),
  CHUANGWEI_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export type Config = {
  databaseUrl: string
  host: string
  port: number
  secret: string
  identityKeys: IdentityKeys
  dataDir: string
  webDir: string
  origin: string | undefined
  trustedProxies: string[]
  requestsPerMinute: number
  skipping: boolean
  metricsToken: string | undefined
  logLevel: z.infer<typeof Environment>['CHUANGWEI_LOG']
  temporal: { connection: ConnectionOptions; namespace: string; taskQueue: string }
}

/**
 * The API's settings from environment variables; Temporal's by its own standard ones. Throws an Error that
 * names every variable at fault.
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const parsed = Environment.safeParse(environment)
  if (!parsed.success) throw new Error(`环境变量有误 (environment):\n${z.prettifyError(parsed.error)}`)
  const env = parsed.data
  const given = Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const temporal = loadClientConnectConfig({ overrideEnvVars: Object.fromEntries(given) })
  return {
    databaseUrl: env.DATABASE_URL,
    host: env.CHUANGWEI_HOST,
    port: env.CHUANGWEI_PORT,
    secret: env.CHUANGWEI_SECRET,
    identityKeys: readIdentityKeys(env.CHUANGWEI_IDENTITY_KEYS, env.CHUANGWEI_SECRET),
    dataDir: env.CHUANGWEI_DATA,
    webDir: fileURLToPath(new URL('../dist/web/', import.meta.url)),
    origin: env.CHUANGWEI_ORIGIN,
    trustedProxies: (env.CHUANGWEI_PROXY ?? '')
      .split(',')
      .map((address) => address.trim())
      .filter(Boolean),
    requestsPerMinute: env.CHUANGWEI_REQUESTS_PER_MINUTE,
    skipping: env.CHUANGWEI_CLOCK === 'skipping',
    metricsToken: env.CHUANGWEI_METRICS_TOKEN,
    logLevel: env.CHUANGWEI_LOG,
    temporal: {
      connection: temporal.connectionOptions,
      namespace: temporal.namespace ?? 'chuangwei',
      taskQueue: env.CHUANGWEI_TASK_QUEUE,
    },
  }
}
