import { anyone } from '../domain/people.ts'
import {
  type AssessmentLaunch,
  assessmentLimits,
  assessmentProcess,
  assessmentSteps as steps,
  unitAssessmentProcess,
} from '../domain/processes/assessment.ts'
import { openProcess } from './kit/process.ts'
import type { unitAssessment } from './unit-assessment.ts'

/**
 * 半年检查考核 (handbook P18): the scheme is approved and published, every unit is assessed in a case of its own, and
 * the results are approved and published in a bulletin. Results are bands, not a league table.
 */
export async function assessment(launch: AssessmentLaunch): Promise<{ units: number }> {
  const { caseId, unitId, plan } = launch
  const { year, half, title } = plan
  const process = openProcess(assessmentProcess, { caseId, title, unitId, form: plan })

  process.enter('PLANNED')
  for (;;) {
    const scheme = await process.step(steps.signScheme, {
      to: anyone('COMMANDER', 'DEPUTY_COMMANDER'),
      within: assessmentLimits.signScheme,
    })
    if (scheme.form.decision === 'APPROVE') break
  }
  process.enter('SCORING')
  const chosen = new Set(plan.unitIds)
  const all = await process.outside((world) => world.assessedUnits())
  const units = all.filter(({ id }) => chosen.size === 0 || chosen.has(id))
  const children = []
  for (const unit of units) {
    const opening = { title: `${title}：${unit.name}`, unitId: unit.id, year, half }
    children.push(
      await process.spawn<typeof unitAssessment>(
        unitAssessmentProcess,
        { ...opening, key: unit.id, drafterId: null, content: opening },
        () => ({ assessed: opening }),
      ),
    )
  }
  const results = await Promise.all(children.map((child) => child.result()))
  const bands: Record<string, number> = {}
  for (const { band } of results) bands[band] = (bands[band] ?? 0) + 1

  process.enter('REVIEWED')
  for (;;) {
    const approval = await process.step(steps.approveResults, {
      to: anyone('COMMANDER'),
      within: assessmentLimits.approve,
      context: { units: String(units.length) },
    })
    if (approval.form.decision === 'APPROVE') {
      await process.outside((world) => world.publishScores({ year, half, caseId }))
      break
    }
  }
  process.issue('BULLETIN', { title, year, half, units: units.length, bands })
  await process.close('PUBLISHED')
  return { units: units.length }
}
