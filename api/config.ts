import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const optional = z.string().trim().optional().transform((value) => value || undefined)

const Environment = z.object({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'postgres://用户:密码@主机:端口/数据库'),
  CHUANGWEI_HOST: z.string().default('127.0.0.1'),
  CHUANGWEI_PORT: z.coerce.number().int().min(0).max(65_535).default(8000),
  CHUANGWEI_SECRET: z.string().min(32, '至少 32 个字符'),
  CHUANGWEI_DATA: z.string().min(1),
  /** Address at which people reach this server, when a proxy stands in front; `https:` makes cookies secure. */
  CHUANGWEI_ORIGIN: optional.pipe(z.url().optional()),
  /** Addresses of the proxies in front, comma-separated, whose word about the client's address is taken. */
  CHUANGWEI_PROXY: optional,
  CHUANGWEI_TASK_QUEUE: z.string().default('chuangwei'),
  CHUANGWEI_CLOCK: z.enum(['real', 'skipping']).default('real'),
  CHUANGWEI_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  TEMPORAL_ADDRESS: z.string().default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().default('chuangwei'),
  TEMPORAL_API_KEY: optional,
  TEMPORAL_TLS: optional,
  TEMPORAL_TLS_SERVER_NAME: optional,
  TEMPORAL_TLS_SERVER_CA_CERT_PATH: optional,
  TEMPORAL_TLS_SERVER_CA_CERT_DATA: optional,
  TEMPORAL_TLS_CLIENT_CERT_PATH: optional,
  TEMPORAL_TLS_CLIENT_CERT_DATA: optional,
  TEMPORAL_TLS_CLIENT_KEY_PATH: optional,
  TEMPORAL_TLS_CLIENT_KEY_DATA: optional,
})
type Environment = z.infer<typeof Environment>

export type TemporalTls = { serverName?: string; serverRootCACertificate?: Buffer; clientCertPair?: { crt: Buffer; key: Buffer } }

export type Config = {
  databaseUrl: string
  host: string
  port: number
  secret: string
  dataDir: string
  webDir: string
  origin: string | undefined
  trustedProxies: string[]
  skipping: boolean
  logLevel: Environment['CHUANGWEI_LOG']
  temporal: {
    address: string
    namespace: string
    taskQueue: string
    apiKey: string | undefined
    tls: TemporalTls | boolean
  }
}

/** The API's settings from environment variables. Throws an Error that names every variable at fault. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const parsed = Environment.safeParse(environment)
  if (!parsed.success) throw new Error(`环境变量有误 (environment):\n${z.prettifyError(parsed.error)}`)
  const env = parsed.data
  return {
    databaseUrl: env.DATABASE_URL,
    host: env.CHUANGWEI_HOST,
    port: env.CHUANGWEI_PORT,
    secret: env.CHUANGWEI_SECRET,
    dataDir: env.CHUANGWEI_DATA,
    webDir: fileURLToPath(new URL('../dist/web/', import.meta.url)),
    origin: env.CHUANGWEI_ORIGIN,
    trustedProxies: (env.CHUANGWEI_PROXY ?? '').split(',').map((address) => address.trim()).filter(Boolean),
    skipping: env.CHUANGWEI_CLOCK === 'skipping',
    logLevel: env.CHUANGWEI_LOG,
    temporal: {
      address: env.TEMPORAL_ADDRESS,
      namespace: env.TEMPORAL_NAMESPACE,
      taskQueue: env.CHUANGWEI_TASK_QUEUE,
      apiKey: env.TEMPORAL_API_KEY,
      tls: tlsOf(env),
    },
  }
}

function tlsOf(env: Environment): TemporalTls | boolean {
  if (env.TEMPORAL_TLS === 'false') return false
  const read = (path: string | undefined, data: string | undefined) =>
    path === undefined ? (data === undefined ? undefined : Buffer.from(data)) : readFileSync(path)
  const ca = read(env.TEMPORAL_TLS_SERVER_CA_CERT_PATH, env.TEMPORAL_TLS_SERVER_CA_CERT_DATA)
  const crt = read(env.TEMPORAL_TLS_CLIENT_CERT_PATH, env.TEMPORAL_TLS_CLIENT_CERT_DATA)
  const key = read(env.TEMPORAL_TLS_CLIENT_KEY_PATH, env.TEMPORAL_TLS_CLIENT_KEY_DATA)
  if (env.TEMPORAL_TLS_SERVER_NAME === undefined && ca === undefined && crt === undefined) {
    return env.TEMPORAL_TLS === 'true' || env.TEMPORAL_API_KEY !== undefined
  }
  return {
    ...(env.TEMPORAL_TLS_SERVER_NAME === undefined ? {} : { serverName: env.TEMPORAL_TLS_SERVER_NAME }),
    ...(ca === undefined ? {} : { serverRootCACertificate: ca }),
    ...(crt === undefined || key === undefined ? {} : { clientCertPair: { crt, key } }),
  }
}
