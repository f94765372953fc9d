import type { Command } from '../domain/commands.ts'
import type { NoticeContent } from '../domain/forms.ts'
import { anyone, type Assignee, ofUnit, whyNotAssignee } from '../domain/people.ts'
import {
  type RectificationLaunch,
  type RectificationResult,
  type RoundFailure,
  rectificationProcess,
  steps,
} from '../domain/processes/rectification.ts'
import { openProcess } from './kit/process.ts'
import { refuse } from './kit/refuse.ts'

/**
 * 督查督办 (handbook P14): one matter, one notice. Signed, numbered, delivered; rectified within its limit;
 * re-inspected by two people who did not do the work; closed, or a further round signed by a higher hand.
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
    outageReviewWithin: rules.outageReview,
  })

  try {
    let deliveredAt = await process.withdrawable(office, async () => {
      await signOff('OFFICE_DIRECTOR')
      return await delivery()
    })
    for (let round = 1; ; round += 1) {
      const failure = await rectified(deliveredAt)
      if (!failure) return await process.close('PASSED')
      process.failed(failure)
      process.enter('FAILED')
      await furtherRound(round + 1)
      deliveredAt = await delivery()
    }
  } catch (error) {
    return await process.close('REVOKED', process.withdrawn(error))
  }

  /** The notice goes back to its drafter until it is signed. */
  async function signOff(signer: 'OFFICE_DIRECTOR' | 'DEPUTY_COMMANDER') {
    for (;;) {
      process.enter('PENDING_APPROVAL')
      const approval = await process.step(steps.signOff, { to: anyone(signer), within: rules.signOff })
      if (approval.form.decision === 'APPROVE') return
      process.enter('DRAFT')
      const redraft = await process.step(steps.redraft, {
        to: { ...office, userId: drafter.userId },
        within: rules.signOff,
        context: { returned: approval.form.opinion },
      })
      notice = redraft.form
    }
  }

  /** Issued, and signed for by the unit or delivered by telephone. Returns the instant of delivery. */
  async function delivery(): Promise<string> {
    process.enter('ISSUED')
    process.issue(notice)
    const receipt = await process.stepOnceLate(
      steps.receipt,
      { to: ofUnit(notice.unitId, 'UNIT_HEAD', 'UNIT_LIAISON'), within: rules.receipt },
      {
        step: steps.phoneDelivery,
        to: anyone('OFFICE_DISPATCHER', 'OFFICE_INSPECTOR'),
        within: rules.phoneDelivery,
        check: (form, command) => notLaterThan(form.spokenAt, command, '通话时间'),
      },
    )
    const by = receipt.step === 'phoneDelivery' ? 'PHONE' : 'RECEIPT'
    const at = receipt.step === 'phoneDelivery' ? receipt.form.spokenAt : receipt.at
    process.delivered(by, at)
    return at
  }

  /** One round: the unit reports in time and two inspectors find it done. Returns why it failed, or null. */
  async function rectified(deliveredAt: string): Promise<RoundFailure | null> {
    process.enter('IN_PROGRESS')
    const report = await process.stepOrOverdue(steps.rectify, {
      to: ofUnit(notice.unitId, 'UNIT_HEAD'),
      within: notice.limit,
      from: deliveredAt,
      context: { deliveredAt },
      check: (form, command) => notLaterThan(form.doneAt, command, '完成时间'),
    })
    if (report.kind === 'overdue') return 'OVERDUE'

    process.enter('VERIFYING')
    const inspectors: Assignee = { ...office, excluded: [report.by.userId], excludedUnits: [notice.unitId] }
    for (;;) {
      const visit = await process.step(steps.reinspect, {
        to: inspectors,
        within: rules.verify,
        context: { reportedAt: report.at },
        check: (form, command) => {
          notLaterThan(form.visitedAt, command, '核查时间')
          anotherInspector(form.coInspectorId, command, inspectors)
        },
      })
      const countersign = await process.step(steps.countersign, {
        to: { ...inspectors, userId: visit.form.coInspectorId },
        within: rules.countersign,
        context: { result: visit.form.result, opinion: visit.form.opinion },
      })
      if (countersign.form.decision === 'DISAGREE') continue
      return visit.form.result === 'PASS' ? null : (visit.form.failReason ?? 'NOT_DONE')
    }
  }

  /** A further round states the consequence and is signed by a higher hand. */
  async function furtherRound(round: number) {
    for (;;) {
      const draft = await process.step(steps.nextRound, { to: office, within: rules.nextRound })
      notice = { ...notice, ...draft.form }
      process.enter('PENDING_APPROVAL', { round })
      const approval = await process.step(steps.signOff, { to: anyone('DEPUTY_COMMANDER'), within: rules.signOff })
      if (approval.form.decision === 'APPROVE') return
      process.enter('FAILED')
    }
  }
}

function notLaterThan(instant: string, command: Command, field: string): void {
  if (Date.parse(instant) > Date.parse(command.receivedAt)) throw refuse('DATE_IN_FUTURE', { field })
}

function anotherInspector(coInspectorId: string, command: Command, inspectors: Assignee): void {
  if (coInspectorId === command.actor.userId) throw refuse('CO_INSPECTOR_SAME')
  const second = command.people[coInspectorId]
  if (!second || whyNotAssignee(second, inspectors))
    throw refuse('CO_INSPECTOR_UNFIT', { name: second?.name ?? coInspectorId })
}
