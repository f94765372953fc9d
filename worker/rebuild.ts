import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client'
import { TypedSearchAttributes } from '@temporalio/common'
import type { Db } from '../db/connect.ts'
import { beginningOf, journalOf } from '../db/journal.ts'
import { appendLedger } from '../db/ledger.ts'
import type { Past } from '../domain/journal.ts'
import type { Actor } from '../domain/people.ts'
import { REBUILT, type Rebuilt } from '../domain/rebuilt.ts'
import { attributes } from '../workflows/kit/attributes.ts'

export type Rebuilding = { db: Db; client: Client; taskQueue: string }

/** Why a case cannot be rebuilt: it runs, it is closed, or nothing is kept from which it could be told again. */
export type NotRebuilt = 'UNKNOWN' | 'CLOSED' | 'RUNNING' | 'NO_JOURNAL'

/**
 * Starts a new execution, under the same id, for a case whose execution was deleted or lost: it is told again from its
 * journal and goes on with its open tasks, what is left of their time, and the acts that it knows. That, who had it
 * done and why, is in the ledger before it starts. Returns why not, or null when it has started; the same call again
 * finds it running. `by` is null for the person at the machine.
 */
export async function rebuild(
  { db, client, taskQueue }: Rebuilding,
  caseId: string,
  { by, reason }: { by: Actor | null; reason: string },
): Promise<NotRebuilt | null> {
  const of = await db
    .selectFrom('cases')
    .select(['kind', 'unit_id', 'stage', 'closed_at'])
    .where('id', '=', caseId)
    .executeTakeFirst()
  if (!of) return 'UNKNOWN'
  if (of.stage === 'CLOSED') return 'CLOSED'
  if (await isRunning(client, caseId)) return 'RUNNING'
  const beginning = await beginningOf(db, caseId)
  if (!beginning) return 'NO_JOURNAL'
  const entries = await journalOf(db, caseId)
  const data: Rebuilt = { by: by?.name ?? null, reason, entries: entries.length }
  await db.transaction().execute((trx) =>
    appendLedger(trx, caseId, [
      {
        kind: 'EVENT',
        engineNo: null,
        at: new Date().toISOString(),
        actor: by,
        commandId: null,
        type: REBUILT,
        data,
      },
    ]),
  )
  const past: Past = { stored: null, since: [], beginning }
  try {
    await client.workflow.start<(input: unknown, past: Past) => Promise<unknown>>(beginning.kind, {
      workflowId: caseId,
      taskQueue,
      args: [beginning.input, past],
      // A case's time never goes back: in a rehearsal it ran ahead of the real one.
      startDelay: Math.max(0, (entries.at(-1) ?? beginning).at - Date.now()),
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'FAIL',
      typedSearchAttributes: new TypedSearchAttributes([
        { key: attributes.kind, value: of.kind },
        { key: attributes.unit, value: of.unit_id },
        { key: attributes.stage, value: of.stage },
        { key: attributes.campaign, value: campaignIn(beginning.input) },
      ]),
    })
    return null
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 'RUNNING'
    throw error
  }
}

async function isRunning(client: Client, caseId: string): Promise<boolean> {
  try {
    return (await client.workflow.getHandle(caseId).describe()).status.name === 'RUNNING'
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false
    throw error
  }
}

const campaignIn = (input: unknown): string =>
  typeof input === 'object' && input !== null && 'campaign' in input && typeof input.campaign === 'string'
    ? input.campaign
    : ''
