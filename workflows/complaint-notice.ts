import { workingDays } from '../domain/calendar.ts'
import { anyone } from '../domain/people.ts'
import { type complaintProcess, complaintSteps as steps } from '../domain/processes/complaint.ts'
import { defaultRules, rectificationProcess } from '../domain/processes/rectification.ts'
import type { Process } from './kit/process.ts'
import type { rectification } from './rectification.ts'

/** Handled twice and still not solved: somebody of the office writes the notice, which is a case of its own. */
export async function noticeProposed(
  process: Process<typeof complaintProcess>,
  context: { title: string; place: string },
): Promise<void> {
  const { form: notice, by } = await process.step(steps.proposeNotice, {
    to: anyone('OFFICE_DIRECTOR', 'OFFICE_DISPATCHER', 'OFFICE_INSPECTOR'),
    within: workingDays(1),
    context,
  })
  await process.spawn<typeof rectification>(
    rectificationProcess,
    {
      key: 'notice',
      title: notice.title,
      unitId: notice.unitId,
      place: notice.place,
      drafterId: by.userId,
      content: notice,
      rules: defaultRules,
      photoIds: notice.photos.map(({ id }) => id),
    },
    ({ unitName }) => ({ notice, unitName, drafter: by, rules: defaultRules }),
  )
}
