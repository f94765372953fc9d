import { type Actor, anyone, type Assignee, handsIn } from '../domain/people.ts'
import {
  type RectificationRules,
  type RoundFailure,
  rectificationProcess,
  steps,
} from '../domain/processes/rectification.ts'
import { anotherInspector, notLaterThan } from './checks.ts'
import type { Process } from './kit/process.ts'

/**
 * 现场核查 (handbook P14 step 6): two people of the office who neither belong to the unit nor did the work; the
 * second, who was there, countersigns in person. Returns why it was not done (null when it was), and who found so.
 */
export async function inspected(
  process: Process<typeof rectificationProcess>,
  rules: RectificationRules,
  report: { by: Actor; at: string; unitId: string },
): Promise<{ failure: RoundFailure | null; by: string[] }> {
  const inspectors: Assignee = {
    ...anyone('OFFICE_DIRECTOR', 'OFFICE_DISPATCHER', 'OFFICE_INSPECTOR'),
    excluded: handsIn(report.by),
    excludedUnits: [report.unitId],
  }
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
      to: {
        ...inspectors,
        excluded: [...inspectors.excluded, ...handsIn(visit.by)],
        userId: visit.form.coInspectorId,
        inPerson: true,
      },
      within: rules.countersign,
      context: { result: visit.form.result, opinion: visit.form.opinion },
    })
    if (countersign.form.decision === 'DISAGREE') continue
    const failure = visit.form.result === 'PASS' ? null : (visit.form.failReason ?? 'NOT_DONE')
    return { failure, by: [...handsIn(visit.by), ...handsIn(countersign.by)] }
  }
}
