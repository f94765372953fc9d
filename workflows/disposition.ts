import { months, naturalDays } from '../domain/calendar.ts'
import type { NoticeContent } from '../domain/forms.ts'
import { anyone, handsIn, ofUnit } from '../domain/people.ts'
import { type RectificationRules, rectificationProcess, steps } from '../domain/processes/rectification.ts'
import type { Process } from './kit/process.ts'
import { refuse } from './kit/refuse.ts'

/**
 * 处理建议 (handbook P16): proposed, made known, five working days to be heard; legal review; collective decision;
 * sent to the organ that has the power, whose decision is recorded with its document and periods (Provisional
 * rules on the resignation of leading cadres §§20–23: apply within 15 days, appeal within 15 days, ruling within
 * a month, 3 days after it is upheld). The software decides nothing.
 */
export async function disposition(
  process: Process<typeof rectificationProcess>,
  { notice, rules }: { notice: NoticeContent; rules: RectificationRules },
): Promise<'NO_ACTION' | 'DISPOSED'> {
  const notOfUnit = { excludedUnits: [notice.unitId] }
  // What somebody says in their own defence, nobody says for them.
  const head = { ...ofUnit(notice.unitId, 'UNIT_HEAD'), inPerson: true }
  const organ = anyone('ORG_OFFICER', 'DISCIPLINE_OFFICER')
  process.enter('DISPOSITION')

  const proposal = await reviewed()
  if (proposal === 'NO_ACTION') return 'NO_ACTION'
  process.issue('DISPOSITION_PROPOSAL', { ...notice, proposal })
  process.enter('SENT')

  const decision = await process.step(steps.organDecision, { to: organ, within: months(1), sealed: true })
  if (decision.form.kind === 'NO_ACTION') return 'DISPOSED'
  const appeal = await process.stepOrOverdue(steps.appeal, {
    to: head,
    within: naturalDays(15),
    from: decision.at,
    sealed: true,
    context: { organ: decision.form.organ, documentNo: decision.form.documentNo, kind: decision.form.kind },
  })
  let resignWithin = naturalDays(15)
  if (appeal.kind === 'done' && appeal.form.decision === 'APPEAL') {
    const ruling = await process.step(steps.appealRuling, {
      to: organ,
      within: months(1),
      from: appeal.at,
      sealed: true,
    })
    if (ruling.form.decision === 'REVOKED') return 'DISPOSED'
    resignWithin = naturalDays(3)
  }
  if (decision.form.kind === 'ORDERED_RESIGNATION' || decision.form.kind === 'VOLUNTARY_RESIGNATION') {
    const resignation = await process.stepOrOverdue(steps.resign, { to: organ, within: resignWithin, sealed: true })
    if (resignation.kind !== 'done') await process.step(steps.remove, { to: organ, within: months(1), sealed: true })
  }
  return 'DISPOSED'

  /** Heard, reviewed, decided together: each by another hand, and none before the right to be heard has run out. */
  async function reviewed() {
    for (;;) {
      const draft = await process.step(steps.draftDisposition, {
        to: { ...anyone('OFFICE_DIRECTOR', 'OFFICE_INSPECTOR'), ...notOfUnit },
        within: rules.talkPlan,
      })
      let heard = false
      const beforeHeard = () => {
        if (!heard) throw refuse('DEFENSE_RUNNING')
      }
      const [defense, review] = await Promise.all([
        process
          .stepOrOverdue(steps.defense, {
            to: head,
            within: rules.defense,
            context: { facts: draft.form.facts, kind: draft.form.kind },
          })
          .then(async (end) => {
            heard = true
            // Nothing else follows when it was missed, and the review is waited for as well.
            await process.written()
            return end
          }),
        process.step(steps.legalReview, {
          to: { ...anyone('LEGAL_REVIEWER'), excluded: handsIn(draft.by), ...notOfUnit },
          within: rules.talkPlan,
          context: { facts: draft.form.facts, clauses: draft.form.clauses, kind: draft.form.kind },
          check: beforeHeard,
        }),
      ])
      if (review.form.decision === 'RETURN') continue
      const together = await process.step(steps.deliberate, {
        to: {
          ...anyone('OFFICE_DIRECTOR', 'DEPUTY_COMMANDER', 'COMMANDER'),
          excluded: [...handsIn(draft.by), ...handsIn(review.by)],
          ...notOfUnit,
        },
        within: rules.talkPlan,
        context: { defense: defense.kind === 'done' ? defense.form.statement : '' },
      })
      return together.form.decision === 'SEND' ? draft.form : ('NO_ACTION' as const)
    }
  }
}
