import type { Recorder } from './recorder.ts'
import type { OpenTask } from './tasks.ts'

/** Whether a formal reminder (催办通知书) is for this step: one of a responsible unit, and nothing that is sealed. */
export const mayBeUrged = (task: OpenTask): boolean => task.assignee.unitId !== undefined && !task.sealed

/** Issues it under a number of its own: by itself once late, or by hand with a note. The caller flushes. */
export function issueUrgeLetter(
  state: { recorder: Recorder; round: () => number },
  task: OpenTask,
  byHand?: { by: string; note: string },
): void {
  task.letters += 1
  state.recorder.note('documentIssued', {
    docType: 'URGE_LETTER',
    round: state.round(),
    taskId: task.id,
    occasion: `${task.id}/${task.letters}`,
    content: { unitId: task.assignee.unitId, title: task.title, dueAt: task.dueAt, ...byHand },
  })
}
