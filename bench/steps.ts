import { setTimeout as sleep } from 'node:timers/promises'
import { Client, Connection } from '@temporalio/client'
import { connect } from '../db/connect.ts'
import { cast, STEPS } from './good-way.ts'
import { cpuMs, type Figures, median, residentMb, run, table } from './measure.ts'
import { NAMESPACE, scratchFolder, type Stack, startStack } from './stack.ts'
import { signIn } from './users.ts'
import { apiWay, bareWay, directWay, type Way } from './ways.ts'

type Name = 'bare' | 'direct' | 'api'
type Turn = Figures & { cpu: Record<string, number> }

/**
 * Steps per second, latency and CPU of a notice beside the same steps on a bare workflow: one server, one run,
 * turns alternating. Returns Markdown. `seconds` per turn, `turns` of each.
 */
export async function steps(seconds: number, turns: number): Promise<string> {
  const [dataDir, removeFolder] = await scratchFolder()
  const stack = await startStack(dataDir)
  const { db, close } = connect(stack.database, { max: 20 })
  const connection = await Connection.connect({ address: stack.temporalAddress })
  const client = new Client({ connection, namespace: NAMESPACE })
  const [inspector, second, director, head] = await Promise.all([
    signIn(stack.apiUrl, cast.inspector),
    signIn(stack.apiUrl, cast.second),
    signIn(stack.apiUrl, cast.director),
    signIn(stack.apiUrl, cast.head),
  ])
  const ways: Record<Name, Way> = {
    bare: bareWay(client),
    direct: directWay(client, db),
    api: apiWay({ inspector, second, director, head }),
  }
  await sleep(3_000)
  const atRest = await memory(stack)
  const parts: string[] = []
  for (const way of Object.values(ways)) await run(4, 4, async (timed, caller) => void (await way(timed, caller)))
  for (const callers of [1, 16]) {
    const results: Record<Name, Turn[]> = { bare: [], direct: [], api: [] }
    for (let turn = 0; turn < turns; turn += 1) {
      for (const name of ['bare', 'direct', 'api'] as const)
        results[name].push(await oneTurn(stack, ways[name], callers, seconds))
    }
    parts.push(`### ${callers === 1 ? '1 caller' : `${callers} callers`}`, summary(results))
  }
  parts.push('### Memory, MB resident', memoryTable(atRest, await memory(stack)))
  parts.push('### History of one flow', await histories(client, ways))
  await connection.close()
  await close()
  await stack.stop()
  await removeFolder()
  return parts.join('\n\n')
}

async function oneTurn(stack: Stack, way: Way, callers: number, seconds: number): Promise<Turn> {
  const before = await cpu(stack)
  const result = await run(callers, seconds, async (timed, caller) => void (await way(timed, caller)))
  const after = await cpu(stack)
  const perStep = Object.keys(after).map((part) => [part, ((after[part] ?? 0) - (before[part] ?? 0)) / result.count])
  return { ...result, cpu: Object.fromEntries(perStep) as Record<string, number> }
}

async function cpu({ pids }: Stack): Promise<Record<string, number>> {
  const self = process.cpuUsage()
  return {
    worker: (await cpuMs(pids.worker)) + (await cpuMs(pids.bareWorker)),
    temporal: await cpuMs(pids.temporal),
    postgres: await cpuMs(pids.postgres),
    api: await cpuMs(pids.api),
    caller: (self.user + self.system) / 1000,
  }
}

function summary(results: Record<Name, Turn[]>): string {
  const of = (name: Name, figure: (turn: Turn) => number) => median(results[name].map(figure))
  const bare = { perSecond: of('bare', (turn) => turn.perSecond), p95: of('bare', (turn) => turn.p95) }
  const rows = (['bare', 'direct', 'api'] as const).map((name) => {
    const perSecond = of(name, (turn) => turn.perSecond)
    const p95 = of(name, (turn) => turn.p95)
    const cpus = ['worker', 'temporal', 'postgres', 'api', 'caller'].map((part) =>
      of(name, (turn) => turn.cpu[part] ?? 0).toFixed(1),
    )
    const beside = name === 'bare' ? ['1', '–'] : [(perSecond / bare.perSecond).toFixed(2), (p95 - bare.p95).toFixed(0)]
    return [name, perSecond.toFixed(1), of(name, (turn) => turn.p50).toFixed(0), p95.toFixed(0), ...beside, ...cpus]
  })
  const head = ['way', 'steps/s', 'p50 ms', 'p95 ms', 'of bare', 'p95 added ms']
  return table([...head, 'CPU ms a step: worker', 'Temporal', 'PostgreSQL', 'API', 'caller'], rows)
}

const memory = async ({ pids }: Stack) => ({
  worker: await residentMb(pids.worker),
  API: await residentMb(pids.api),
  'Temporal Server': await residentMb(pids.temporal),
})

const memoryTable = (atRest: Awaited<ReturnType<typeof memory>>, loaded: Awaited<ReturnType<typeof memory>>): string =>
  table(
    ['', 'at rest', 'after load'],
    (Object.keys(atRest) as (keyof typeof atRest)[]).map((part) => [part, atRest[part], loaded[part]]),
  )

async function histories(client: Client, ways: Record<Name, Way>): Promise<string> {
  const rows: (string | number)[][] = []
  for (const name of ['bare', 'direct', 'api'] as const) {
    const flow = client.workflow.getHandle(await ways[name]((step) => step(), 0))
    const { historyLength, historySize = 0 } = await flow.describe()
    rows.push([name, historyLength, historySize, (historyLength / STEPS).toFixed(1), Math.round(historySize / STEPS)])
  }
  return table(['way', 'events', 'bytes', 'events a step', 'bytes a step'], rows)
}
