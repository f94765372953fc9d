import * as assessments from './assessment.ts'
import * as complaints from './complaint.ts'
import * as depositChanges from './deposit-change.ts'
import * as deposits from './deposit.ts'
import * as disciplines from './discipline.ts'
import { told } from './kit/told.ts'
import * as letterAmendments from './letter-amendment.ts'
import * as letters from './letter.ts'
import * as patrols from './patrol.ts'
import * as problems from './problem.ts'
import * as rectifications from './rectification.ts'
import * as referrals from './referral.ts'
import * as settlements from './settlement.ts'
import * as templateReviews from './template-review.ts'
import * as unitAssessments from './unit-assessment.ts'

export const rectification = told(rectifications.rectification)
export const assessment = told(assessments.assessment)
export const complaint = told(complaints.complaint)
export const deposit = told(deposits.deposit)
export const depositChange = told(depositChanges.depositChange)
export const settlement = told(settlements.settlement)
export const unitAssessment = told(unitAssessments.unitAssessment)
export const letter = told(letters.letter)
export const templateReview = told(templateReviews.templateReview)
export const letterAmendment = told(letterAmendments.letterAmendment)
export const referral = told(referrals.referral)
export const discipline = told(disciplines.discipline)
export const problem = told(problems.problem)
export const patrol = told(patrols.patrol)
export { rerunCase } from './rerun.ts'
export { openHalfYear } from './half-year.ts'
export { intervention } from './intervention.ts'
