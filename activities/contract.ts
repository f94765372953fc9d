import type { RecordBatch, RecordFacts } from '../domain/events.ts'

/** A case to open because of another one; `key` says for which of the parent's reasons. */
export type Spawning = {
  parentId: string
  key: string
  kind: string
  idPrefix: string
  title: string
  unitId: string
  place?: string
  roadSectionId?: string
  drafterId: string | null
  content: unknown
  rules?: unknown
  /** Photos that the new case shows. */
  photoIds?: string[]
}

/** What workflows ask of the world. Every activity is idempotent: it may run more than once for one call. */
export interface Activities {
  /**
   * Writes a batch of events to the ledger and the read model in one transaction, reckons the due dates of
   * the tasks it opens, numbers the document it issues, and marks the commands behind it as applied.
   */
  record(batch: RecordBatch): Promise<RecordFacts>

  /**
   * Before a deadline's verdict: how many commands on this task were received by `dueAt` and are not decided,
   * how early the timer is by the database's clock (ms, 0 when it is due), and which outages of ours fell
   * into the last hours before the deadline.
   */
  fence(question: { caseId: string; taskId: string; dueAt: string }): Promise<{
    undecided: number
    earlyMs: number
    outages: { from: string; to: string }[]
  }>

  /**
   * Opens the row of a case to which another gives rise, once for each `key` of the parent, and tells its id and
   * what a new case is told of the campaign and of its unit.
   */
  openSpawnedCase(spawning: Spawning): Promise<{ caseId: string; campaign: string; unitName: string }>

  /** How many rounds a unit has failed this year over all its cases, this one's latest included. */
  failuresOfUnit(question: { unitId: string; year: number }): Promise<number>
}
