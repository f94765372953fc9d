import { anyone, OFFICE_UNIT } from '../domain/people.ts'
import type { ProblemReport } from '../domain/problem-forms.ts'
import { problemTitle } from '../domain/problem-kinds.ts'
import { type ComplaintLaunch, type complaintProcess, complaintSteps as steps } from '../domain/processes/complaint.ts'
import { problemProcess } from '../domain/processes/problem.ts'
import { problemRules } from '../domain/processes/problem-rules.ts'
import type { Process } from './kit/process.ts'
import { refuse } from './kit/refuse.ts'
import type { problem } from './problem.ts'

/**
 * Whoever complained takes it back when it was accepted already: what was found is still put right, as a problem of
 * its own with the place and photos of the complaint. Somebody of the office says whether there is one.
 */
export async function goneOn(
  process: Process<typeof complaintProcess>,
  { rules, place, photos }: ComplaintLaunch,
  { complainedUnitId }: { complainedUnitId: string | undefined },
): Promise<void> {
  process.reassigned(OFFICE_UNIT)
  process.enter('WITHDRAWING')
  const { form, by } = await process.step(steps.goOn, {
    to: {
      ...anyone('OFFICE_DIRECTOR', 'OFFICE_DISPATCHER'),
      excludedUnits: complainedUnitId === undefined ? [] : [complainedUnitId],
    },
    within: rules.conclude,
    check: ({ decision, photos: own }) => {
      if (decision === 'FOUND' && own.length + photos.length === 0) throw refuse('GO_ON_WITHOUT_PHOTO')
    },
  })
  if (form.decision !== 'FOUND' || !form.category) return
  const report: ProblemReport = {
    category: form.category,
    source: 'COMPLAINT',
    place,
    description: form.description ?? '',
    photos: (form.photos.length > 0 ? form.photos : photos).slice(0, 6),
  }
  const title = problemTitle(report)
  await process.spawn<typeof problem>(
    problemProcess,
    {
      key: 'problem',
      title,
      unitId: OFFICE_UNIT,
      place,
      drafterId: by.userId,
      content: report,
      photoIds: report.photos.map(({ id }) => id),
    },
    () => ({ title, report, reporter: by, rules: problemRules }),
  )
}
