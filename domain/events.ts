import type { DueSum, Limit } from './calendar.ts'
import type { Correction, StepFacts } from './corrections.ts'
import type { Actor, Assignee } from './people.ts'
import type { FormKey } from './forms.ts'
import type { JournalPart } from './journal.ts'
import type { Text } from './text.ts'

/**
 * What can happen to a case, as its workflow tells it. Event types and their data are kept for ever in the
 * ledger: add, never rename or tighten.
 */
export type EventData = {
  caseOpened: { kind: string; title: string; unitId: string; form: unknown }
  stageEntered: { stage: string; round: number }
  taskOpened: TaskOpening
  taskYellow: { taskId: string }
  taskRed: { taskId: string }
  taskSubmitted: { taskId: string; step: string; form: unknown; late: boolean }
  taskOverdue: { taskId: string; step: string; due: string }
  taskCancelled: { taskId: string; step: string; why: Text }
  dueDateSettled: { taskId: string }
  /**
   * An administrator made it right: by working days on top, or by the limit that should have been set. `agreedBy`
   * is the second one, without whom it never becomes earlier than announced.
   */
  dueDateCorrected: {
    taskId: string
    days?: number
    limit?: Limit
    why: string
    by: string
    agreedBy?: string
    before: string
  }
  /** What the ledger held beyond this was lost by the engine or given up on purpose: the record follows the workflow. */
  recordSettled: { reason: string; interventionId: string }
  dueDateExtended: { taskId: string; start: string; limit: Limit; why: Text }
  /** A correction or a ruling changed who acts, or what is known of the step; `detail` is its form. */
  taskChanged: { taskId: string; act: string; assignee: Assignee; facts: StepFacts; detail: unknown }
  clockStopped: { taskId: string; why: Text }
  clockResumed: { taskId: string; stoppedAt: string; resumedAt: string }
  extensionGranted: { taskId: string; days: number; by: string }
  unitChanged: { unitId: string }
  /** One unit was merged into another; `unitId` is the case's unit from now on. Nothing is counted. */
  unitMerged: { from: string; into: string; reason: string; unitId: string }
  caseReopened: { reason: string }
  /** `occasion` tells apart documents of one type in one case that each have a number of their own. */
  documentIssued: { docType: DocumentType; round: number; content: unknown; taskId?: string; occasion?: string }
  delivered: { round: number; by: 'RECEIPT' | 'PHONE'; at: string }
  outageSuspected: { taskId: string; latenessMs: number; outages: { from: string; to: string }[] }
  roundFailed: { round: number; reason: string }
  caseWithdrawn: { reason: string }
  /** What the case is about now reads otherwise: its content, and what lists show of it. */
  caseRevised: { title: string; unitId: string; place: string; roadSectionId?: string; content: unknown }
  /** Another case that this one gave rise to. */
  caseSpawned: { caseId: string; kind: string; title: string }
  /** Another report of the same problem is kept with this one. */
  reportMerged: { caseId: string; reporter: string }
  caseClosed: { outcome: string; rounds: number; reason?: string }
}
export type EventType = keyof EventData

/** Documents that carry a number of their own, gapless per year and type. */
export type DocumentType =
  | 'SUPERVISE_FORM'
  | 'URGE_LETTER'
  | 'TALK_NOTICE'
  | 'DISPOSITION_PROPOSAL'
  | 'CLUE_TRANSFER'
  | 'BULLETIN'
  | 'ASSESS_NOTICE'
  | 'SCORE_SHEET'
  | 'SCORE_CORRECTION'
  | 'SUSPEND_FORM'
  | 'LETTER'
  | 'LETTER_AMENDMENT'
  | 'DEPOSIT_CHANGE'
  | 'RECTIFY_NOTICE'
  | 'CLOSE_FORM'
  | 'ACCEPT_NOTICE'
  | 'NOT_ACCEPT_NOTICE'
  | 'REPLY_LETTER'
  | 'COMPLAINT_TRANSFER'
  | 'RETENTION_NOTICE'
  | 'SETTLEMENT'

/** A task to open. Its due date is reckoned from `start` and `limit` by whoever keeps the calendar. */
export type TaskOpening = {
  taskId: string
  step: string
  round: number
  title: Text
  form: FormKey
  assignee: Assignee
  start: string
  limit: Limit
  causes: Text
  otherwise: Text
  /** Facts that a form needs to show or check, such as when the visit may have begun. */
  context?: Record<string, string>
  /** The lawful corrections that this step knows. */
  corrections?: Correction[]
  /** Within what time of `start` an objection is heard; none where it is absent. */
  objectWithin?: Limit
  /** The instant for which the step is appointed, ISO: `limit` must have passed by then, and it is due then. */
  appointedAt?: string
  /** What is known of the step from its beginning. */
  facts?: Partial<StepFacts>
  /** Seen only by those whom it is for: the compartment of the competent organs. */
  sealed?: boolean
}

/** `no` is given by the workflow, from 1 without gaps; `at` is the case's own time, ISO. */
export type EngineEvent = {
  [T in EventType]: {
    no: number
    at: string
    type: T
    data: EventData[T]
    by: Actor | null
    commandId: string | null
  }
}[EventType]

/** The case as the workflow sees it after these events: what lists show. */
export type CaseView = {
  kind: string
  stage: string
  round: number
  outcome: string | null
  failedRounds: number
  openTasks: string[]
}

/** `journal` is what the story has heard since the last batch; only a running case has one. */
export type RecordBatch = { caseId: string; events: EngineEvent[]; view: CaseView; journal?: JournalPart }

/** `urgeAt`: when the formal reminder of a step that is still open follows. All are ISO instants. */
export type Due = { dueAt: string; yellowAt: string; urgeAt: string; sum: DueSum; objectUntil: string | null }

/**
 * What recording brought to light: due dates of opened or settled tasks, and the number of an issued document.
 * `continueAfter`: after how many entries of its journal a run gives way to a next one, where a setting says so.
 */
export type RecordFacts = { dues: Record<string, Due>; documentNo: string | null; continueAfter?: number }
