import { type AssessmentPlan } from '../domain/assessment-forms.ts'
import { bands } from '../domain/assessment/sheet.ts'
import { anyone } from '../domain/people.ts'
import {
  type AssessmentLaunch,
  assessmentLimits,
  assessmentProcess,
  assessmentSteps as steps,
} from '../domain/processes/assessment.ts'
import { type Scorers, unitAssessmentProcess } from '../domain/processes/unit-assessment.ts'
import { text } from '../domain/text.ts'
import { openProcess } from './kit/process.ts'
import { refuse } from './kit/refuse.ts'
import type { unitAssessment } from './unit-assessment.ts'

/**
 * 半年检查考核 (handbook P18): the scheme is approved and published, every unit is assessed in a case of its own, and
 * the results are approved and published in a bulletin. Results are bands by threshold, not a league table.
 */
export async function assessment(launch: AssessmentLaunch): Promise<{ units: number }> {
  const { caseId, unitId } = launch
  let { plan } = launch
  const { year, half } = plan
  const process = openProcess(assessmentProcess, { caseId, title: plan.title, unitId, form: plan })

  await schemeApproved(launch.toDraft ?? false)
  process.issue('ASSESS_NOTICE', plan)
  process.enter('SCORING')
  const results = await assessed()

  const by: Record<string, string[]> = {}
  for (const { unitId: of, band } of results) by[band] = [...(by[band] ?? []), of]
  await resultsApproved(by)
  process.issue('BULLETIN', {
    title: plan.title,
    year,
    half,
    units: results.length,
    bands: by,
    vetoed: results.flatMap(({ unitId: of, vetoes }) => vetoes.map((veto) => ({ unitId: of, ...veto }))),
  })
  await process.close('PUBLISHED')
  return { units: results.length }

  /** Drafted by the office where nobody has yet, or again when it was returned, and approved by the commander. */
  async function schemeApproved(toDraft: boolean) {
    let returned: string | undefined
    for (let drafting = toDraft; ; drafting = true) {
      if (drafting) await drafted(returned)
      process.enter('PLANNED')
      const signed = await process.step(steps.signScheme, {
        to: anyone('COMMANDER', 'DEPUTY_COMMANDER'),
        within: assessmentLimits.signScheme,
      })
      if (signed.form.decision === 'APPROVE') return
      returned = signed.form.opinion
    }
  }

  async function drafted(returned: string | undefined) {
    process.enter('DRAFT')
    const draft = await process.step(steps.draftScheme, {
      to: anyone('OFFICE_DIRECTOR'),
      within: assessmentLimits.draftScheme,
      context: returned === undefined ? undefined : { returned },
      check: (form) => {
        if (form.year === year && form.half === half) return
        const wrong = text('这是另一个考核期，请另行发起', 'That is another half-year: open it for itself')
        throw refuse('INVALID_FORM', {}, [{ path: [form.year === year ? 'half' : 'year'], text: wrong }])
      },
    })
    plan = draft.form
    process.revised({ title: plan.title, unitId, place: '', content: plan })
  }

  /** Every unit in a case of its own; who scores and who checks take turns where the scheme names them. */
  async function assessed() {
    const { unitIds, scorerIds, sheet } = plan
    const chosen = new Set(unitIds)
    const all = await process.outside((world) => world.assessedUnits())
    const scorers = await process.outside((world) => world.scorers({ userIds: scorerIds }))
    const children = []
    for (const [at, unit] of all.filter(({ id }) => chosen.size === 0 || chosen.has(id)).entries()) {
      const opening = { title: `${plan.title}：${unit.name}`, unitId: unit.id, year, half, sheet }
      children.push(
        await process.spawn<typeof unitAssessment>(
          unitAssessmentProcess,
          { ...opening, isFollowed: true, key: unit.id, drafterId: null, content: opening },
          () => ({ assessed: opening, scorers: turnOf(scorers, unit.id, at) }),
        ),
      )
    }
    return Promise.all(children.map((child) => child.result()))
  }

  async function resultsApproved(by: Record<string, string[]>) {
    const count = (band: string) => by[band]?.length ?? 0
    const units = Object.keys(by).reduce((sum, band) => sum + count(band), 0)
    const told = Object.entries(bands).map(([band, { zh }]) => `${zh}${count(band)}个`)
    const context = { units: String(units), bands: told.join('，') }
    process.enter('REVIEWED')
    for (let explained = ''; ; ) {
      const approval = await process.step(steps.approveResults, {
        to: anyone('COMMANDER'),
        within: assessmentLimits.approve,
        context: explained === '' ? context : { ...context, explained },
      })
      if (approval.form.decision === 'APPROVE') break
      const answer = await process.step(steps.explainResults, {
        to: anyone('OFFICE_DIRECTOR'),
        within: assessmentLimits.explain,
        context: { ...context, returned: approval.form.opinion },
      })
      explained = answer.form.account
    }
    await process.outside((world) => world.publishScores({ year, half, caseId }))
  }
}

/** The two of the named scorers whose turn it is, never of the unit itself; nobody where fewer than two are left. */
function turnOf(
  scorers: { userId: string; unitId: string }[],
  unitId: AssessmentPlan['unitIds'][number],
  at: number,
): Scorers {
  const others = scorers.filter((scorer) => scorer.unitId !== unitId)
  if (others.length < 2) return {}
  return { scorerId: others[at % others.length]?.userId, checkerId: others[(at + 1) % others.length]?.userId }
}
