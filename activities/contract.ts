import type { Score, ScoreLine, Sheet } from '../domain/assessment/score.ts'
import type { RecordBatch, RecordFacts } from '../domain/events.ts'
import type { RerunReport } from '../domain/rerun.ts'
import type { LetterItem } from '../domain/letter-forms.ts'
import type { PatrolActivities } from './patrol-contract.ts'
import type { ProblemActivities } from './problem-contract.ts'
import type { Posting, Year } from '../domain/settlement.ts'

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
  /** Books a case's posting once. `posted` is false when the voucher is another posting's. */
  postDeposit(posting: Posting): Promise<{ posted: boolean }>
  /** How a unit's year stands: what is held, what its letters asked and what was done, its published score. */
  yearOfUnit(question: { unitId: string; year: number }): Promise<Year & { heldFen: number }>
  /** How many referrals to discipline inspection are open about a unit. */
  openInvestigations(question: { unitId: string }): Promise<{ count: number }>
  /** The units that are assessed, by their id. */
  assessedUnits(): Promise<{ id: string; name: string }[]>
  /** What the half-year's cases take off a unit, each line with its case. */
  dailyFigures(question: { unitId: string; year: number; half: 'H1' | 'H2' }): Promise<ScoreLine[]>
  /** Keeps the score of a unit's half-year, once. */
  recordScore(row: {
    caseId: string
    unitId: string
    year: number
    half: 'H1' | 'H2'
    sheet: Sheet
    score: Score
  }): Promise<void>
  /** Keeps the tasks of a signed letter. */
  recordLetter(letter: { caseId: string; unitId: string; year: number; items: LetterItem[] }): Promise<void>
  /** What became of one of them; `rate` is how much was done, per cent. */
  recordLetterItem(item: {
    caseId: string
    no: number
    result: 'DONE' | 'PART' | 'NOT_DONE'
    rate: number
  }): Promise<void>
  /** Makes the scores of a half-year known. */
  publishScores(half: { year: number; half: 'H1' | 'H2'; caseId: string }): Promise<void>
}

/** What re-running a case asks; only a worker can do it. */
export interface RerunActivities {
  rerun(question: { caseId: string }): Promise<RerunReport>
}

/** What workflows ask of the world. Every activity is idempotent: it may run more than once for one call. */
export interface Activities extends YearActivities, ProblemActivities, PatrolActivities {
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
