import { sql } from 'kysely'
import { lastOperation } from '../../db/operations.ts'
import { type FlowVersion, LastReplay } from '../../domain/health.ts'
import type { App } from '../context.ts'
import type { Engine } from '../engine.ts'

const MOST = 500
const AT_ONCE = 10
const WORKFLOW_QUEUE = 1

type Followed = Pick<FlowVersion, 'kind' | 'rules' | 'counting' | 'sheet'>

/** What the last run of all open flows through code at hand came to; null when there was none. */
export async function lastReplay({ db }: App): Promise<LastReplay | null> {
  const last = await lastOperation(db, 'REPLAY')
  const read = LastReplay.safeParse({ at: last?.at.toISOString(), ...last?.detail })
  return read.success ? read.data : null
}

/** Which open flows were last carried on by which code, under which rules. Looks at 500; at most eight seconds. */
export async function flowVersions({ db, engine }: App): Promise<{ versions: FlowVersion[]; more: boolean }> {
  const { rows } = await sql<Followed & { id: string }>`
    select id, kind, left(md5(rules::text), 8) as rules,
      case when rules #> '{counting,threshold}' is not null
        then jsonb_build_object('threshold', rules #> '{counting,threshold}', 'per', rules #> '{counting,per}')
      end as counting,
      coalesce(content ->> 'sheet', content #>> '{plan,sheet}') as sheet
    from cases
    where engine_no > 0 and stage <> 'CLOSED'
    order by updated_at desc limit ${MOST + 1}
  `.execute(db)
  return engine.within(8_000, async () => {
    const running = await runningBuilds(engine)
    const groups = new Map<string, FlowVersion>()
    const queue = rows.slice(0, MOST)
    const work = async (): Promise<void> => {
      for (let row = queue.shift(); row !== undefined; row = queue.shift()) {
        const build = await buildOf(engine, row.id)
        const key = `${row.kind} ${build} ${row.rules} ${row.sheet}`
        const group = groups.get(key)
        if (group) group.flows += 1
        else
          groups.set(key, {
            kind: row.kind,
            build: build === null ? null : short(build),
            running: build !== null && running.has(build),
            rules: row.rules,
            counting: row.counting,
            sheet: row.sheet,
            flows: 1,
          })
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    return { versions: [...groups.values()].sort((a, b) => b.flows - a.flows), more: rows.length > MOST }
  })
}

/** The library calls a build by its own version and the code's hash: people tell the hashes apart by their beginning. */
const short = (build: string): string => (build.split('+').at(-1) ?? build).slice(0, 10)

async function buildOf({ connection, namespace }: Engine, workflowId: string): Promise<string | null> {
  const { workflowExecutionInfo } = await connection.workflowService.describeWorkflowExecution({
    namespace,
    execution: { workflowId },
  })
  const { versioningInfo, mostRecentWorkerVersionStamp } = workflowExecutionInfo ?? {}
  return versioningInfo?.deploymentVersion?.buildId || mostRecentWorkerVersionStamp?.buildId || null
}

async function runningBuilds({ connection, namespace, taskQueue }: Engine): Promise<Set<string>> {
  const { pollers } = await connection.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: taskQueue },
    taskQueueType: WORKFLOW_QUEUE,
  })
  return new Set(
    (pollers ?? []).flatMap(({ deploymentOptions, workerVersionCapabilities }) => {
      const build = deploymentOptions?.buildId || workerVersionCapabilities?.buildId
      return build ? [build] : []
    }),
  )
}
