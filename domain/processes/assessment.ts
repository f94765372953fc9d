import { type Limit, workingDays } from '../calendar.ts'
import type { AssessmentPlan, UnitAssessment } from '../campaign-year-forms.ts'
import { bands, dimensions } from '../assessment/sheet.ts'
import { text } from '../text.ts'
import { type Launch, type ProcessDefinition, stepDefinition as step } from './definition.ts'

/** 半年检查考核 (handbook P18, §3): one case for the half-year, one for each unit in it. */
export const assessmentSteps = {
  signScheme: step({
    key: 'signScheme',
    title: text('审定考核方案', 'Approve the scheme'),
    form: 'approval.v1',
    causes: text('方案公布，各单位开始自查自评。', 'The scheme is published and every unit reviews itself.'),
    otherwise: text('标红并提示指挥长', 'it turns red for the commander'),
  }),
  approveResults: step({
    key: 'approveResults',
    shows: { units: { label: text('考核单位（个）', 'Units') } },
    title: text('审定考核结果', 'Approve the results'),
    form: 'approval.v1',
    causes: text('编号通报，结果生效。', 'Published in a numbered bulletin; the results stand.'),
    otherwise: text('标红并提示指挥长，不会自动通报', 'it turns red; nothing is published by itself'),
  }),
} as const

export const assessmentProcess = {
  kind: 'assessment',
  title: text('半年考核', 'Half-year assessment'),
  idPrefix: 'KH',
  content: 'assessmentPlan.v1',
  stages: {
    PLANNED: text('方案待审定', 'Scheme to be approved'),
    SCORING: text('考核中', 'Scoring'),
    REVIEWED: text('待审定', 'To be approved'),
    CLOSED: text('已通报', 'Published'),
  },
  lasting: ['SCORING', 'CLOSED'],
  outcomes: { PUBLISHED: text('已通报', 'Published') },
  steps: assessmentSteps,
} as const satisfies ProcessDefinition

const scores = {
  total: { label: text('总分', 'Score') },
  earned: { label: text('得分', 'Earned') },
  applicable: { label: text('适用分值', 'Of') },
  converted: { label: text('折算', 'Converted') },
  band: { label: text('等次', 'Band'), options: bands },
  reason: { label: text('扣分理由', 'Why points were taken off') },
  dimension: {
    label: text('申诉项', 'Dimension'),
    options: Object.fromEntries(Object.entries(dimensions).map(([key, { title }]) => [key, title])),
  },
  grounds: { label: text('申诉理由', 'Grounds') },
}

export const unitAssessmentSteps = {
  selfReview: step({
    key: 'selfReview',
    title: text('自查自评', 'Review yourselves'),
    form: 'selfReview.v1',
    causes: text('入卷，供现场考核对照。', 'Goes on file for the scoring on site.'),
    otherwise: text('视为未自评，直接进入现场考核', 'there is no self-review; the scoring goes on'),
  }),
  scoreOnSite: step({
    key: 'scoreOnSite',
    shows: {
      daily: { label: text('日常数据（自动取数）', 'Daily figures') },
      selfReview: { label: text('单位自评', 'Self-review') },
    },
    title: text('现场考核打分', 'Score on site'),
    form: 'onSiteScoring.v1',
    causes: text('由另一名考核人员复核。', 'Another scorer checks it.'),
    otherwise: text('标红并提示创卫办主任，不影响单位', 'it turns red for the office director'),
  }),
  checkScores: step({
    key: 'checkScores',
    shows: scores,
    title: text('复核打分', 'Check the scores'),
    form: 'entryReview.v1',
    causes: text(
      '同意则向单位反馈初评结果；退回则重新打分。',
      'The unit is told the preliminary result, or scored again.',
    ),
    otherwise: text('标红并提示创卫办主任', 'it turns red for the office director'),
  }),
  appealScore: step({
    key: 'appealScore',
    shows: scores,
    title: text('确认或申诉初评结果', 'Accept or appeal the preliminary result'),
    form: 'scoreAppeal.v1',
    causes: text('申诉由未参加打分的人复核。', 'An appeal is decided by somebody who did not score.'),
    otherwise: text('视为无异议', 'it counts as accepted'),
  }),
  ruleOnScore: step({
    key: 'ruleOnScore',
    shows: scores,
    title: text('复核申诉', 'Decide the appeal'),
    form: 'scoreRuling.v1',
    causes: text('更正另记一条，原分不改。', 'A correction is a line of its own; the first stays.'),
    otherwise: text('标红并提示创卫办主任', 'it turns red for the office director'),
  }),
} as const

export const unitAssessmentProcess = {
  kind: 'unitAssessment',
  title: text('单位考核', 'Assessment of a unit'),
  idPrefix: 'KP',
  content: 'unitAssessment.v1',
  stages: {
    SELF_REVIEW: text('自查自评', 'Self-review'),
    SCORING: text('现场考核', 'Scoring'),
    PRELIMINARY: text('初评反馈', 'Preliminary result'),
    APPEALING: text('申诉复核', 'Appeal'),
    CLOSED: text('已定分', 'Scored'),
  },
  lasting: ['SELF_REVIEW', 'PRELIMINARY', 'CLOSED'],
  outcomes: { SCORED: text('已定分', 'Scored') },
  steps: unitAssessmentSteps,
} as const satisfies ProcessDefinition

/** The scheme is published ten working days ahead and the self-review takes five (P18); appeal and ruling three each. */
export const assessmentLimits = {
  signScheme: workingDays(2),
  selfReview: workingDays(15),
  score: workingDays(10),
  check: workingDays(2),
  appeal: workingDays(3),
  ruling: workingDays(3),
  approve: workingDays(5),
} as const satisfies Record<string, Limit>

export type AssessmentLaunch = Launch & { kind: 'assessment'; plan: AssessmentPlan }
export type UnitAssessmentLaunch = Launch & { kind: 'unitAssessment'; assessed: UnitAssessment }
