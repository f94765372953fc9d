import { dateOf } from '../domain/calendar.ts'
import type { NoticeContent } from '../domain/forms.ts'
import { anyone, handsIn, ofUnit } from '../domain/people.ts'
import {
  type RectificationLaunch,
  type RectificationResult,
  type RoundFailure,
  rectificationProcess,
  steps,
} from '../domain/processes/rectification.ts'
import { notLaterThan } from './checks.ts'
import { disposition } from './disposition.ts'
import { inspected } from './inspection.ts'
import { openProcess } from './kit/process.ts'
import { now, random } from './kit/clock.ts'
import { talk } from './talk.ts'

const DAY_MS = 86_400_000

/**
 * 督查督办 (handbook P14): one matter, one notice. Signed, numbered, delivered; rectified within its limit;
 * re-inspected by two people who did not do the work; closed and now and then looked back at. Failed: the unit
 * answers for it and the office determines. Failed twice: a talk; its commitments not kept: a proposal.
 */
export async function rectification(launch: RectificationLaunch): Promise<RectificationResult> {
  const { rules, drafter } = launch
  let notice: NoticeContent = launch.notice
  const office = anyone('OFFICE_DIRECTOR', 'OFFICE_DISPATCHER', 'OFFICE_INSPECTOR')
  const process = openProcess(rectificationProcess, {
    caseId: launch.caseId,
    title: notice.title,
    unitId: notice.unitId,
    form: notice,
  })

  try {
    let deliveredAt = await process.withdrawable(office, async () => {
      await signOff()
      return await delivery()
    })
    for (let round = 1; ; round += 1) {
      const end = await rectified(deliveredAt)
      if (end === 'REVOKED') return await process.close('REVOKED')
      if (end === null) {
        if (!(await relapsed())) return await process.close('PASSED')
      } else if (await counts(end)) {
        const kept = await talk(process, { notice, rules, round })
        if (kept) return await process.close('PASSED')
        return await process.close(await disposition(process, { notice, rules }))
      }
      await furtherRound(round + 1)
      deliveredAt = await delivery()
    }
  } catch (error) {
    return await process.close('REVOKED', process.withdrawn(error))
  }

  /** The notice goes back to its drafter until it is signed. */
  async function signOff() {
    const drafters = [drafter.userId]
    for (;;) {
      process.enter('PENDING_APPROVAL')
      const approval = await process.step(steps.signOff, {
        to: { ...anyone('OFFICE_DIRECTOR'), notStandingIn: [...drafters] },
        within: rules.signOff,
      })
      process.hadAHand(...drafters, ...handsIn(approval.by))
      if (approval.form.decision === 'APPROVE') return
      process.enter('DRAFT')
      const redraft = await process.step(steps.redraft, {
        to: { ...office, userId: drafter.userId },
        within: rules.signOff,
        context: { returned: approval.form.opinion },
      })
      notice = redraft.form
      drafters.push(...handsIn(redraft.by))
    }
  }

  /** Issued, and signed for by the unit or delivered by telephone. Returns the instant of delivery. */
  async function delivery(): Promise<string> {
    process.enter('ISSUED')
    process.issue('SUPERVISE_FORM', notice)
    const receipt = await process.stepOnceLate(
      steps.receipt,
      { to: ofUnit(notice.unitId, 'UNIT_HEAD', 'UNIT_LIAISON'), within: rules.receipt, also: ['recordReceipt'] },
      {
        step: steps.phoneDelivery,
        to: anyone('OFFICE_DISPATCHER', 'OFFICE_INSPECTOR'),
        within: rules.phoneDelivery,
        check: (form, command) => notLaterThan(form.spokenAt, command, '通话时间'),
      },
    )
    const byPhone = receipt.step === 'phoneDelivery'
    const at = byPhone ? receipt.form.spokenAt : receipt.at
    process.delivered(byPhone ? 'PHONE' : 'RECEIPT', at)
    return at
  }

  /** One chance: reported in time and found done by two. Returns why not, null when done, or that it was revoked. */
  async function rectified(deliveredAt: string, limit = notice.limit): Promise<RoundFailure | 'REVOKED' | null> {
    process.enter('IN_PROGRESS')
    const report = await process.stepOrOverdue(steps.rectify, {
      to: ofUnit(notice.unitId, 'UNIT_HEAD'),
      within: limit,
      from: deliveredAt,
      context: { deliveredAt },
      also: ['requestExtension', 'object', 'hold', 'endHold'],
      objectWithin: rules.objection,
      check: (form, command) => notLaterThan(form.doneAt, command, '完成时间'),
    })
    let found: { failure: RoundFailure | null; by: string[] } = { failure: 'OVERDUE', by: [] }
    if (report.kind === 'upheld') {
      if (report.decision === 'REVOKE') return 'REVOKED'
      notice = { ...notice, unitId: report.unitId ?? notice.unitId }
      process.reassigned(notice.unitId)
      return rectified(await delivery())
    }
    if (report.kind === 'done') {
      process.enter('VERIFYING')
      found = await inspected(process, rules, { ...report, unitId: notice.unitId })
    }
    return found.failure && determined(found.failure, found.by)
  }

  /** The unit has its say; the director determines. What was not the unit's fault is not counted: it goes on. */
  async function determined(failure: RoundFailure, inspectors: string[]): Promise<RoundFailure | 'REVOKED' | null> {
    process.enter('FAILED')
    const statement = await process.stepOrOverdue(steps.statement, {
      to: ofUnit(notice.unitId, 'UNIT_HEAD', 'UNIT_LIAISON'),
      within: rules.statement,
      context: { failure },
    })
    const determination = await process.step(steps.determination, {
      to: { ...anyone('OFFICE_DIRECTOR'), excludedUnits: [notice.unitId], notStandingIn: inspectors },
      within: rules.determination,
      context: { failure, statement: statement.kind === 'done' ? statement.form.statement : '' },
    })
    if (determination.form.decision === 'EXCUSED')
      return rectified(determination.at, determination.form.limit ?? notice.limit)
    process.failed(failure)
    return failure
  }

  /** Whether the failures now call for a talk, by the counting rule that came with the case. */
  async function counts(_failure: RoundFailure): Promise<boolean> {
    const { threshold, per } = rules.counting
    if (per === 'CASE') return process.failedRounds() >= threshold
    const year = Number(dateOf(now()).slice(0, 4))
    return (
      (await process.outside((world) => world.failuresOfUnit({ unitId: process.unitNow(notice.unitId), year }))) + 1 >=
      threshold
    )
  }

  /** 销号; now and then, at a day drawn at random, a look-back (回头看). Whether it has relapsed. */
  async function relapsed(): Promise<boolean> {
    const { oneIn, withinDays } = rules.lookBack
    const drawn = oneIn > 0 && random() < 1 / oneIn
    const after = Math.ceil(random() * withinDays) * DAY_MS
    if (await process.closedUnlessReopened('PASSED', 'LOOK_BACK', drawn ? after : withinDays * DAY_MS)) return true
    if (!drawn) return false
    const visit = await process.step(steps.lookBack, {
      to: { ...office, excludedUnits: [notice.unitId] },
      within: rules.verify,
      check: (form, command) => notLaterThan(form.visitedAt, command, '回头看时间'),
    })
    if (visit.form.result === 'HELD') return false
    process.reopen(visit.form.opinion)
    return true
  }

  /** A further round states the consequence and is signed by a higher hand. */
  async function furtherRound(round: number) {
    for (;;) {
      const draft = await process.step(steps.nextRound, {
        to: { ...office, excludedUnits: [notice.unitId] },
        within: rules.nextRound,
      })
      notice = { ...notice, ...draft.form }
      process.enter('PENDING_APPROVAL', { round })
      const approval = await process.step(steps.signOff, {
        to: { ...anyone('DEPUTY_COMMANDER'), notStandingIn: handsIn(draft.by) },
        within: rules.signOff,
      })
      process.hadAHand(...handsIn(draft.by), ...handsIn(approval.by))
      if (approval.form.decision === 'APPROVE') return
      process.enter('FAILED')
    }
  }
}
