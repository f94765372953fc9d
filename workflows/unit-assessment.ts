import { type Score, type ScoreLine, scoreOf, type Sheet } from '../domain/assessment/score.ts'
import { type Dimension, dimensionKeys } from '../domain/assessment/sheet.ts'
import type { OnSiteScoring } from '../domain/campaign-year-forms.ts'
import { type Actor, anyone, handsIn, ofUnit } from '../domain/people.ts'
import { toPoints } from '../domain/points.ts'
import {
  assessmentLimits,
  type UnitAssessmentLaunch,
  unitAssessmentProcess,
  unitAssessmentSteps as steps,
} from '../domain/processes/assessment.ts'
import { openProcess } from './kit/process.ts'

/**
 * 单位考核 (handbook P18, §3.4–3.5): the unit reviews itself; the daily figures come from its cases by themselves;
 * two people who don't belong to it score on site; the unit may appeal, and others decide. Lines are only added.
 */
export async function unitAssessment(launch: UnitAssessmentLaunch): Promise<{ total: number; band: string }> {
  const { caseId, assessed } = launch
  const { unitId, year, half, title } = assessed
  const process = openProcess(unitAssessmentProcess, { caseId, title, unitId, form: assessed })
  const head = ofUnit(unitId, 'UNIT_HEAD', 'UNIT_LIAISON')

  process.enter('SELF_REVIEW')
  const self = await process.stepOrOverdue(steps.selfReview, { to: head, within: assessmentLimits.selfReview })
  const daily = await process.outside((world) => world.dailyFigures({ unitId, year, half }))
  const { sheet, scorers } = await scored()
  let score = scoreOf(sheet)
  const correction = await appealed()
  if (correction) {
    sheet.lines.push(correction)
    score = scoreOf(sheet)
  }
  await process.outside((world) => world.recordScore({ caseId, unitId, year, half, sheet, score }))
  await process.close('SCORED')
  return { total: score.total, band: score.band }

  async function scored(): Promise<{ sheet: Sheet; scorers: Actor[] }> {
    for (;;) {
      process.enter('SCORING')
      const scorer = { ...anyone('OFFICE_INSPECTOR', 'OFFICE_DISPATCHER'), excludedUnits: [unitId] }
      const visit = await process.step(steps.scoreOnSite, {
        to: scorer,
        within: assessmentLimits.score,
        context: {
          daily: daily.map(({ reason }) => reason).join('；'),
          selfReview: self.kind === 'done' ? self.form.account : '',
        },
      })
      const check = await process.step(steps.checkScores, {
        to: { ...anyone('OFFICE_INSPECTOR', 'OFFICE_DIRECTOR'), excluded: handsIn(visit.by), excludedUnits: [unitId] },
        within: assessmentLimits.check,
        context: { ...shownOf(scoreOf(sheetOf(daily, visit.form))), reason: visit.form.reason },
      })
      if (check.form.decision === 'APPROVE') return { sheet: sheetOf(daily, visit.form), scorers: [visit.by, check.by] }
    }
  }

  /** Three working days to appeal, three to decide, by others than the scorers. Returns the correction, if any. */
  async function appealed(): Promise<ScoreLine | null> {
    process.enter('PRELIMINARY')
    const answer = await process.stepOrOverdue(steps.appealScore, {
      to: ofUnit(unitId, 'UNIT_HEAD'),
      within: assessmentLimits.appeal,
      context: shownOf(score),
    })
    if (answer.kind !== 'done' || answer.form.decision === 'ACCEPT') return null
    process.enter('APPEALING')
    const ruling = await process.step(steps.ruleOnScore, {
      to: {
        ...anyone('OFFICE_DIRECTOR', 'DEPUTY_COMMANDER'),
        excluded: scorers.flatMap(handsIn),
        excludedUnits: [unitId],
      },
      within: assessmentLimits.ruling,
      context: { ...shownOf(score), grounds: answer.form.grounds, dimension: answer.form.dimension ?? '' },
    })
    if (ruling.form.decision === 'UPHOLD' || !ruling.form.correction) return null
    return {
      dimension: (answer.form.dimension ?? 'B') as Dimension,
      points: toPoints(ruling.form.correction),
      reason: ruling.form.reason,
      corrects: 1,
    }
  }
}

/**
 * The sheet of a visit: what is left empty is not applicable. What comes by itself is not typed: B from the notices,
 * A from the tasks of the letter where there is one (§3.5).
 */
function sheetOf(daily: ScoreLine[], form: OnSiteScoring): Sheet {
  const isByItself = (dimension: Dimension) => daily.some((line) => line.dimension === dimension)
  const typed = dimensionKeys.flatMap((dimension) => {
    const points = isByItself(dimension) || dimension === 'B' ? undefined : form[dimension]
    return points === undefined ? [] : [{ dimension, points: toPoints(points), reason: form.reason }]
  })
  return {
    notApplicable: dimensionKeys.filter((key) => key !== 'B' && !isByItself(key) && form[key] === undefined),
    lines: [...daily, ...typed],
    bonus: toPoints(form.bonus ?? 0),
    vetoes: form.veto === 'NONE' ? [] : [{ veto: form.veto, documentNo: form.vetoDocument ?? '' }],
  }
}

const shownOf = ({ total, converted, band, earned, applicable }: Score): Record<string, string> => ({
  total: (total / 100).toFixed(2),
  converted: (converted / 100).toFixed(2),
  earned: (earned / 100).toFixed(2),
  applicable: (applicable / 100).toFixed(2),
  band,
})
