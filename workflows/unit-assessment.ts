import type { Figures } from '../domain/assessment/figures.ts'
import { spanOf } from '../domain/assessment/half.ts'
import { type Score, scoreOf, type Sheet } from '../domain/assessment/score.ts'
import { appealFaults, correctionsOf, itemFaults, rulingFaults, sheetOf } from '../domain/assessment/scoring.ts'
import { handItems } from '../domain/assessment/sheets.ts'
import type { ScoredItem } from '../domain/assessment-forms.ts'
import { type Actor, anyone, handsIn, ofUnit } from '../domain/people.ts'
import { pointsText } from '../domain/points.ts'
import { assessmentLimits, scoringRoles } from '../domain/processes/assessment.ts'
import {
  type UnitAssessmentLaunch,
  unitAssessmentProcess,
  unitAssessmentSteps as steps,
} from '../domain/processes/unit-assessment.ts'
import type { FieldError } from '../domain/refusals.ts'
import { now } from './kit/clock.ts'
import { openProcess } from './kit/process.ts'
import { refuse } from './kit/refuse.ts'
import { pause } from './kit/waits.ts'

/**
 * 单位考核 (handbook P18, §3.4–3.5): the unit reviews itself item by item; once the half-year is over the daily figures
 * come from its cases by themselves; two people who don't belong to it score the rest on site; the unit may appeal
 * once, and others decide. Lines are only added.
 */
export async function unitAssessment(launch: UnitAssessmentLaunch): Promise<{
  unitId: string
  total: number
  band: string
  vetoes: Sheet['vetoes']
}> {
  const { caseId, assessed, scorers: turn } = launch
  const { unitId, year, half, title, sheet: version } = assessed
  const process = openProcess(unitAssessmentProcess, { caseId, title, unitId, form: assessed })

  process.enter('SELF_REVIEW')
  const byUnit = handItems(version)
  const self = await process.stepOrOverdue(steps.selfReview, {
    to: ofUnit(unitId, 'UNIT_HEAD', 'UNIT_LIAISON'),
    within: assessmentLimits.selfReview,
    context: { sheet: version, items: byUnit.join(',') },
    check: ({ items }) => faultless(itemFaults(version, byUnit, items, false)),
  })
  const figures = await drawn()
  const { sheet, hands } = await scored()
  let score = await kept(false)
  process.enter('PRELIMINARY')
  process.issue('SCORE_SHEET', { year, half, sheet, final: false })
  if (await appealed()) {
    process.issue('SCORE_CORRECTION', { year, half, sheet, final: true })
  }
  score = await kept(true)
  await process.close('SCORED')
  return { unitId, total: score.total, band: score.band, vetoes: sheet.vetoes }

  /** What the cases of the half-year say, all of it: not before the half-year is over. */
  async function drawn(): Promise<Figures> {
    const wait = spanOf(year, half).to - now()
    if (wait > 0) {
      process.enter('DRAWING')
      await process.written()
      await pause(wait)
    }
    return process.outside((world) => world.dailyFigures({ unitId, year, half, sheet: version }))
  }

  async function scored(): Promise<{ sheet: Sheet; hands: Actor[] }> {
    const others = { ...anyone(...scoringRoles), excludedUnits: [unitId] }
    for (let returned: string | undefined; ; ) {
      process.enter('SCORING')
      const visit = await process.step(steps.scoreOnSite, {
        to: { ...others, userId: turn.scorerId },
        within: assessmentLimits.score,
        context: {
          sheet: version,
          items: figures.byHand.join(','),
          claimed: self.kind === 'done' ? claims(self.form.items) : '',
          daily: dailyText(figures),
          ...(returned === undefined ? {} : { returned }),
        },
        check: ({ items }) => faultless(itemFaults(version, figures.byHand, items, true)),
      })
      const found = sheetOf(version, figures, visit.form)
      const check = await process.step(steps.checkScores, {
        to: {
          ...anyone('OFFICE_INSPECTOR', 'OFFICE_DISPATCHER', 'OFFICE_DIRECTOR'),
          userId: turn.checkerId,
          excluded: handsIn(visit.by),
          excludedUnits: [unitId],
        },
        within: assessmentLimits.check,
        context: shownOf(scoreOf(found)),
      })
      if (check.form.decision === 'APPROVE') return { sheet: found, hands: [visit.by, check.by] }
      returned = check.form.opinion
    }
  }

  async function kept(final: boolean): Promise<Score> {
    const now = scoreOf(sheet)
    await process.outside((world) => world.recordScore({ caseId, unitId, year, half, sheet, score: now, final }))
    return now
  }

  /** Three working days to appeal, once; three to decide, by others than the scorers. Whether something was corrected. */
  async function appealed(): Promise<boolean> {
    const answer = await process.stepOrOverdue(steps.appealScore, {
      to: ofUnit(unitId, 'UNIT_HEAD'),
      within: assessmentLimits.appeal,
      context: shownOf(score),
      check: (form) => faultless(form.decision === 'APPEAL' ? appealFaults(sheet, form) : []),
    })
    const asked = answer.kind === 'done' && answer.form.decision === 'APPEAL' ? (answer.form.items ?? []) : []
    if (asked.length === 0) return false
    const items = asked.map(({ item }) => item)
    process.enter('APPEALING')
    const ruling = await process.step(steps.ruleOnScore, {
      to: {
        ...anyone('OFFICE_DIRECTOR', 'DEPUTY_COMMANDER'),
        excluded: hands.flatMap(handsIn),
        excludedUnits: [unitId],
      },
      within: assessmentLimits.ruling,
      context: {
        ...shownOf(score),
        items: items.join(','),
        appealed: asked.map(({ item, grounds }) => `${item}：${grounds}`).join('\n'),
      },
      check: (form) => faultless(rulingFaults(items, form)),
    })
    const corrections = correctionsOf(ruling.form)
    sheet.lines.push(...corrections)
    return corrections.length > 0
  }
}

function faultless(faults: FieldError[]): void {
  if (faults.length > 0) throw refuse('INVALID_FORM', {}, faults)
}

/** What the unit gives itself, for whoever scores: D1=1.6;E1=-. */
const claims = (items: readonly ScoredItem[]): string =>
  items.map(({ code, applies, points }) => `${code}=${applies === 'YES' ? (points ?? 0) : '-'}`).join(';')

function dailyText({ lines }: Figures): string {
  const by = new Map<string, number>()
  for (const { item, points } of lines) by.set(item, (by.get(item) ?? 0) + points)
  return [...by].map(([item, points]) => `${item} ${pointsText(points)}`).join('；')
}

const shownOf = ({ total, converted, bonus, band, earned, applicable }: Score): Record<string, string> => ({
  total: pointsText(total),
  converted: pointsText(converted),
  earned: pointsText(earned),
  applicable: pointsText(applicable),
  bonus: pointsText(bonus),
  band,
})
