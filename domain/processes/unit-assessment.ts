import type { UnitAssessment } from '../assessment-forms.ts'
import { bands } from '../assessment/sheet.ts'
import type { SheetVersion } from '../assessment/sheets.ts'
import { text } from '../text.ts'
import { type Launch, type ProcessDefinition, stepDefinition as step } from './definition.ts'

/** 单位考核 (handbook P18, §3.4–3.5): one unit's half-year, item by item. */

const scores = {
  total: { label: text('总分', 'Score') },
  earned: { label: text('得分', 'Earned') },
  applicable: { label: text('适用分值', 'Of') },
  converted: { label: text('折算', 'Converted') },
  bonus: { label: text('加分', 'Bonus') },
  band: { label: text('等次', 'Band'), options: bands },
}

export const unitAssessmentSteps = {
  selfReview: step({
    key: 'selfReview',
    title: text('自查自评', 'Review yourselves'),
    form: 'selfReview.v1',
    causes: text('入卷，供考核人员逐项对照；系统取数的项目不用填。', 'Goes on file beside the scoring, item by item.'),
    otherwise: text('视为未自评，直接进入现场考核', 'there is no self-review; the scoring goes on'),
  }),
  scoreOnSite: step({
    key: 'scoreOnSite',
    shows: { daily: { label: text('日常数据（自动取数）', 'Daily figures') } },
    title: text('现场考核打分', 'Score on site'),
    form: 'sheetScoring.v1',
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
    causes: text(
      '申诉由未参加打分的人逐项复核，只能申诉一次。',
      'An appeal is decided, item by item, by somebody who did not score. Once only.',
    ),
    otherwise: text('视为无异议', 'it counts as accepted'),
  }),
  ruleOnScore: step({
    key: 'ruleOnScore',
    shows: { ...scores, appealed: { label: text('申诉事项', 'What is appealed') } },
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
    DRAWING: text('待考核期结束取数', 'Until the half-year is over'),
    SCORING: text('现场考核', 'Scoring'),
    PRELIMINARY: text('初评反馈', 'Preliminary result'),
    APPEALING: text('申诉复核', 'Appeal'),
    CLOSED: text('已定分', 'Scored'),
  },
  lasting: ['SELF_REVIEW', 'PRELIMINARY', 'CLOSED'],
  outcomes: { SCORED: text('已定分', 'Scored') },
  steps: unitAssessmentSteps,
} as const satisfies ProcessDefinition

/** Who scores and who checks, where the scheme names them. */
export type Scorers = { scorerId?: string; checkerId?: string }

export type UnitAssessmentLaunch = Launch & {
  kind: 'unitAssessment'
  assessed: UnitAssessment & { sheet: SheetVersion }
  scorers: Scorers
}
