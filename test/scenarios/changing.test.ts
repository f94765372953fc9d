import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { Client, Connection } from '@temporalio/client'
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker } from '@temporalio/worker'
import { expect, inject, test } from 'vitest'
import { createActivities } from '../../activities/index.ts'
import { connect } from '../../db/connect.ts'
import { ANEW, type Start } from '../../domain/journal.ts'
import { NAMESPACE } from '../setup/running.ts'
import type { Said } from './changing/stories.ts'

/** Process code that was changed asks `changed`, and a story that is told again gets the answers of its first telling. */

const stack = inject('stack')
const taskQueue = `changing-${randomUUID()}`
const workflowBundle = await bundleWorkflowCode({
  workflowsPath: fileURLToPath(new URL('./changing/stories.ts', import.meta.url)),
  logger: new DefaultLogger('WARN'),
})

test('what was told before a change stays so, what comes after it is told anew', async () => {
  const connection = await Connection.connect({ address: stack.temporal })
  const native = await NativeConnection.connect({ address: stack.temporal })
  const client = new Client({ connection, namespace: NAMESPACE })
  const { db, close } = connect(stack.database, { max: 1 })
  const worker = await Worker.create({
    connection: native,
    namespace: NAMESPACE,
    taskQueue,
    workflowBundle,
    activities: createActivities(db, { skipping: true }),
  })

  async function tell(kind: 'before' | 'after', ends: number, start: Start, words: string[]): Promise<Said> {
    const workflowId = `changing-${randomUUID()}`
    type Story = (of: { ends: number }, start: Start) => Promise<Said>
    const handle = await client.workflow.start<Story>(kind, { workflowId, taskQueue, args: [{ ends }, start] })
    for (const word of words) await handle.signal('word', word)
    const end = await handle.result()
    await Worker.runReplayHistory({ workflowBundle }, await handle.fetchHistory(), workflowId)
    return end
  }

  await worker.runUntil(async () => {
    const old = await tell('before', 2, ANEW, ['one', 'two'])
    expect(old.said).toEqual(['one', 'two'])
    const grown = await tell('after', 4, old.past, ['three', 'four'])
    expect(grown.said).toEqual(['one', 'two', 'three!', 'four!'])
    const again = await tell('after', 5, grown.past, ['five'])
    expect(again.said).toEqual(['one', 'two', 'three!', 'four!', 'five!'])
    expect(again.past.since.filter((entry) => 'changed' in entry)).toHaveLength(1)
    const begun = await tell('after', 1, ANEW, ['one'])
    expect((await tell('after', 2, begun.past, ['two'])).said).toEqual(['one!', 'two!'])
  })
  await Promise.all([connection.close(), native.close(), close()])
})
