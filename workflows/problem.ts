import type { Limit } from '../domain/calendar.ts'
import { type FormOf } from '../domain/forms.ts'
import { anyone, handsIn, ofUnit } from '../domain/people.ts'
import type { Problem } from '../domain/problem-forms.ts'
import { halved } from '../domain/problem-kinds.ts'
import {
  type EscalationReason,
  type ProblemLaunch,
  problemProcess,
  type ProblemResult,
  problemSteps as steps,
} from '../domain/processes/problem.ts'
import { defaultRules, rectificationProcess } from '../domain/processes/rectification.ts'
import { notLaterThan } from './checks.ts'
import { openProcess } from './kit/process.ts'
import { now } from './kit/clock.ts'
import { EndedOtherwise } from './kit/ends.ts'
import { handedOver, type Order } from './problem-dispatch.ts'
import { mergedReports, registered } from './problem-report.ts'
import type { rectification } from './rectification.ts'

const DAY_MS = 86_400_000

type End = 'PASSED' | 'REVOKED' | 'DISPOSED'

/**
 * 日常巡查与问题处置 (handbook P12): reported and registered; dispatched to one lead; put right within the kind's
 * limit; checked by somebody else; closed and looked back at. A second failed check, an overdue report or a third
 * relapse proposes a first notice, which a person writes and signs; the problem then follows that notice to its end.
 */
