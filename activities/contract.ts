import type { RecordBatch, RecordFacts } from '../domain/events.ts'
import type { AskedIntervention, Target } from '../domain/intervention-forms.ts'
import type { InterventionState, ItemState } from '../domain/interventions.ts'
import type { Entry } from '../domain/journal.ts'
import type { RerunReport } from '../domain/rerun.ts'
import type { NumberedItem } from '../domain/letter-changes.ts'
import type { AssessmentActivities } from './assessment-contract.ts'
import type { PatrolActivities } from './patrol-contract.ts'
import type { ProblemActivities } from './problem-contract.ts'
import type { BookingMode, Holding, Posting, Year } from '../domain/settlement.ts'

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

/** What the processes of the campaign's year ask of its books. Amounts are fen, points are integers of 0.01. */
export interface YearActivities {
  /**
   * Books a case's posting once. `posted` is false when the voucher is another posting's, and also, with `changed`,
   * when another case has booked meanwhile what this one was to settle.
   */
  postDeposit(posting: Posting): Promise<{ posted: boolean; changed: boolean }>
  /** How a unit's year stands: what is held, what its letters asked and what was done, its published score. */
  yearOfUnit(question: {
    unitId: string
    year: number
  }): Promise<Year & { heldFen: number; holdings: Holding[]; mode: BookingMode }>
  /** What is held of one person in a unit and year, fen, and how it was booked. */
  heldOf(question: { unitId: string; year: number; payerId: string }): Promise<{ fen: number; mode: BookingMode }>
  /** How many referrals to discipline inspection are open about a unit. */
  openInvestigations(question: { unitId: string }): Promise<{ count: number }>
  /** Keeps the tasks of a signed letter. */
  recordLetter(letter: { caseId: string; unitId: string; year: number; items: NumberedItem[] }): Promise<void>
  /** Keeps them as an amendment has them; those in `anew` are open again, those that are not there are dropped. */
  amendLetter(letter: {
    caseId: string
    unitId: string
    year: number
    /** The amendment's case. */
    by: string
    items: NumberedItem[]
    anew: number[]
  }): Promise<void>
  /** What the unit reports of a task: what was done, and the ids of the photos that show it. `at` is ISO. */
  recordItemReport(report: { caseId: string; no: number; done: string; evidence: string[]; at: string }): Promise<void>
  /** What became of one of them; `rate` is how much was done, per cent; `at` is ISO. */
  recordLetterItem(item: {
    caseId: string
    no: number
    result: 'DONE' | 'PART' | 'NOT_DONE'
    rate: number
    at: string
  }): Promise<void>
}

/** What re-running a case asks; only a worker can do it. */
export interface RerunActivities {
  rerun(question: { caseId: string }): Promise<RerunReport>
}

/** What a run asks about the run before it, and about cases that were started before it. */
export interface JournalActivities {
  /** A piece of a case's journal, from entry `from` on, of its first `upTo` (null: of all that is kept). */
  readJournal(question: {
    caseId: string
    from: number
    upTo: number | null
  }): Promise<{ entries: Entry[]; total: number }>
}

/** What only a worker knows, because it asks the engine. */
export interface EngineActivities {
  /** Whether a case's execution has ended, and how: with a value, or otherwise. */
  endOfCase(question: {
    caseId: string
  }): Promise<{ isOver: false } | { isOver: true; value: unknown; failure: string | null }>
}

/** What workflows ask of the world. Every activity is idempotent: it may run more than once for one call. */
export interface Activities
  extends YearActivities,
    AssessmentActivities,
    ProblemActivities,
    PatrolActivities,
    JournalActivities {
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

/** One case of an intervention, on its way. `tries` tells a repeated try of a failed one from the first. */
export type Job = Pick<AskedIntervention, 'id' | 'act' | 'form' | 'reason' | 'by'> & {
  no: number
  target: Target
  second: { userId: string; name: string } | null
  tries: number
}

/** What an intervention asks of the world; only a worker can do it. Each may run more than once for one call. */
export interface InterventionActivities {
  /** Keeps what was asked. `expiresAt`: until when a second administrator can confirm it; null where none is needed. */
  openIntervention(asked: AskedIntervention): Promise<{ expiresAt: string | null }>
  /** Keeps what became of it. */
  noteIntervention(change: {
    id: string
    state: InterventionState
    by: { userId: string; name: string }
    second?: { userId: string; name: string }
    note?: string
  }): Promise<void>
  /** Does it to one case, once. Returns what became of that one; what went wrong is kept with it. */
  carryOut(job: Job): Promise<ItemState>
  /** It could not be done, several times over: kept, so that it can be tried again. */
  failItem(of: { id: string; no: number; why: string }): Promise<void>
  /** Whatever has not begun is left out. */
  leaveOut(of: { id: string }): Promise<void>
}
