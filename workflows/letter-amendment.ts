import { defineSignal, getExternalWorkflowHandle } from '@temporalio/workflow'
import { anyone, handsIn, ofUnit } from '../domain/people.ts'
import { letterLimits } from '../domain/processes/letter.ts'
import {
  AMENDED_SIGNAL,
  type Amended,
  amendmentSteps as steps,
  type LetterAmendmentLaunch,
  letterAmendmentProcess,
} from '../domain/processes/letter-amendment.ts'
import { openProcess } from './kit/process.ts'
import { ask } from './kit/turns.ts'

const letterAmended = defineSignal<[Amended]>(AMENDED_SIGNAL)

/**
 * 补充协议 (handbook P05): a signed letter changes only when law has reviewed it and both sides have signed; then it
 * has a number of its own, and the letter is told. Whoever proposed it does not sign it for the county.
 */
export async function letterAmendment(launch: LetterAmendmentLaunch): Promise<{ outcome: string }> {
  const { caseId, amendment, title, proposer } = launch
  const { unitId, letterId, reason } = amendment
  const process = openProcess(letterAmendmentProcess, { caseId, title, unitId, form: amendment })
  const context = { reason }

  process.enter('LEGAL_REVIEW')
  const check = await process.step(steps.lawCheck, {
    to: { ...anyone('LEGAL_REVIEWER'), excludedUnits: [unitId] },
    within: letterLimits.review,
    context,
  })
  if (check.form.decision === 'RETURN') return process.close('RETURNED', check.form.opinion)
  process.enter('TO_SIGN')
  const unit = await process.step(steps.signForUnit, {
    to: { ...ofUnit(unitId, 'UNIT_HEAD'), inPerson: true },
    within: letterLimits.confirm,
    context,
  })
  if (unit.form.decision === 'OBJECT') return process.close('DECLINED', unit.form.opinion)
  const county = await process.step(steps.signForCounty, {
    to: { ...anyone('COMMANDER', 'DEPUTY_COMMANDER'), excluded: handsIn(proposer), excludedUnits: [unitId] },
    within: letterLimits.sign,
    context,
  })
  if (county.form.decision === 'RETURN') return process.close('RETURNED', county.form.opinion)
  if (!(await told())) return process.close('LETTER_OVER')
  process.issue('LETTER_AMENDMENT', amendment)
  return process.close('AGREED')

  /** Tells the letter; false when it has ended meanwhile. */
  function told(): Promise<boolean> {
    return ask(() =>
      getExternalWorkflowHandle(letterId)
        .signal(letterAmended, { caseId, amendment })
        .then(
          () => true,
          () => false,
        ),
    )
  }
}
