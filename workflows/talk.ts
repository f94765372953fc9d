import { localTime } from '../domain/calendar.ts'
import type { NoticeContent } from '../domain/forms.ts'
import { type Actor, anyone, handsIn, ofUnit } from '../domain/people.ts'
import { type RectificationRules, rectificationProcess, steps } from '../domain/processes/rectification.ts'
import { notLaterThan } from './checks.ts'
import { inspected } from './inspection.ts'
import type { Process } from './kit/process.ts'
import { refuse } from './kit/refuse.ts'
import type { OpenTask } from './kit/tasks.ts'

/**
 * 约谈 (handbook P15): proposed, its procedure checked, approved by the commander, each by another hand; notice at
 * least two working days ahead, put off with a new one; two leaders, the principal in person; a record signed by all, with reservations;
 * commitments with a last deadline. Returns whether they were kept.
 */
export async function talk(
  process: Process<typeof rectificationProcess>,
  { notice, rules, round }: { notice: NoticeContent; rules: RectificationRules; round: number },
): Promise<boolean> {
  const notOfUnit = { excludedUnits: [notice.unitId] }
  process.enter('TALK_PROPOSED', { round })
  const { at, place } = (await approved()).form
  let talk: { at: string; place: string } = { at, place }
  let putOff = { unit: 0, office: 0 }

  for (;;) {
    process.enter('TALK_NOTIFIED')
    process.issue('TALK_NOTICE', { ...notice, talk })
    const receipt = await process.stepOnceLate(
      steps.talkReceipt,
      { to: ofUnit(notice.unitId, 'UNIT_HEAD'), within: rules.receipt, also: ['recordReceipt'] },
      {
        step: steps.talkPhoneDelivery,
        to: anyone('OFFICE_DISPATCHER', 'OFFICE_INSPECTOR'),
        within: rules.phoneDelivery,
        check: (form, command) => notLaterThan(form.spokenAt, command, '通话时间'),
      },
    )
    const record = await process.stepOrPutOff(steps.holdTalk, {
      to: { ...anyone('OFFICE_DIRECTOR', 'OFFICE_INSPECTOR'), ...notOfUnit },
      within: rules.talkNotice,
      from: receipt.step === 'talkPhoneDelivery' ? receipt.form.spokenAt : receipt.at,
      appointedAt: talk.at,
      facts: { putOff },
      also: ['reschedule', 'requestReschedule'],
      context: talk,
      check: (form, command, task) => {
        principalInPerson(command.people[form.attendeeId])
        twoLeaders(form.leaderIds.map((id) => command.people[id]))
        notLaterThan(form.heldAt, command, '约谈时间')
        notBefore(form.heldAt, task, talk.at)
      },
    })
    if (record.kind === 'putOff') {
      putOff = record.count
      talk = { at: record.at, place: record.place }
      continue
    }
    if (record.form.attendance !== 'PRESENT') {
      if (record.form.attendance === 'EXCUSED') putOff = { ...putOff, unit: putOff.unit + 1 }
      talk = await reappointed(record.form.attendance)
      continue
    }

    process.enter('TALK_HELD')
    await signedByAll(record.form.leaderIds)
    await process.stepOrOverdue(steps.planAfterTalk, {
      to: ofUnit(notice.unitId, 'UNIT_HEAD'),
      within: rules.talkPlan,
      from: record.form.heldAt,
    })
    const report = await process.stepOrOverdue(steps.keepCommitments, {
      to: ofUnit(notice.unitId, 'UNIT_HEAD'),
      within: record.form.limit,
      from: record.form.heldAt,
      also: ['requestExtension', 'hold', 'endHold'],
      context: { commitments: record.form.commitments },
      check: (form, command) => notLaterThan(form.doneAt, command, '完成时间'),
    })
    if (report.kind !== 'done') return false
    return (await inspected(process, rules, { ...report, unitId: notice.unitId })).failure === null
  }

  /** Three hands: who proposes does not check, who checks does not approve, and none is of the unit. */
  async function approved() {
    for (;;) {
      const proposal = await process.step(steps.proposeTalk, {
        to: { ...anyone('OFFICE_DIRECTOR', 'OFFICE_INSPECTOR'), ...notOfUnit },
        within: rules.determination,
      })
      const check = await process.step(steps.checkProcedure, {
        to: { ...anyone('LEGAL_REVIEWER'), excluded: handsIn(proposal.by), ...notOfUnit },
        within: rules.determination,
        context: { facts: proposal.form.facts, basis: proposal.form.basis },
      })
      if (check.form.decision === 'RETURN') continue
      const decision = await process.step(steps.approveTalk, {
        to: { ...anyone('COMMANDER'), excluded: [...handsIn(proposal.by), ...handsIn(check.by)], ...notOfUnit },
        within: rules.determination,
        context: { facts: proposal.form.facts, basis: proposal.form.basis },
      })
      if (decision.form.decision === 'APPROVE') return decision
    }
  }

  /** Nobody came: those who approve talks set another time, and a new notice goes out. */
  async function reappointed(attendance: string): Promise<{ at: string; place: string }> {
    const { form } = await process.step(steps.reappointTalk, {
      to: { ...anyone('COMMANDER', 'DEPUTY_COMMANDER', 'OFFICE_DIRECTOR'), ...notOfUnit },
      within: rules.determination,
      context: { attendance, ...talk },
    })
    return { at: form.at, place: form.place }
  }

  /** Neither before two working days have passed since the notice was received, nor before the appointed day. */
  function notBefore(heldAt: string, task: OpenTask, appointedAt: string): void {
    const dayOf = (instant: string) => localTime(instant).slice(0, 10)
    const earliest = dayOf(task.notBefore ?? task.dueAt)
    if (dayOf(heldAt) < earliest) throw refuse('TALK_TOO_SOON', { earliest })
    if (dayOf(heldAt) < dayOf(appointedAt)) throw refuse('TALK_NOT_ON', { at: localTime(appointedAt) })
  }

  async function signedByAll(leaderIds: string[]) {
    await Promise.all([
      ...leaderIds.map((userId) =>
        process.step(steps.signAsLeader, {
          to: { ...anyone('COMMANDER', 'DEPUTY_COMMANDER'), userId, inPerson: true },
          within: rules.countersign,
        }),
      ),
      process.step(steps.signAsPrincipal, {
        to: { ...ofUnit(notice.unitId, 'UNIT_HEAD'), inPerson: true },
        within: rules.countersign,
      }),
    ])
  }

  function principalInPerson(attendee: Actor | undefined): void {
    if (attendee?.unitId !== process.unitNow(notice.unitId) || !attendee.roles.includes('UNIT_HEAD'))
      throw refuse('PRINCIPAL_ONLY')
  }

  function twoLeaders(leaders: (Actor | undefined)[]): void {
    const fit = leaders.filter(
      (leader) =>
        leader &&
        leader.unitId !== process.unitNow(notice.unitId) &&
        (leader.roles.includes('COMMANDER') || leader.roles.includes('DEPUTY_COMMANDER')),
    )
    if (new Set(fit.map((leader) => leader?.userId)).size < 2 || fit.length !== leaders.length)
      throw refuse('TWO_LEADERS')
  }
}