export async function problem(launch: ProblemLaunch): Promise<ProblemResult> {
  const { caseId, rules, title } = launch
  const office = anyone('OFFICE_DIRECTOR', 'OFFICE_DISPATCHER', 'OFFICE_INSPECTOR')
  let content: Problem = launch.report
  const process = openProcess(problemProcess, { caseId, title, unitId: launch.unitId, form: content })
  const reports = mergedReports(process)
  let notices = 0

  const entry = await registered(process, launch)
  if (entry.kind === 'MERGED') {
    process.revised(reads(launch.unitId, { ...content, mergedInto: entry.into }))
    return process.close('MERGED')
  }
  if (entry.kind === 'REJECTED') return process.close('REJECTED', entry.why)
  for (let relapses = 0; ; ) {
    process.enter(relapses === 0 ? 'REGISTERED' : 'REOPENED', { round: relapses + 1 })
    const order = await handedOver(process, launch, entry.severity)
    const end = await putRight(order)
    if (end !== 'CHECKED') return process.close(end)
    process.issueAnother('CLOSE_FORM', order)
    if (!(await relapsed(order.leadUnitId))) return process.close('PASSED')
    relapses += 1
    process.revised(reads(order.leadUnitId, { ...content, relapses }))
    if (relapses % rules.relapses > 0) continue
    const noticed = await escalated('RELAPSED', order)
    if (typeof noticed === 'string') return process.close(noticed)
  }

  function reads(unitId: string, now: Problem) {
    content = now
    return { title, unitId, place: content.place, roadSectionId: content.roadSectionId, content }
  }

  /** Worked on until somebody else has found it done, or it ended otherwise. */
  async function putRight(order: Order): Promise<'CHECKED' | End> {
    let { limit, from } = order as { limit: Limit; from: string }
    process.enter('RECTIFYING')
    for (let failed = 0; ; ) {
      const report = await process.stepOrOverdue(steps.rectify, {
        to: ofUnit(order.leadUnitId, 'UNIT_HEAD', 'UNIT_LIAISON'),
        within: limit,
        from,
        context: { requirement: order.requirement, basis: order.basis },
        facts: { coUnits: order.coUnitIds },
        also: ['requestExtension', 'object', 'hold', 'endHold'],
        objectWithin: rules.objection,
        check: (form, command) => notLaterThan(form.doneAt, command, '完成时间'),
      })
      if (report.kind === 'upheld') {
        if (report.decision === 'REVOKE') return 'REVOKED'
        const again = await handedOver(process, launch, order.severity, {
          ...order,
          leadUnitId: report.unitId ?? order.leadUnitId,
        })
        return putRight(again)
      }
      const bad = report.kind === 'done' ? await checkedBad(report, order) : null
      if (report.kind === 'done' && bad === null) return 'CHECKED'
      if (bad !== null && failed === 0) {
        failed = 1
        limit = halved(order.limit)
        from = bad
        process.enter('RECHECK_FAIL')
        continue
      }
      const decided = await escalated(bad === null ? 'OVERDUE' : 'FAILED_TWICE', order)
      if (typeof decided === 'string') return decided
      limit = decided.limit
      from = decided.from
      process.enter('RECTIFYING')
    }
  }

  /** Somebody who did not do the work looks at it. When it was found undone, ISO; null when it is done. */
  async function checkedBad(
    report: { by: Parameters<typeof handsIn>[0]; at: string },
    { leadUnitId, coUnitIds }: Order,
  ): Promise<string | null> {
    process.enter('FEEDBACK')
    const check = await process.step(steps.verify, {
      to: { ...office, excluded: handsIn(report.by), excludedUnits: [leadUnitId, ...coUnitIds] },
      within: rules.verify,
      context: { reportedAt: report.at },
    })
    return check.form.result === 'PASS' ? null : check.at
  }

  /** The office decides whether a first notice follows; if so the problem ends as the notice does. */
  async function escalated(reason: EscalationReason, order: Order): Promise<End | { limit: Limit; from: string }> {
    for (;;) {
      process.enter('NOTICE_PROPOSED')
      const others = { ...office, excludedUnits: [order.leadUnitId] }
      const proposal = await process.step(steps.escalate, {
        to: others,
        within: rules.escalate,
        context: { failure: reason },
      })
      if (proposal.form.decision === 'GO_ON') return { limit: proposal.form.limit ?? order.limit, from: proposal.at }
      const draft = await process.step(steps.draftNotice, {
        to: others,
        within: rules.escalate,
        context: { reason: proposal.form.reason, unitId: order.leadUnitId, requirement: order.requirement },
      })
      process.enter('ESCALATED')
      const outcome = await underNotice(draft)
      if (outcome === 'PASSED') return 'PASSED'
      if (outcome !== 'REVOKED') return 'DISPOSED'
    }
  }

  /** The notice is a case of its own; a notice that was withdrawn, or ended by an administrator, is as none. */
  async function underNotice({
    form: notice,
    by: drafter,
  }: {
    form: FormOf<'notice.v1'>
    by: ProblemLaunch['reporter']
  }) {
    const rules = defaultRules
    notices += 1
    const handle = await process.spawn<typeof rectification>(
      rectificationProcess,
      {
        isFollowed: true,
        key: `notice-${notices}`,
        title: notice.title,
        unitId: notice.unitId,
        place: notice.place,
        roadSectionId: notice.roadSectionId,
        drafterId: drafter.userId,
        content: notice,
        rules,
        photoIds: notice.photos.map(({ id }) => id),
      },
      ({ unitName }) => ({ notice, unitName, drafter, rules }),
    )
    try {
      return (await handle.result()).outcome
    } catch (error) {
      if (error instanceof EndedOtherwise) return 'REVOKED'
      throw error
    }
  }

  /** Closed, and looked back at after some days. Whether it has relapsed: seen there, reported again, or reopened. */
  async function relapsed(leadUnitId: string): Promise<boolean> {
    const before = reports.count()
    const again = () => reports.count() > before
    const closedAt = now()
    for (const days of rules.lookBackDays) {
      const wait = Math.max(1, closedAt + days * DAY_MS - now())
      if (await process.closedUnlessReopened('PASSED', 'LOOK_BACK', wait, again)) {
        if (again()) process.reopen('销号后又有同址同类上报')
        return true
      }
      const visit = await process.step(steps.lookBack, {
        to: { ...office, excludedUnits: [leadUnitId] },
        within: rules.lookBack,
        context: { days: String(days) },
        check: (form, command) => notLaterThan(form.visitedAt, command, '回头看时间'),
      })
      if (visit.form.result === 'HELD' && !again()) continue
      process.reopen(visit.form.opinion)
      return true
    }
    return false
  }
}
