import { Connection } from '@temporalio/client'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import { Failure, textOf } from './failure.ts'
import type { Log } from './keep.ts'
import { ensureNamespaces } from './temporal-namespaces.ts'

/**
 * Makes sure that the Temporal of the environment (TEMPORAL_ADDRESS, TEMPORAL_TLS_*, TEMPORAL_API_KEY, …) answers,
 * and registers namespace and search attributes where we may. Where only its administrator may, `log` says so.
 * Rejects with a Failure when it can't be reached.
 */
export async function checkOwnTemporal(namespace: string, log: Log): Promise<void> {
  const { address = '', tls, apiKey, metadata } = loadClientConnectConfig().connectionOptions
  const to = { address, tls, apiKey, metadata }
  try {
    const connection = await Connection.connect({ ...to, connectTimeout: '15s' })
    await connection.close()
  } catch (error) {
    throw new Failure(
      `连不上 TEMPORAL_ADDRESS 指定的 ${address}：请检查地址和 TEMPORAL_TLS_*、TEMPORAL_API_KEY。(Can't connect: ${textOf(error)})`,
    )
  }
  try {
    await ensureNamespaces(to, [namespace])
  } catch (error) {
    log(`命名空间 ${namespace} 请由 Temporal 管理员准备 (ask its administrator): ${textOf(error)}`)
  }
}
