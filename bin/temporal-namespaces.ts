import { setTimeout as sleep } from 'node:timers/promises'
import { Connection, type ConnectionOptions } from '@temporalio/client'
import { msToTs } from '@temporalio/common/lib/time.js'
import { codeOf } from './failure.ts'
import { TIME_SKIPPING_NAMESPACES } from './temporal-config.ts'

// The numbers of Temporal's IndexedValueType, which the client package doesn't export.
const KEYWORD = 2
const DATETIME = 6

/** What an operator filters by in Temporal's own tools: no names, no informants. */
const SEARCH_ATTRIBUTES: Record<string, number> = {
  ProcessKind: KEYWORD,
  UnitCode: KEYWORD,
  Stage: KEYWORD,
  Campaign: KEYWORD,
  DueAt: DATETIME,
}

/** Production keeps finished histories longer than one campaign year; rehearsals and tests are thrown away. */
const retentionDays = (namespace: string): number => (TIME_SKIPPING_NAMESPACES.includes(namespace) ? 7 : 400)

const NOT_FOUND = 5
const ALREADY_EXISTS = 6
const grpcCode = (error: unknown): number =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'number' ? error.code : -1

async function retry<T>(what: string, ms: number, action: () => Promise<T>): Promise<T> {
  for (const end = Date.now() + ms; ; await sleep(200)) {
    try {
      return await action()
    } catch (error) {
      if (Date.now() > end)
        throw new Error(`${what}: ${error instanceof Error ? error.message : codeOf(error)}`, { cause: error })
    }
  }
}

/**
 * Registers namespaces and their search attributes where missing, and resolves when they can be used.
 * May be called again at any time. Rejects when the server doesn't answer within a minute.
 */
export async function ensureNamespaces(to: ConnectionOptions, namespaces: readonly string[]): Promise<void> {
  const connection = await Connection.connect({ connectTimeout: '30s', ...to })
  try {
    for (const namespace of namespaces) {
      const isNew = await registerNamespace(connection, namespace)
      const isChanged = await addSearchAttributes(connection, namespace)
      if (isNew || isChanged) await untilSearchable(connection, namespace)
    }
  } finally {
    await connection.close()
  }
}

async function registerNamespace(connection: Connection, namespace: string): Promise<boolean> {
  return retry(`namespace ${namespace}`, 60_000, async () => {
    try {
      await connection.workflowService.describeNamespace({ namespace })
      return false
    } catch (error) {
      if (grpcCode(error) !== NOT_FOUND) throw error
    }
    try {
      await connection.workflowService.registerNamespace({
        namespace,
        workflowExecutionRetentionPeriod: msToTs(`${retentionDays(namespace)} days`),
      })
    } catch (error) {
      if (grpcCode(error) !== ALREADY_EXISTS) throw error
    }
    return true
  })
}

async function addSearchAttributes(connection: Connection, namespace: string): Promise<boolean> {
  return retry(`search attributes of ${namespace}`, 60_000, async () => {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace })
    const missing = Object.entries(SEARCH_ATTRIBUTES).filter(([name]) => !(name in customAttributes))
    if (missing.length === 0) return false
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: Object.fromEntries(missing) })
    return true
  })
}

/** The services read namespaces from a cache that they refresh every few seconds. */
async function untilSearchable(connection: Connection, namespace: string): Promise<void> {
  const query = Object.entries(SEARCH_ATTRIBUTES)
    .map(([name, type]) => `${name} = ${type === DATETIME ? "'2026-01-01T00:00:00Z'" : "'x'"}`)
    .join(' AND ')
  await retry(`search in ${namespace}`, 60_000, () =>
    connection.workflowService.countWorkflowExecutions({ namespace, query }),
  )
}
