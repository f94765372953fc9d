import type { TaskRow } from '../db/case-reads.ts'
import { type CorrectableStep, correctionOf, freshFacts } from '../domain/corrections.ts'
import { type Actor, type Assignee, roles, whyNotAssignee } from '../domain/people.ts'
import { capabilityNames, scopeOf } from '../domain/permissions.ts'
import { assigneeText } from '../domain/sentence.ts'
import { type Text, text } from '../domain/text.ts'
import type { TaskView } from '../domain/views.ts'
import { refusalOf } from './errors.ts'

export const assigneeOf = (
  task: Pick<TaskRow, 'roles' | 'unit_id' | 'person_id' | 'excluded' | 'excluded_units'>,
): Assignee => ({
  roles: task.roles,
  unitId: task.unit_id ?? undefined,
  userId: task.person_id ?? undefined,
  excluded: task.excluded,
  excludedUnits: task.excluded_units,
})

/** What a task's page needs besides its row. `now` is the case's own; `unitId` the unit that the case is about. */
export type Around = { actor: Actor; now: Date; unitId: string; draft: unknown; unitName: (id: string) => string }

/** One task as this person sees it: what it is, and what they may do about it. */
export function taskView(task: TaskRow, around: Around): TaskView {
  const whyNot = task.state === 'OPEN' ? whyNotAct(task, around.actor) : null
  return {
    taskId: task.id,
    step: task.step,
    round: task.round,
    title: task.title,
    form: task.form,
    causes: task.causes,
    otherwise: task.otherwise,
    context: task.context,
    state: task.state,
    light: task.light,
    assignee: assigneeText(task.roles, task.assigned_unit_name, task.person_name),
    openedAt: task.opened_at.toISOString(),
    dueAt: task.due_at.toISOString(),
    dueSum: task.due_sum,
    closedAt: task.closed_at?.toISOString() ?? null,
    closedBy: task.closed_by,
    outcome: task.outcome,
    mine: task.state === 'OPEN' && whyNot === null,
    whyNot,
    draft: around.draft,
    corrections: correctionsFor(task, around),
    facts: {
      ...factsOf(task),
      coUnitNames: factsOf(task).coUnits.map(around.unitName),
      objectUntil: task.object_until?.toISOString() ?? null,
    },
  }
}

/** Rows from before corrections were kept have no facts. */
export const factsOf = (task: Pick<TaskRow, 'facts'>) => ({ ...freshFacts(), ...task.facts })

function correctionsFor(task: TaskRow, { actor, now, unitId }: Around): TaskView['corrections'] {
  if (task.state !== 'OPEN' || scopeOf(actor, 'task.act') === null) return []
  const step: CorrectableStep = {
    assignee: assigneeOf(task),
    unitId,
    startAt: task.start_at.toISOString(),
    dueAt: task.due_at.toISOString(),
    objectUntil: task.object_until?.toISOString() ?? null,
    facts: factsOf(task),
  }
  return task.corrections.flatMap((act) => {
    const { title, causes, form, whyNot } = correctionOf(act)
    return whyNot(step, actor, now.toISOString()) === null ? [{ act, title, causes, form }] : []
  })
}

function whyNotAct(task: TaskRow, actor: Actor): Text | null {
  if (scopeOf(actor, 'task.act') === null) return refusalOf('FORBIDDEN', { what: capabilityNames['task.act'] }).text
  const why = whyNotAssignee(actor, assigneeOf(task))
  if (why === null) return null
  const names = task.roles.map((role) => roles[role])
  return refusalOf(why, {
    unit: task.assigned_unit_name ?? '',
    who: text(names.map((name) => name.zh).join('、'), names.map((name) => name.en).join(', ')),
  }).text
}
