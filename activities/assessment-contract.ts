import type { Figures } from '../domain/assessment/figures.ts'
import type { Half } from '../domain/assessment/half.ts'
import type { Score, Sheet } from '../domain/assessment/score.ts'
import type { SheetVersion } from '../domain/assessment/sheets.ts'
import type { AssessmentPlan } from '../domain/assessment-forms.ts'

type OfUnit = { unitId: string; year: number; half: Half }

/** What half-year assessments ask of the world. Points are integers of 0.01. */
export interface AssessmentActivities {
  /**
   * Opens the row of a half-year's case for its schedule; asked again, it finds it. Null when a person has opened
   * that half-year by hand.
   */
  openHalfYear(asked: { year: number; half: Half }): Promise<{
    caseId: string
    unitId: string
    campaign: string
    plan: AssessmentPlan
  } | null>
  /** The units that are assessed, by their id. */
  assessedUnits(): Promise<{ id: string; name: string }[]>
  /** Those of these people who may score at present, with their unit, in the order asked. */
  scorers(asked: { userIds: string[] }): Promise<{ userId: string; unitId: string }[]>
  /** What the half-year's cases say of a unit, each line with its case, and what is left to score by hand. */
  dailyFigures(asked: OfUnit & { sheet: SheetVersion }): Promise<Figures>
  /** Keeps the score of a unit's half-year, preliminary or final. What was published is not changed any more. */
  recordScore(row: OfUnit & { caseId: string; sheet: Sheet; score: Score; final: boolean }): Promise<void>
  /** Makes the scores of a half-year known. */
  publishScores(half: { year: number; half: Half; caseId: string }): Promise<void>
}
