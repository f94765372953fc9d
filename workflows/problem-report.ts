import { defineSignal, getExternalWorkflowHandle } from '@temporalio/workflow'
import { anyone } from '../domain/people.ts'
import type { severities } from '../domain/problem-forms.ts'
import {
  MERGED_SIGNAL,
  type MergedReport,
  type ProblemLaunch,
  type problemProcess,
  problemSteps as steps,
} from '../domain/processes/problem.ts'
import type { Process } from './kit/process.ts'
import { ask, listen } from './kit/turns.ts'

const reportMerged = defineSignal<[MergedReport]>(MERGED_SIGNAL)

type Registered =
  | { kind: 'REGISTERED'; severity: keyof typeof severities }
  | { kind: 'MERGED'; into: string }
  | { kind: 'REJECTED'; why: string }

/** Keeps the reports that are merged into this problem, on record, and tells how many there are by now. */
export function mergedReports(process: Process<typeof problemProcess>) {
  let count = 0
  listen(reportMerged, (report) => {
    count += 1
    process.merged(report)
  })
  return { count: () => count }
}

/** 核实立案: registered, merged into a problem that is not over, or rejected. A reporter may have said so already. */
export async function registered(
  process: Process<typeof problemProcess>,
  { caseId, report, reporter, rules, mergeInto }: ProblemLaunch,
): Promise<Registered> {
  process.enter('REPORTED')
  if (mergeInto !== undefined && (await toldTo(mergeInto))) return { kind: 'MERGED', into: mergeInto }
  for (let refused = ''; ; ) {
    const { category, roadSectionId, lat, lng } = report
    const near = await process.outside((world) => world.nearProblems({ caseId, category, roadSectionId, lat, lng }))
    const check = await process.step(steps.checkReport, {
      to: anyone('OFFICE_DISPATCHER', 'OFFICE_DIRECTOR', 'OFFICE_INSPECTOR'),
      within: rules.check,
      context: { near: near.map((one) => one.caseId).join(','), refused },
    })
    const { decision, severity, mergeInto: into = '', opinion } = check.form
    if (decision === 'REJECT') return { kind: 'REJECTED', why: opinion }
    if (decision === 'REGISTER') return { kind: 'REGISTERED', severity: severity ?? 'NORMAL' }
    if (await toldTo(into)) return { kind: 'MERGED', into }
    refused = into
  }

  /** Tells the other problem of this report; false when it is no problem or has ended. */
  async function toldTo(into: string): Promise<boolean> {
    if (!(await process.outside((world) => world.mergeTarget({ caseId, into }))).fit) return false
    return ask(() =>
      getExternalWorkflowHandle(into)
        .signal(reportMerged, { caseId, reporter: reporter.name })
        .then(
          () => true,
          () => false,
        ),
    )
  }
}
