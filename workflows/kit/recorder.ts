import { CancellationScope } from '@temporalio/workflow'
import type { CaseView, EngineEvent, EventData, EventType } from '../../domain/events.ts'
import type { Actor } from '../../domain/people.ts'
import { journalled, type KnownDue } from './journal.ts'
import { nowIso } from './clock.ts'
import { ask } from './turns.ts'
import { until } from './waits.ts'
import { world } from './world.ts'

export type Recorder = ReturnType<typeof createRecorder>

/**
 * Numbers a case's events and writes them in order. Events told in one go are written in one transaction, so
 * that a person's act and what it caused become visible together.
 */
export function createRecorder(caseId: string, view: () => CaseView, written: (then: CaseView) => void) {
  const buffer: EngineEvent[] = []
  const dues: Record<string, KnownDue> = {}
  let documentNo: string | null = null
  let lastNo = 0
  let committedNo = 0
  let writing: Promise<void> = Promise.resolve()

  /** Notes an event; it is written by the next `flush`. Returns its number. */
  function note<T extends EventType>(
    type: T,
    data: EventData[T],
    source: { by: Actor; commandId: string } | null = null,
  ): number {
    lastNo += 1
    const event = {
      no: lastNo,
      at: nowIso(),
      type,
      data,
      by: source?.by ?? null,
      commandId: source?.commandId ?? null,
    }
    buffer.push(event as EngineEvent)
    return lastNo
  }

  /** Writes what was noted. A cancelled case still writes why. */
  function flush(): Promise<void> {
    writing = writing.then(async () => {
      const events = buffer.splice(0)
      const last = events.at(-1)
      if (!last) return
      // As it stood when it was told: in a replay the story may be further on when the answer comes.
      const then = view()
      const facts = await CancellationScope.nonCancellable(() =>
        ask(() => journalled((journal) => world.record({ caseId, events, view: then, journal }))),
      )
      Object.assign(dues, facts.dues)
      documentNo = facts.documentNo ?? documentNo
      committedNo = last.no
      written(then)
    })
    return writing
  }

  /**
   * Asks the world something else once what was noted is written, and writes nothing more before there is an answer:
   * of two answers that are on their way together a replay cannot tell which came first.
   */
  function outside<T>(question: () => Promise<T>): Promise<T> {
    const answer = flush().then(() => ask(question))
    writing = answer.then(
      () => undefined,
      () => undefined,
    )
    return answer
  }

  return {
    note,
    flush,
    outside,
    /** Waits until event `no` is in the ledger, written by whoever flushes next. */
    committed: (no: number) => CancellationScope.nonCancellable(() => until(() => committedNo >= no)),
    due: (taskId: string): KnownDue => {
      const due = dues[taskId]
      if (!due) throw new Error(`no due date was reckoned for ${taskId}`)
      return due
    },
    documentNo: () => documentNo,
    /** The number of the last event that is in the ledger. */
    recordedNo: () => committedNo,
  }
}
