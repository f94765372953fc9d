import { writeFile } from 'node:fs/promises'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import { Client, Connection } from '@temporalio/client'

/**
 * Keeps the histories of finished or running cases for the replay test.
 * Usage: record-histories <address> <namespace> <case id>=<name> …; writes test/replay/histories/<name>.json.
 */
const [address, namespace, ...pairs] = process.argv.slice(2)
if (!address || !namespace || pairs.length === 0) {
  console.error('用法：record-histories <Temporal 地址> <命名空间> <案号>=<名称> …')
  process.exit(1)
}
const connection = await Connection.connect({ address })
const client = new Client({ connection, namespace })
for (const pair of pairs) {
  const [workflowId = '', name = ''] = pair.split('=')
  const history = await client.workflow.getHandle(workflowId).fetchHistory()
  const json = JSON.stringify(historyToJSON(history))
  await writeFile(new URL(`../test/replay/histories/${name}.json`, import.meta.url), `${json}\n`, { flag: 'wx' })
}
await connection.close()
