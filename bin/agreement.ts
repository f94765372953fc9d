import { setTimeout as sleep } from 'node:timers/promises'
import { Client, Connection, type ConnectionOptions, WorkflowNotFoundError } from '@temporalio/client'
import { connect, type Db } from '../db/connect.ts'
import { type RunningCase, runningCases } from '../db/verify-commands.ts'
import { type Standing, STANDING_QUERY } from '../domain/commands.ts'

const AT_ONCE = 8

/** A case of which the engine and the read model tell different things. */
export type Disagreement = { caseId: string; number: string | null; why: string }

/**
 * Compares every open case with its execution: that it runs, that the last event it has recorded is the read
 * model's last, that the same tasks wait. Needs a worker. A step that was recorded and then lost to the engine is
 * run again by it, so what differs is looked at again until `ms` milliseconds are over.
 */
export async function compareWithEngine(
  { databaseUrl, engine }: { databaseUrl: string; engine: ConnectionOptions },
  namespace: string,
  ms = 90_000,
): Promise<{ cases: number; differing: Disagreement[] }> {
  const connection = await Connection.connect(engine)
  const client = new Client({ connection, namespace })
  const { db, close } = connect(databaseUrl, { max: 2, name: 'chuangwei-verify' })
  try {
    const cases = await runningCases(db)
    let differing = await compare(db, client, cases)
    for (const end = Date.now() + ms; differing.length > 0 && Date.now() < end; ) {
      await sleep(1_000)
      const again = new Set(differing.map(({ caseId }) => caseId))
      differing = await compare(
        db,
        client,
        cases.filter(({ id }) => again.has(id)),
      )
    }
    return { cases: cases.length, differing }
  } finally {
    await close()
    await connection.close()
  }
}

async function compare(db: Db, client: Client, cases: RunningCase[]): Promise<Disagreement[]> {
  const found: Disagreement[] = []
  const queue = [...cases]
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const why = await difference(db, client, next.id)
      if (why !== null) found.push({ caseId: next.id, number: next.number, why })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return found
}

async function difference(db: Db, client: Client, caseId: string): Promise<string | null> {
  try {
    const handle = client.workflow.getHandle(caseId)
    const { status } = await handle.describe()
    const engine =
      status.name === 'RUNNING'
        ? await client.withDeadline(Date.now() + 15_000, () => handle.query<Standing>(STANDING_QUERY))
        : null
    // Read after the engine: a case may go on while it is looked at.
    const [known] = await runningCases(db, caseId)
    if (engine === null) return known === undefined ? null : `流程引擎中的状态是 ${status.name} (not running)`
    if (known === undefined) return '台账中已办结，流程引擎中还在运行 (closed in the ledger only)'
    if (engine.eventNo !== known.engine_no)
      return `台账到第 ${known.engine_no} 件，流程引擎到第 ${engine.eventNo} 件 (different last events)`
    const waiting = [...engine.openTasks].sort().join(' ')
    if (waiting !== [...known.open].sort().join(' '))
      return `等待办理的环节不同：台账 ${known.open.join(' ')}，引擎 ${waiting} (different open tasks)`
    return null
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return '流程引擎中没有这一案 (unknown to the engine)'
    return error instanceof Error ? error.message : String(error)
  }
}
