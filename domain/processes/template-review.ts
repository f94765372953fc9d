import type { TemplateVersion } from '../letter-forms.ts'
import type { Actor } from '../people.ts'
import { text } from '../text.ts'
import { type Launch, type ProcessDefinition, stepDefinition as step } from './definition.ts'

/**
 * 责任书模板审核 (handbook P05, 法制审核): one version of a template is reviewed once. The letters made of a released
 * version as it stands need no review each; what somebody has changed by hand does.
 */
export const templateReviewProcess = {
  kind: 'templateReview',
  title: text('责任书模板审核', 'Review of a letter’s template'),
  idPrefix: 'MS',
  content: 'templateVersion.v1',
  stages: {
    LEGAL_REVIEW: text('法制审核', 'Legal review'),
    CLOSED: text('已审核', 'Reviewed'),
  },
  lasting: ['LEGAL_REVIEW', 'CLOSED'],
  outcomes: {
    RELEASED: text('已放行', 'Released'),
    RETURNED: text('退回修改', 'Returned'),
  },
  steps: {
    checkTemplate: step({
      key: 'checkTemplate',
      title: text('法制审核责任书模板', 'Review the template of letters'),
      form: 'entryReview.v1',
      causes: text(
        '通过后，按本版批量下发、未改动的责任书不再逐份审核；退回则修改为新版后重新送审。',
        'Letters made of this version as it stands need no review each; or a next version is written and sent again.',
      ),
      otherwise: text('标红并提示法制审核人，不会自动放行', 'it turns red; nothing is released by itself'),
    }),
  },
} as const satisfies ProcessDefinition

export type TemplateReviewLaunch = Launch & {
  kind: 'templateReview'
  title: string
  template: TemplateVersion
  drafter: Actor
}

/** The review by which a letter's template was released, as the letter carries it from its opening. */
export type Released = { reviewId: string; templateId: string; version: number; name: string }
