import { Client, WorkflowNotFoundError } from '@temporalio/client'
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js'
import type { NativeConnection } from '@temporalio/worker'
import type { RerunActivities } from '../../activities/contract.ts'
import { whatIsSaid } from '../../activities/said.ts'
import type { Db } from '../../db/connect.ts'
import { readKeptHistory } from '../../db/kept-history.ts'
import { type RecordedCase, readRecorded } from '../../db/recorded.ts'
import { verifyCase } from '../../db/verify.ts'
import { differencesOf, type RerunReport } from '../../domain/rerun.ts'
import { type History, replay, type Rerun } from './replay.ts'

/** How often to look again when the case went on between reading its history and its record. */
const TRIES = 3

/** Runs a case's history again with the present code and compares that with the read model and the ledger. */
export const rerunIn = (options: {
  db: Db
  connection: NativeConnection
  namespace: string
  dataDir: string | undefined
}): RerunActivities => {
  const client = new Client({ connection: options.connection, namespace: options.namespace })

  /** Those of all of its runs, the first one first: each goes on from the journal of the one before it. */
  async function historiesOf(caseId: string): Promise<[History, ...History[]]> {
    const all: [History, ...History[]] = [await lastHistoryOf(caseId)]
    for (;;) {
      const runId = all[0].events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId
      // What an earlier run told is on record all the same when its history is nowhere any more.
      const before = runId ? await historyOf(caseId, runId) : null
      if (before === null) return all
      all.unshift(before)
    }
  }

  async function lastHistoryOf(caseId: string): Promise<History> {
    const last = await historyOf(caseId)
    if (last === null) throw new Error(`no history of ${caseId} is kept`)
    return last
  }

  async function historyOf(caseId: string, runId?: string): Promise<History | null> {
    try {
      return await client.workflow.getHandle(caseId, runId).fetchHistory()
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError) || options.dataDir === undefined) throw error
      const kept = await readKeptHistory(options.db, options.dataDir, caseId, runId)
      return kept === null ? null : historyFromJSON(JSON.parse(kept))
    }
  }

  return {
    async rerun({ caseId }) {
      for (let tries = 1; ; tries += 1) {
        const histories = await historiesOf(caseId)
        const ran = await replayAll(histories, caseId)
        const [recorded, chain] = await Promise.all([readRecorded(options.db, caseId), verifyCase(options.db, caseId)])
        const wentOn = ran.failure === null && recorded.events.length !== (ran.events.at(-1)?.no ?? 0)
        if (wentOn && tries < TRIES) continue
        return reportOf(caseId, histories, ran, recorded, chain)
      }
    },
  }
}

/** What its runs told; of what two of them told, as after one was lost, what was told last. */
async function replayAll(histories: History[], caseId: string): Promise<Rerun> {
  const ran: Rerun = { events: [], view: null, failure: null }
  const told = new Map<number, Rerun['events'][number]>()
  for (const history of histories) {
    // A run that has only just taken over has done nothing yet.
    if (!(history.events ?? []).some(({ workflowTaskCompletedEventAttributes: done }) => done)) continue
    const { events, view, failure } = await replay(history, caseId)
    for (const event of events) told.set(event.no, event)
    ran.view = view ?? ran.view
    ran.failure ??= failure
  }
  ran.events = [...told.values()].sort((one, other) => one.no - other.no)
  return ran
}

function reportOf(
  caseId: string,
  histories: History[],
  ran: Rerun,
  { standing, events, refusals, entries, head }: RecordedCase,
  chain: Awaited<ReturnType<typeof verifyCase>>,
): RerunReport {
  const rerun = ran.view && {
    stage: ran.view.stage,
    round: ran.view.round,
    outcome: ran.view.outcome,
    failedRounds: ran.view.failedRounds,
    openTasks: [...ran.view.openTasks].sort(),
    events: ran.events.at(-1)?.no ?? 0,
  }
  const other = ran.events.find((event) => {
    const kept = events[event.no - 1]
    return (
      kept === undefined ||
      whatIsSaid(event.type, event.commandId, event.data) !== whatIsSaid(kept.type, kept.command_id, kept.data)
    )
  })
  return {
    caseId,
    at: new Date().toISOString(),
    historyEvents: histories.reduce((sum, { events }) => sum + (events?.length ?? 0), 0),
    rerun,
    recorded: standing,
    ledger: { entries, events: events.length, refusals, head },
    differences: differencesOf({
      rerun,
      recorded: standing,
      ledgerEvents: events.length,
      firstOther: ran.failure === null && other ? other.no : null,
      brokenChain: chain && chain.reason,
      failure: ran.failure,
    }),
  }
}
