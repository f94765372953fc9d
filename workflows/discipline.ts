import { dateOf } from '../domain/calendar.ts'
import { beyondPower, decidingOrgans, measureTitles } from '../domain/measures.ts'
import { anyone } from '../domain/people.ts'
import { type DisciplineLaunch, disciplineProcess, disciplineSteps } from '../domain/processes/discipline.ts'
import { referralLimits } from '../domain/processes/referral.ts'
import { openProcess } from './kit/process.ts'
import { refuse } from './kit/refuse.ts'

/**
 * 纪检监察办理 (handbook P17): the organ signs for the letter or returns it as not within its power; what was decided
 * is recorded by its officer, and only if the organ that decided had the power for it (§4.2). Returns why
 * it was returned, and nothing of what was decided: whoever referred it learns that it is concluded.
 */
export async function discipline({
  caseId,
  referral,
  letterNo,
}: DisciplineLaunch): Promise<{ returned: string | null }> {
  const organ = { ...anyone('DISCIPLINE_OFFICER'), excludedUnits: [referral.unitId] }
  const process = openProcess(disciplineProcess, {
    caseId,
    title: referral.title,
    unitId: referral.unitId,
    form: referral,
  })

  process.enter('ARRIVED')
  const receipt = await process.step(disciplineSteps.transferReceipt, {
    to: organ,
    within: referralLimits.receipt,
    sealed: true,
    context: { letterNo },
  })
  if (receipt.form.decision === 'RETURNED') {
    await process.close('RETURNED')
    return { returned: receipt.form.reason }
  }
  process.enter('UNDER_WAY')
  const result = await process.step(disciplineSteps.sanctionRecord, {
    to: organ,
    within: referralLimits.result,
    from: receipt.at,
    sealed: true,
    context: { letterNo },
    check: (form, command) => {
      const today = dateOf(Date.parse(command.receivedAt))
      if (form.decidedOn > today) throw refuse('DATE_IN_FUTURE', { field: '决定日期' })
      if (form.effectiveFrom < form.decidedOn) throw refuse('DATE_BEFORE', { field: '生效日期', than: '决定日期' })
      const rule = beyondPower(form.kind, form.organ, form.identity)
      if (rule !== null) {
        const { [form.organ]: decided } = decidingOrgans
        throw refuse('MEASURE_BEYOND_POWER', { organ: decided.zh, measure: measureTitles[form.kind].zh, rule })
      }
    },
  })
  await process.close(result.form.kind === 'NO_ACTION' ? 'NO_ACTION' : 'RECORDED')
  return { returned: null }
}
