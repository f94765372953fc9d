import { type FormOf } from '../domain/forms.ts'
import { anyone, handsIn, ofUnit } from '../domain/people.ts'
import type { ProblemDispatch, severities } from '../domain/problem-forms.ts'
import { type ProblemLaunch, type problemProcess, problemSteps as steps } from '../domain/processes/problem.ts'
import { notLaterThan } from './checks.ts'
import type { Process } from './kit/process.ts'
import { refuse } from './kit/refuse.ts'

/** What a unit has signed for: `from` is when its limit runs, ISO. */
export type Order = ProblemDispatch & { from: string; severity: keyof typeof severities }

/**
 * 派遣 (handbook P12 steps 3 to 4b): to one lead, which signs for it or returns it once with its grounds. Twice
 * returned, or sent again to a unit that returned it, it is the director's forced dispatch and stays. Returns what
 * was signed for. With `ruled`, a ruling has decided the unit, and nothing can be returned.
 */
export async function handedOver(
  process: Process<typeof problemProcess>,
  { report, rules }: ProblemLaunch,
  severity: Order['severity'],
  ruled?: ProblemDispatch,
): Promise<Order> {
  const { category, roadSectionId, lat, lng } = report
  const returnedBy: string[] = []
  const forced = (unitId: string) => ruled !== undefined || returnedBy.length > 1 || returnedBy.includes(unitId)
  let context: Record<string, string> = {}
  for (;;) {
    const order = ruled ?? (await dispatched())
    process.reassigned(order.leadUnitId)
    process.enter('DISPATCHED')
    process.issueAnother('RECTIFY_NOTICE', order)
    const receipt = await signed(order)
    if (receipt.step === 'phoneDelivery') return accepted(order, 'PHONE', receipt.form.spokenAt)
    if (receipt.form.decision === 'ACCEPT') return accepted(order, 'RECEIPT', receipt.at)
    returnedBy.push(order.leadUnitId)
    context = returnedContext(order.leadUnitId, receipt.form)
    process.enter('RETURNED')
  }

  async function dispatched(): Promise<ProblemDispatch> {
    const { leadUnitId, coUnitIds, leader } = await process.outside((world) =>
      world.suggestHandlers({ category, roadSectionId, lat, lng }),
    )
    const asked = await process.step(returnedBy.length === 0 ? steps.dispatch : steps.redispatch, {
      to: returnedBy.length > 1 ? anyone('OFFICE_DIRECTOR') : anyone('OFFICE_DISPATCHER', 'OFFICE_DIRECTOR'),
      within: rules.dispatch,
      context: { ...context, leadUnitId, coUnitIds: coUnitIds.join(','), leader },
      check: (form, { actor }) => {
        if (form.coUnitIds.includes(form.leadUnitId)) throw refuse('CO_HANDLER_IS_LEAD')
        if (forced(form.leadUnitId) && !actor.roles.includes('OFFICE_DIRECTOR')) throw refuse('FORCED_BY_DIRECTOR')
      },
    })
    process.hadAHand(...handsIn(asked.by))
    return asked.form
  }

  function signed(order: ProblemDispatch) {
    return process.stepOnceLate(
      steps.signFor,
      {
        to: ofUnit(order.leadUnitId, 'UNIT_HEAD', 'UNIT_LIAISON'),
        within: severity === 'URGENT' ? rules.urgentReceipt : rules.receipt,
        context: { requirement: order.requirement, forced: forced(order.leadUnitId) ? 'YES' : '' },
        check: (form) => {
          if (form.decision === 'RETURN' && forced(order.leadUnitId)) throw refuse('RETURN_USED')
        },
      },
      {
        step: steps.phoneDelivery,
        to: anyone('OFFICE_DISPATCHER', 'OFFICE_INSPECTOR'),
        within: rules.phoneDelivery,
        check: (form, command) => notLaterThan(form.spokenAt, command, '通话时间'),
      },
    )
  }

  function accepted(order: ProblemDispatch, by: 'PHONE' | 'RECEIPT', at: string): Order {
    process.delivered(by, at)
    return { ...order, from: at, severity }
  }
}

/** Facts for whoever dispatches it again: who returned it, why, and whom they suggest. */
const returnedContext = (by: string, form: FormOf<'problemReceipt.v1'>): Record<string, string> => ({
  returnedBy: by,
  returnReason: form.returnReason ?? '',
  grounds: form.grounds ?? '',
  suggestedUnitId: form.suggestedUnitId ?? '',
})
