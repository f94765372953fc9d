import { type Limit, workingDays } from '../calendar.ts'
import type { AssessmentPlan } from '../assessment-forms.ts'
import type { Role } from '../people.ts'
import { text } from '../text.ts'
import { type Launch, type ProcessDefinition, stepDefinition as step } from './definition.ts'

/** 半年检查考核 (handbook P18, §3): one case for the half-year; each unit in it has one of its own. */
export const assessmentSteps = {
  draftScheme: step({
    key: 'draftScheme',
    title: text('拟定考核方案', 'Draft the scheme'),
    form: 'assessmentPlan.v1',
    causes: text('报指挥长审定。', 'Goes to the commander for approval.'),
    otherwise: text('标红并提示创卫办主任，不会自动开始考核', 'it turns red; no assessment begins by itself'),
  }),
  signScheme: step({
    key: 'signScheme',
    title: text('审定考核方案', 'Approve the scheme'),
    form: 'entryReview.v1',
    causes: text(
      '编号发《考核通知》，各单位开始自查自评；退回则修改方案。',
      'The scheme is published and every unit reviews itself; or it goes back for revision.',
    ),
    otherwise: text('标红并提示指挥长', 'it turns red for the commander'),
  }),
  approveResults: step({
    key: 'approveResults',
    shows: {
      units: { label: text('考核单位（个）', 'Units') },
      bands: { label: text('等次', 'Bands') },
      explained: { label: text('创卫办说明', 'What the office explains') },
    },
    title: text('审定考核结果', 'Approve the results'),
    form: 'entryReview.v1',
    causes: text(
      '编号通报，结果生效，用于年终奖惩兑现。',
      'Published in a numbered bulletin; the settlement of the year reads them.',
    ),
    otherwise: text('标红并提示指挥长，不会自动通报', 'it turns red; nothing is published by itself'),
  }),
  explainResults: step({
    key: 'explainResults',
    title: text('说明考核结果', 'Explain the results'),
    form: 'resultsExplained.v1',
    causes: text('连同说明再报指挥长审定。', 'Goes to the commander again, with the explanation.'),
    otherwise: text('标红并提示创卫办主任', 'it turns red for the office director'),
  }),
} as const

export const assessmentProcess = {
  kind: 'assessment',
  title: text('半年考核', 'Half-year assessment'),
  idPrefix: 'KH',
  content: 'assessmentPlan.v1',
  stages: {
    DRAFT: text('方案拟定', 'Scheme being drafted'),
    PLANNED: text('方案待审定', 'Scheme to be approved'),
    SCORING: text('考核中', 'Scoring'),
    REVIEWED: text('结果待审定', 'Results to be approved'),
    CLOSED: text('已通报', 'Published'),
  },
  lasting: ['SCORING', 'CLOSED'],
  outcomes: { PUBLISHED: text('已通报', 'Published') },
  steps: assessmentSteps,
} as const satisfies ProcessDefinition

/** The scheme is published ten working days ahead and the self-review takes five (P18); appeal and ruling three each. */
export const assessmentLimits = {
  draftScheme: workingDays(3),
  signScheme: workingDays(2),
  selfReview: workingDays(15),
  score: workingDays(10),
  check: workingDays(2),
  appeal: workingDays(3),
  ruling: workingDays(3),
  approve: workingDays(5),
  explain: workingDays(2),
} as const satisfies Record<string, Limit>

/** Who may score: people of the office whose work is inspection. */
export const scoringRoles = ['OFFICE_INSPECTOR', 'OFFICE_DISPATCHER'] as const satisfies readonly Role[]

/** What a scheme that was opened by its schedule begins with; the office director completes it. */
export const defaultScheme =
  '按评分表逐项考核：日常数据由系统从已发生的督办、问题、举报和责任书任务自动取数，其余项目由考核人员现场查看、查阅资料打分。各单位先逐项自查自评并附佐证；初评结果反馈后，单位可在三个工作日内申诉一次，由未参加打分的人员复核。结果按分数线定等次，不作排名。'

/** `toDraft`: whether its scheme is still to be drafted, because a schedule and no person has opened it. */
export type AssessmentLaunch = Launch & { kind: 'assessment'; plan: AssessmentPlan; toDraft?: boolean }
