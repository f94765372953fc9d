import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  Client,
  Connection,
  isGrpcServiceError,
  type WorkflowExecutionDescription,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WithStartWorkflowOperation,
} from '@temporalio/client'
import {
  ApplicationFailure,
  defineSearchAttributeKey,
  SearchAttributeType,
  TypedSearchAttributes,
} from '@temporalio/common'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import type { RunHistory } from '../db/kept-history.ts'
import { ACT_UPDATE, type Applied, CATCHING_UP, type Command, OPENED_UPDATE, REFUSED } from '../domain/commands.ts'
import { ANEW, type Start } from '../domain/journal.ts'
import type { Launch } from '../domain/processes/definition.ts'
import type { FieldError, RefusalParams } from '../domain/refusals.ts'
import type { RerunReport } from '../domain/rerun.ts'
import type { Config } from './config.ts'

/** How long a person waits for the engine's decision before being told that their act is received. ms */
const DECISION_MS = 8_000

/** After how long a case that is being brought up to date is asked again. ms */
const AGAIN_MS = 50

/** Running a history again takes seconds, and the first one bundles the workflows. ms */
const RERUN_MS = 60_000
/** How long an export waits for a history before it does without. ms */
const HISTORY_MS = 10_000

/** What the engine said to a command. `unknown`: no answer in time, or one that says nothing about the rules. */
export type Verdict =
  | { kind: 'applied'; applied: Applied | null }
  | { kind: 'refused'; code: string; params: RefusalParams; fields: FieldError[] }
  | { kind: 'closed' }
  | { kind: 'unknown'; why: string }

const attributes = {
  kind: defineSearchAttributeKey('ProcessKind', SearchAttributeType.KEYWORD),
  unit: defineSearchAttributeKey('UnitCode', SearchAttributeType.KEYWORD),
  stage: defineSearchAttributeKey('Stage', SearchAttributeType.KEYWORD),
  campaign: defineSearchAttributeKey('Campaign', SearchAttributeType.KEYWORD),
}

export type Engine = {
  namespace: string
  taskQueue: string
  connection: Connection
  /** Sends an act under its command's id, so that sending it again is the same act. Never throws. */
  act(caseId: string, command: Command): Promise<Verdict>
  /** Starts a case and waits for its opening to be recorded. Never throws. */
  launch(commandId: string, launch: Launch): Promise<Verdict>
  describe(caseId: string): Promise<WorkflowExecutionDescription>
  /** Has a worker run a case's history again. Rejects when none answers in time. */
  rerun(caseId: string): Promise<RerunReport>
  /** The histories of a case's runs, each going on where the one before it gave way, as far as the engine has them. */
  histories(caseId: string): Promise<RunHistory[]>
  /** Runs calls under one deadline, ms from now; they reject when it passes. */
  within<T>(ms: number, calls: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Opens the way to Temporal. Connects when first used, and again whenever it must. */
export function createEngine(
  { temporal }: Pick<Config, 'temporal'>,
  decisionMs = DECISION_MS,
  askingMs = Number.POSITIVE_INFINITY,
): Engine {
  const { namespace, taskQueue } = temporal
  const connection = Connection.lazy({ ...temporal.connection, connectTimeout: '5s' })
  const client = new Client({ connection, namespace })
  const within = <T>(ms: number, calls: () => Promise<T>): Promise<T> =>
    connection.withDeadline(Date.now() + Math.min(ms, askingMs), calls)

  return {
    namespace,
    taskQueue,
    connection,
    within,

    act: (caseId, command) =>
      verdictOf(() =>
        within(decisionMs, () =>
          onceUpToDate(() =>
            client.workflow
              .getHandle(caseId)
              .executeUpdate<Applied, [Command]>(ACT_UPDATE, { args: [command], updateId: command.id }),
          ),
        ),
      ),

    launch: (commandId, launch) =>
      verdictOf(() =>
        within(decisionMs, () =>
          client.workflow.executeUpdateWithStart<(launch: Launch, start: Start) => Promise<unknown>, Applied, []>(
            OPENED_UPDATE,
            {
              updateId: commandId,
              args: [],
              startWorkflowOperation: new WithStartWorkflowOperation(launch.kind, {
                workflowId: launch.caseId,
                taskQueue,
                args: [launch, ANEW],
                // Sent again after a lost answer, it finds the case that it started.
                workflowIdConflictPolicy: 'USE_EXISTING',
                workflowIdReusePolicy: 'REJECT_DUPLICATE',
                typedSearchAttributes: new TypedSearchAttributes([
                  { key: attributes.kind, value: launch.kind },
                  { key: attributes.unit, value: launch.unitId },
                  { key: attributes.stage, value: 'DRAFT' },
                  { key: attributes.campaign, value: launch.campaign },
                ]),
              }),
            },
          ),
        ),
      ),

    rerun: (caseId) =>
      within(RERUN_MS, () =>
        client.workflow.execute<(asked: { caseId: string }) => Promise<RerunReport>>('rerunCase', {
          workflowId: `rerun-${caseId}-${randomUUID()}`,
          taskQueue,
          args: [{ caseId }],
        }),
      ),

    histories: (caseId) =>
      within(HISTORY_MS, async () => {
        const all: RunHistory[] = []
        try {
          let { runId } = await client.workflow.getHandle(caseId).describe()
          while (runId !== '') {
            const history = await client.workflow.getHandle(caseId, runId).fetchHistory()
            all.unshift({ runId, said: historyToJSON(history) })
            runId = history.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId ?? ''
          }
        } catch (error) {
          // Its first runs the engine may have forgotten already.
          if (!(error instanceof WorkflowNotFoundError)) throw error
        }
        return all
      }),

    describe: (caseId) => client.workflow.getHandle(caseId).describe(),
    close: () => connection.close(),
  }
}

/** A case that is being told again takes no acts until it has come to where it stands. */
async function onceUpToDate(ask: () => Promise<Applied>): Promise<Applied> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined
      if (!(cause instanceof ApplicationFailure) || cause.type !== CATCHING_UP) throw error
    }
    await sleep(AGAIN_MS)
  }
}

async function verdictOf(ask: () => Promise<Applied>): Promise<Verdict> {
  try {
    return { kind: 'applied', applied: await ask() }
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError) return ruling(error.cause)
    if (error instanceof WorkflowNotFoundError) return { kind: 'closed' }
    // Started earlier and finished since: the ledger knows what became of it.
    if (error instanceof WorkflowExecutionAlreadyStartedError) return { kind: 'applied', applied: null }
    return { kind: 'unknown', why: messageOf(error) }
  }
}

function ruling(cause: unknown): Verdict {
  if (!(cause instanceof ApplicationFailure)) return { kind: 'unknown', why: messageOf(cause) }
  // The case closed while this was on its way, or after it was let in and before it was carried out.
  if (cause.type === 'AcceptedUpdateCompletedWorkflow' || cause.type === 'UpdateAbortedByWorkflowClosing')
    return { kind: 'closed' }
  if (cause.type !== REFUSED) return { kind: 'unknown', why: messageOf(cause) }
  const [code, params, fields] = (cause.details ?? []) as [string, RefusalParams | undefined, FieldError[] | undefined]
  return { kind: 'refused', code, params: params ?? {}, fields: fields ?? [] }
}

function messageOf(error: unknown): string {
  const inner = error instanceof Error && isGrpcServiceError(error.cause) ? error.cause : error
  return inner instanceof Error ? `${inner.name}: ${inner.message}`.slice(0, 500) : String(inner)
}
