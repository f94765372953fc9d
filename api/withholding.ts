import type { Hands } from '../db/acting.ts'
import type { TaskRow } from '../db/case-reads.ts'
import { isWithheld, openPart } from '../domain/personal.ts'
import type { TaskView } from '../domain/views.ts'
import { assigneeOf, factsOf } from './task-view.ts'

/** Leaves out of a case what is about a person, for those who may see the case and not that (domain/personal.ts). */

/** The steps whose content is withheld, by id, each with its key. */
export const withheldOf = (tasks: TaskRow[], hands: Hands, unitId: string): Map<string, string> =>
  new Map(
    tasks
      .filter((task) => {
        const { delegate, coUnits } = factsOf(task)
        const step = { step: task.step, assignee: assigneeOf(task), delegateId: delegate?.userId, coUnits }
        return isWithheld(step, hands, unitId)
      })
      .map(({ id, step }) => [id, step]),
  )

/** A step without what was said in it. */
export const withoutContent = (view: TaskView): TaskView => ({
  ...view,
  withheld: true,
  context: {},
  outcome: openPart(view.step, view.outcome),
  draft: null,
  draftBy: null,
})

/** The photos of a case without those that only withheld steps show. */
export function withoutPhotosOf<P extends { id: string }>(
  photos: P[],
  tasks: TaskRow[],
  withheld: ReadonlyMap<string, string>,
): P[] {
  if (withheld.size === 0) return photos
  const saidIn = (shown: TaskRow[]) => JSON.stringify(shown.map(({ outcome }) => outcome))
  const closed = saidIn(tasks.filter(({ id }) => withheld.has(id)))
  const open = saidIn(tasks.filter(({ id }) => !withheld.has(id)))
  return photos.filter(({ id }) => !closed.includes(id) || open.includes(id))
}
