import { anyone, handsIn } from '../domain/people.ts'
import { letterLimits } from '../domain/processes/letter.ts'
import { type TemplateReviewLaunch, templateReviewProcess } from '../domain/processes/template-review.ts'
import { openProcess } from './kit/process.ts'

/** 责任书模板审核 (handbook P05): law looks at one version of a template, once, and releases or returns it. */
export async function templateReview(launch: TemplateReviewLaunch): Promise<{ outcome: string }> {
  const { caseId, unitId, title, template, drafter } = launch
  const process = openProcess(templateReviewProcess, { caseId, title, unitId, form: template })
  process.enter('LEGAL_REVIEW')
  const { form } = await process.step(templateReviewProcess.steps.checkTemplate, {
    to: { ...anyone('LEGAL_REVIEWER'), excluded: handsIn(drafter) },
    within: letterLimits.review,
  })
  return form.decision === 'APPROVE' ? process.close('RELEASED') : process.close('RETURNED', form.opinion)
}
