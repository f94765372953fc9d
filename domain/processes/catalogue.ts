import { type Text, text } from '../text.ts'
import type { ProcessDefinition, StepDefinition } from './definition.ts'
import { assessmentProcess } from './assessment.ts'
import { complaintProcess } from './complaint.ts'
import { depositProcess } from './deposit.ts'
import { depositChangeProcess } from './deposit-change.ts'
import { letterProcess } from './letter.ts'
import { letterAmendmentProcess } from './letter-amendment.ts'
import { patrolProcess } from './patrol.ts'
import { problemProcess } from './problem.ts'
import { disciplineProcess } from './discipline.ts'
import { rectificationProcess } from './rectification.ts'
import { referralProcess } from './referral.ts'
import { templateReviewProcess } from './template-review.ts'
import { settlementProcess } from './settlement.ts'
import { unitAssessmentProcess } from './unit-assessment.ts'

/** Every kind of case, by its name. Records are older than the code that reads them: nothing here throws. */
const processes: Record<string, ProcessDefinition> = {
  rectification: rectificationProcess,
  letter: letterProcess,
  letterAmendment: letterAmendmentProcess,
  templateReview: templateReviewProcess,
  deposit: depositProcess,
  depositChange: depositChangeProcess,
  assessment: assessmentProcess,
  unitAssessment: unitAssessmentProcess,
  settlement: settlementProcess,
  complaint: complaintProcess,
  problem: problemProcess,
  patrol: patrolProcess,
  referral: referralProcess,
  discipline: disciplineProcess,
}

export const processOf = (kind: string): ProcessDefinition | undefined => processes[kind]

/** The words of a stage, an outcome, a way to fail or a step of some kind of case; the code itself when it is not known. */
export const stageText = (kind: string, stage: string): Text => processOf(kind)?.stages[stage] ?? text(stage, stage)
export const outcomeText = (kind: string, outcome: string): Text =>
  processOf(kind)?.outcomes[outcome] ?? text(outcome, outcome)
export const failureText = (kind: string, reason: string): Text =>
  processOf(kind)?.failures?.[reason] ?? text(reason, reason)
export const stepOf = (kind: string, key: string): StepDefinition | undefined => processOf(kind)?.steps[key]

/** 第2次督办; nothing where a kind of case knows no rounds. */
export function roundText(kind: string, round: number): Text {
  const name = processOf(kind)?.roundName
  return name ? text(`第${round}次${name.zh}`, `${name.en} ${round}`) : text('', '')
}
