import { randomUUID } from 'node:crypto'
import { Client, Connection } from '@temporalio/client'
import { spawnPart, startPostgres, startTemporal } from '../bin/stack.ts'
import { connect } from '../db/connect.ts'
import { migrate } from '../db/migrate.ts'
import { importSampleCounty } from '../db/sample.ts'
import { answer } from './bare/workflow.ts'
import { cpuMs, median, residentMb, run } from './measure.ts'
import { answerTask, goodWay, startNotice } from './notice.ts'

/**
 * Steps per second and latency of a notice beside the same steps on a bare workflow: same server, same run,
 * turns alternating. Usage: steps.ts [seconds per turn] [turns]
 */
const [seconds = 8, turns = 3] = process.argv.slice(2).map(Number)
const dataDir = `/tmp/chuangwei-bench-${process.pid}`
const postgres = await startPostgres({ dataDir })
const temporal = await startTemporal({ postgres, dataDir, namespaces: ['bench'] })
const database = postgres.url('chuangwei')
await migrate(database)
await importSampleCounty(database)
const env = { DATABASE_URL: database, TEMPORAL_ADDRESS: temporal.address, TEMPORAL_NAMESPACE: 'bench', TZ: 'Asia/Shanghai' }
const ready = { line: 'worker ready' }
const worker = await spawnPart({ name: 'worker', entry: 'worker/main.ts', dataDir, env, ready })
const bareWorker = await spawnPart({ name: 'bare', entry: 'bench/bare/worker.ts', dataDir, env, ready })
const { db, close } = connect(database, { max: 20 })
const connection = await Connection.connect({ address: temporal.address })
const client = new Client({ connection, namespace: 'bench' })

const STEPS = goodWay().length
let lastNotice = ''
let lastBare = ''

const ways = {
  bare: async (timed: <T>(step: () => Promise<T>) => Promise<T>) => {
    const workflowId = `bare-${randomUUID()}`
    await client.workflow.start('bare', { workflowId, taskQueue: 'bare', args: [{ steps: STEPS }] })
    const acts = goodWay()
    for (const [step, { form }] of acts.entries()) {
      await timed(() => client.workflow.getHandle(workflowId).executeUpdate(answer, { args: [{ step, form }] }))
    }
    lastBare = workflowId
  },
  notice: async (timed: <T>(step: () => Promise<T>) => Promise<T>) => {
    const caseId = await startNotice(client, db, 'chuangwei')
    // The bare flow takes its first answer at once; the notice takes it when its first task is on record.
    await client.workflow.getHandle(caseId).executeUpdate('opened')
    for (const [n, act] of goodWay().entries()) await timed(() => answerTask(client, caseId, n + 1, act))
    lastNotice = caseId
  },
}

const cpu = async (): Promise<Record<string, number>> => ({
  worker: (await cpuMs(worker.pid)) + (await cpuMs(bareWorker.pid)),
  temporal: await cpuMs(temporal.pid),
  postgres: await cpuMs(postgres.pid),
  client: process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000,
})

for (const way of Object.values(ways)) await run(4, 4, way)
for (const callers of [1, 16]) {
  const results: Record<keyof typeof ways, { perSecond: number; p50: number; p95: number }[]> = { bare: [], notice: [] }
  for (let turn = 0; turn < turns; turn += 1) {
    for (const name of ['bare', 'notice'] as const) {
      const before = await cpu()
      const result = await run(callers, seconds, ways[name])
      const after = await cpu()
      const perStep = Object.keys(after).map((part) => `${part} ${(((after[part] ?? 0) - (before[part] ?? 0)) / result.count).toFixed(1)}`)
      results[name].push(result)
      console.log(
        `${callers} callers, ${name}: ${result.perSecond.toFixed(1)} steps/s, p50 ${result.p50.toFixed(1)} ms, p95 ${result.p95.toFixed(1)} ms; ` +
          `CPU ms a step: ${perStep.join(', ')}`,
      )
    }
  }
  const of = (name: keyof typeof ways, key: 'perSecond' | 'p50' | 'p95') => median(results[name].map((result) => result[key]))
  console.log(
    `${callers} callers, medians: throughput ratio ${(of('notice', 'perSecond') / of('bare', 'perSecond')).toFixed(2)}, ` +
      `p95 added ${(of('notice', 'p95') - of('bare', 'p95')).toFixed(1)} ms`,
  )
}
for (const [name, workflowId] of [['notice', lastNotice], ['bare', lastBare]] as const) {
  const description = await client.workflow.getHandle(workflowId).describe()
  const { historyLength = 0, historySize = 0 } = description
  console.log(`${name}: ${historyLength} history events, ${historySize} bytes; per step ${(historyLength / STEPS).toFixed(1)} events, ${Math.round(historySize / STEPS)} bytes`)
}
console.log(`memory: worker ${await residentMb(worker.pid)} MB, bare worker ${await residentMb(bareWorker.pid)} MB, Temporal ${await residentMb(temporal.pid)} MB`)

await Promise.all([worker.stop(), bareWorker.stop()])
await connection.close()
await close()
await temporal.stop()
await postgres.stop()
