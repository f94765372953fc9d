import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ConnectionOptions } from '@temporalio/client'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import { readSecrets } from './data-dir.ts'
import { Failure } from './failure.ts'
import { startPostgres } from './postgres.ts'
import { type Parts, runningParts, type Settings } from './settings.ts'
import { startTemporal } from './temporal.ts'

/** Runs an action on the database: that of DATABASE_URL, of the running installation, or one started for the purpose. */
export async function withDatabase(settings: Settings, action: (databaseUrl: string) => Promise<void>): Promise<void> {
  const url = settings.databaseUrl ?? runningParts(settings.dataDir)?.databaseUrl
  if (url !== undefined) return action(url)
  const postgres = await startPostgres({ dataDir: settings.dataDir })
  try {
    await action(postgres.url('chuangwei'))
  } finally {
    await postgres.stop()
  }
}

/** Runs an action on database and engine: those of the environment, of the running installation, or started for it. */
export async function withEngine(settings: Settings, action: (parts: Parts) => Promise<void>): Promise<void> {
  const running = runningParts(settings.dataDir)
  const databaseUrl = settings.databaseUrl ?? running?.databaseUrl
  const temporalAddress = settings.temporalAddress ?? running?.temporalAddress
  if (databaseUrl !== undefined && temporalAddress !== undefined) return action({ databaseUrl, temporalAddress })
  if (databaseUrl !== undefined || temporalAddress !== undefined) {
    throw new Failure(
      '没有正在运行的创卫：请先 npm start，或同时设置 DATABASE_URL 和 TEMPORAL_ADDRESS。(Run npm start first, or set both variables.)',
    )
  }
  const postgres = await startPostgres({ dataDir: settings.dataDir })
  try {
    const temporal = await startTemporal({
      postgres,
      dataDir: settings.dataDir,
      namespaces: [settings.namespace],
    })
    try {
      await action({ databaseUrl: postgres.url('chuangwei'), temporalAddress: temporal.address })
    } finally {
      await temporal.stop()
    }
  } finally {
    await postgres.stop()
  }
}

/** How to reach the engine: certificates and keys come from the environment only where its address does. */
export const engineOptions = (settings: Settings, parts: Parts): ConnectionOptions =>
  settings.temporalAddress === undefined
    ? { address: parts.temporalAddress }
    : loadClientConnectConfig().connectionOptions

/** The embedded cluster of a data folder: its folder, and the superuser's and the application's addresses. */
export type Cluster = { folder: string; adminUrl: string; databaseUrl: string }

/**
 * Runs an action on the embedded cluster, running or started for it. Rejects with a Failure when the data are
 * elsewhere: whoever runs that PostgreSQL or that Temporal has means of their own.
 */
export async function withCluster(settings: Settings, action: (cluster: Cluster) => Promise<void>): Promise<void> {
  const { dataDir } = settings
  const folder = join(dataDir, 'postgres')
  const running = runningParts(dataDir)
  const ports = knownPorts(dataDir)
  const external = [settings.databaseUrl, running?.databaseUrl].find(
    (url) => url !== undefined && new URL(url).port !== String(ports['postgres']),
  )
  if (external !== undefined) {
    throw new Failure(
      '数据库由 DATABASE_URL 指定，不归本命令备份：请用 pg_basebackup 备份整个实例（须含 temporal、temporal_visibility 两库），并复制数据目录中的 evidence、histories 和 secrets.json。(Use pg_basebackup for that whole PostgreSQL, and copy evidence, histories and secrets.json.)',
    )
  }
  const engine = `127.0.0.1:${ports['frontend'] ?? ''}`
  if ([settings.temporalAddress, running?.temporalAddress].some((at) => at !== undefined && at !== engine)) {
    throw new Failure(
      '流程引擎由 TEMPORAL_ADDRESS 指定，与本地数据库不在同一个实例，单独备份会对不上：请在同一时刻用各自的工具备份两边。(Temporal is elsewhere: back up both with their own tools at the same instant.)',
    )
  }
  if (!existsSync(join(folder, 'PG_VERSION')))
    throw new Failure(`${dataDir} 里还没有数据：请先 npm start，或检查 CHUANGWEI_DATA。(Nothing there yet.)`)
  if (running !== null) {
    const admin = `postgres://postgres:${readSecrets(dataDir).postgres}@127.0.0.1:${ports['postgres'] ?? ''}/chuangwei`
    return action({ folder, adminUrl: admin, databaseUrl: running.databaseUrl })
  }
  const postgres = await startPostgres({ dataDir })
  try {
    await action({ folder, adminUrl: postgres.adminUrl('chuangwei'), databaseUrl: postgres.url('chuangwei') })
  } finally {
    await postgres.stop()
  }
}

function knownPorts(dataDir: string): Record<string, number | undefined> {
  try {
    return JSON.parse(readFileSync(join(dataDir, 'ports.json'), 'utf8')) as Record<string, number>
  } catch {
    return {}
  }
}
