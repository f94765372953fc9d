import { localTime } from '../domain/calendar.ts'
import { type Actor, anyone, handsIn, ofUnit } from '../domain/people.ts'
import {
  financeReviewOf,
  type SettlementLaunch,
  settlementLimits,
  settlementProcess,
  settlementSteps as steps,
} from '../domain/processes/settlement.ts'
import { moneyReviewers } from '../domain/processes/booking.ts'
import {
  type Conclusion,
  conclusions,
  factsShown as told,
  settlementAmounts,
  settlementEntries,
} from '../domain/settlement.ts'
import { booked, exactly } from './booking.ts'
import { notLaterThan } from './checks.ts'
import { unfrozen } from './freeze.ts'
import { openProcess } from './kit/process.ts'
import { refuse } from './kit/refuse.ts'

/**
 * 年终奖惩兑现 (handbook P19, §3.6–3.7), one for each unit and year. Concluded by the rule or excused by people; what
 * is to be kept is announced and heard first (5 working days); reviewed by finance, law and discipline; decided
 * together with two keys; public for 5 working days; frozen while an investigation runs; booked by three hands.
 */
export async function settlement(launch: SettlementLaunch): Promise<{ outcome: string; conclusion: Conclusion }> {
  const { caseId, unitId, year, title, bureauIsUnit } = launch
  const notOfUnit = { excludedUnits: [unitId] }
  const process = openProcess(settlementProcess, { caseId, title, unitId, form: { title, unitId, year } })
  const read = () => process.outside((world) => world.yearOfUnit({ unitId: process.unitNow(unitId), year }))
  let facts = await read()
  let shown = told(facts)

  let conclusion = await standing()
  while (facts.heldFen > 0 && !(await settled())) conclusion = await standing()
  const { mode } = facts
  const end = settlementAmounts(conclusion, facts.heldFen)
  process.enter('SIGNING')
  process.issue('SETTLEMENT', { year, conclusion, mode, ...end })
  await process.step(steps.signFor, {
    to: ofUnit(unitId, 'UNIT_HEAD'),
    within: settlementLimits.signFor,
    context: { conclusion, refund: (end.refundFen / 100).toFixed(2), reward: (end.rewardFen / 100).toFixed(2) },
  })
  const { outcome } = await process.close(
    facts.heldFen === 0
      ? 'NOTHING_HELD'
      : end.rewardFen > 0
        ? 'REFUNDED_AND_REWARDED'
        : end.refundFen > 0
          ? 'REFUNDED'
          : 'RETAINED',
  )
  return { outcome, conclusion }

  /** Books it; false when another case has booked of it meanwhile, as that of a unit that was merged into this one. */
  async function settled(): Promise<boolean> {
    const { mode: how, holdings, heldFen } = facts
    const amounts = settlementAmounts(conclusion, heldFen)
    process.enter('SETTLING')
    const fen = await booked(process, {
      caseId,
      unitId,
      year,
      within: settlementLimits.book,
      mode: how,
      bureauIsUnit,
      context: {
        conclusion,
        refund: (amounts.refundFen / 100).toFixed(2),
        reward: (amounts.rewardFen / 100).toFixed(2),
        retained: (amounts.retainedFen / 100).toFixed(2),
      },
      checkAmount: exactly(heldFen),
      entries: (of) => settlementEntries(conclusion, of, holdings),
      settles: true,
    })
    return fen !== null
  }

  /** The decision, once the books are still as it found them: a sum that has changed since is decided anew. */
  async function standing(): Promise<Conclusion> {
    for (;;) {
      const found = await decided()
      await unfrozen(process, { unitId, within: settlementLimits.freeze })
      const now = await read()
      if (now.heldFen === facts.heldFen && now.mode === facts.mode) {
        facts = now
        return found
      }
    }
  }

  /** Concluded, heard where something is kept, reviewed by three, decided together, and public without objection. */
  async function decided(): Promise<Conclusion> {
    for (;;) {
      const draft = await concluded()
      const found = draft.form.conclusion
      if (found === 'PARTIAL' || found === 'NONE') await heard(draft.form)
      const reviewers = await reviewed(draft.by, found)
      if (reviewers && (await decidedTogether([draft.by, ...reviewers], found))) return found
    }
  }

  async function concluded() {
    process.enter('DRAFT')
    facts = await read()
    shown = told(facts)
    return process.step(steps.conclude, {
      to: { ...anyone('OFFICE_DIRECTOR'), ...notOfUnit },
      within: settlementLimits.conclude,
      context: shown,
      check: (form) => {
        // Whether a unit is excused is for people; what is complete follows from the year (§3.6).
        if (form.conclusion !== 'EXEMPT' && form.conclusion !== shown.byRule)
          throw refuse('CONCLUSION_DIFFERS', { rule: conclusions[shown.byRule].zh })
      },
    })
  }

  async function heard(draft: { conclusion: Conclusion; grounds: string; basis: string }) {
    const { conclusion: found, grounds, basis } = draft
    process.enter('DEFENSE')
    process.issue('RETENTION_NOTICE', { year, conclusion: found, grounds, basis, heldFen: facts.heldFen })
    await process.stepOrOverdue(steps.beHeard, {
      to: { ...ofUnit(unitId, 'UNIT_HEAD'), inPerson: true },
      within: settlementLimits.beHeard,
      context: { ...shown, grounds, conclusion: found },
    })
  }

  /** Finance, law and discipline side by side; null when one of them returns it. */
  async function reviewed(draftedBy: Actor, found: Conclusion): Promise<Actor[] | null> {
    process.enter('JOINT_REVIEW')
    const context = { ...shown, conclusion: found }
    const ask = (...roles: Parameters<typeof anyone>) => ({
      to: { ...anyone(...roles), excluded: handsIn(draftedBy), ...notOfUnit },
      within: settlementLimits.review,
      context,
    })
    const reviews = await Promise.all([
      process.step(financeReviewOf(bureauIsUnit), ask(moneyReviewers(bureauIsUnit).settlement)),
      process.step(steps.lawReview, ask('LEGAL_REVIEWER')),
      process.step(steps.disciplineReview, ask('DISCIPLINE_OFFICER')),
    ])
    return reviews.some(({ form }) => form.decision === 'RETURN') ? null : reviews.map(({ by }) => by)
  }

  /** Two keys, then the public notice; false when either sends it back. */
  async function decidedTogether(hands: Actor[], found: Conclusion): Promise<boolean> {
    for (;;) {
      process.enter('DECIDING')
      const decision = await process.step(steps.decide, {
        to: { ...anyone('COMMANDER', 'DEPUTY_COMMANDER'), excluded: hands.flatMap(handsIn), ...notOfUnit },
        within: settlementLimits.decide,
        context: { ...shown, conclusion: found },
        check: (form, command) => notLaterThan(form.heldAt, command, '会议时间'),
      })
      if (decision.form.decision === 'RETURN') return false
      const second = await process.step(steps.confirmDecision, {
        to: {
          ...anyone('COMMANDER', 'DEPUTY_COMMANDER'),
          excluded: [...hands, decision.by].flatMap(handsIn),
          ...notOfUnit,
        },
        within: settlementLimits.decide,
        context: { conclusion: found, minutesNo: decision.form.minutesNo },
      })
      if (second.form.decision !== 'APPROVE') continue
      // What is decided is the year as it stands now, not as it stood when the settlement was opened.
      facts = await read()
      shown = told(facts)
      if (found !== 'EXEMPT' && found !== shown.byRule) return false
      if (await published(found)) return true
    }
  }

  async function published(found: Conclusion): Promise<boolean> {
    process.enter('PUBLIC_NOTICE')
    const notice = await process.step(steps.publicNotice, {
      to: { ...anyone('OFFICE_DIRECTOR', 'OFFICE_DISPATCHER'), ...notOfUnit },
      within: settlementLimits.publicNotice,
      context: { conclusion: found },
      check: (form, command, task) => {
        // The limit of this step is the notice itself: without objection it ends with its last day.
        if (form.decision === 'NONE' && Date.parse(command.receivedAt) < Date.parse(task.dueAt))
          throw refuse('PUBLIC_NOTICE_RUNS', { until: localTime(task.dueAt) })
      },
    })
    return notice.form.decision === 'NONE'
  }
}
