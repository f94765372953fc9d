import { Client, Connection, type ConnectionOptions, WorkflowNotFoundError } from '@temporalio/client'
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker'
import { connect } from '../db/connect.ts'
import { noteOperation } from '../db/operations.ts'
import { runningCases } from '../db/verify-commands.ts'
import { bundleWorkflows } from '../worker/worker.ts'
import { codeOf } from './failure.ts'

/** A flow that this code would not carry on, and what the engine's library says of it. */
export type Broken = { workflowId: string; number: string | null; why: string }
export type Replayed = { flows: number; broken: Broken[] }

/**
 * Runs the history of every open flow of an installation through the workflow code at hand, which changes no flow,
 * and notes what came of it for the health page. Returns those that would stop where they are if this code were
 * deployed. Rejects when engine or database don't answer, or when the code can't be bundled.
 */
export async function replayOpenFlows(
  databaseUrl: string,
  engine: ConnectionOptions,
  namespace: string,
): Promise<Replayed> {
  Runtime.install({ logger: new DefaultLogger('ERROR') })
  const connection = await Connection.connect(engine)
  const { db, close } = connect(databaseUrl, { max: 1, name: 'chuangwei-replay' })
  try {
    const client = new Client({ connection, namespace })
    const numbers = new Map((await runningCases(db)).map(({ id, number }) => [id, number]))
    const open = new Set(numbers.keys())
    // Flows without a case, if there are any, are known to the engine alone.
    for await (const { workflowId } of client.workflow.list({ query: `ExecutionStatus = 'Running'` }))
      open.add(workflowId)
    const broken: Broken[] = []
    let flows = 0
    const histories = Worker.runReplayHistories({ workflowBundle: await bundleWorkflows() }, historiesOf(client, open))
    for await (const { workflowId, error } of histories) {
      flows += 1
      if (error) broken.push({ workflowId, number: numbers.get(workflowId) ?? null, why: reasonOf(error) })
    }
    await noteOperation(db, 'REPLAY', { flows, broken: broken.slice(0, 50) }).catch((error: unknown) => {
      // The installation that is looked at may be older than this note; the result is what it is.
      if (codeOf(error) !== '23514' && codeOf(error) !== '42P01') throw error
    })
    return { flows, broken }
  } finally {
    await close()
    await connection.close()
  }
}

async function* historiesOf(client: Client, ids: Iterable<string>) {
  for (const workflowId of ids) {
    try {
      const history = await client.workflow.getHandle(workflowId).fetchHistory()
      // A run that has only just taken over from the one before it has done nothing yet.
      if (history.events?.some(({ workflowTaskCompletedEventAttributes: done }) => done)) yield { workflowId, history }
    } catch (error) {
      // Finished in between, or lost to the engine, which is another check's finding.
      if (!(error instanceof WorkflowNotFoundError)) throw error
    }
  }
}

const reasonOf = (error: Error): string => (error.message.split('\n', 1)[0] ?? error.name).slice(0, 400)
