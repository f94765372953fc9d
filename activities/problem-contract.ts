import type { Near } from '../domain/near.ts'
import type { ProblemKind } from '../domain/problem-kinds.ts'

/** Where a problem is and what it is: by this others are found near it. */
export type Whereabouts = { category: ProblemKind; roadSectionId?: string; lat?: number; lng?: number }

/** Who would handle a problem: by its kind, and by the five-guarantee map of its road section. */
export type Suggestion = { leadUnitId: string; coUnitIds: string[]; leader: string }

/** What the processing of problems asks of the world. */
export interface ProblemActivities {
  /** Problems of the same kind near a place that are not over, the nearest first; never the case itself. */
  nearProblems(question: Whereabouts & { caseId: string }): Promise<Near[]>
  /** Whether another problem can take up a further report: it exists, is of this kind of case, and is not over. */
  mergeTarget(question: { caseId: string; into: string }): Promise<{ fit: boolean }>
  suggestHandlers(question: Whereabouts): Promise<Suggestion>
}
