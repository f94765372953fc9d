import { anyone, type Assignee } from '../domain/people.ts'
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
 * second, who was there, countersigns. Returns why it was not done, or null when it was.
 */
export async function inspected(
  process: Process<typeof rectificationProcess>,
  rules: RectificationRules,
  report: { by: { userId: string }; at: string; unitId: string },
): Promise<RoundFailure | null> {
  const inspectors: Assignee = {
    ...anyone('OFFICE_DIRECTOR', 'OFFICE_DISPATCHER', 'OFFICE_INSPECTOR'),
    excluded: [report.by.userId],
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
      to: { ...inspectors, userId: visit.form.coInspectorId },
      within: rules.countersign,
      context: { result: visit.form.result, opinion: visit.form.opinion },
    })
    if (countersign.form.decision === 'DISAGREE') continue
    return visit.form.result === 'PASS' ? null : (visit.form.failReason ?? 'NOT_DONE')
  }
}
