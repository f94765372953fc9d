import type { TaskDraft, TaskRow } from '../db/case-reads.ts'
import type { Hands } from '../db/acting.ts'
import { type CorrectableStep, correctionOf, freshFacts } from '../domain/corrections.ts'
import { type Actor, type Assignee, roles, whyNotAssignee } from '../domain/people.ts'
import { capabilityNames, scopeOf } from '../domain/permissions.ts'
import { assigneeText } from '../domain/sentence.ts'
import { type Text, text } from '../domain/text.ts'
import { whyNotStep } from '../domain/two-keys.ts'
import type { TaskView } from '../domain/views.ts'
import { refusalOf } from './errors.ts'
import { handFor } from './hands.ts'

export const assigneeOf = (
  task: Pick<
    TaskRow,
    'roles' | 'unit_id' | 'person_id' | 'excluded' | 'excluded_units' | 'in_person' | 'not_standing_in'
  >,
): Assignee => ({
  roles: task.roles,
  unitId: task.unit_id ?? undefined,
  userId: task.person_id ?? undefined,
  excluded: task.excluded,
  excludedUnits: task.excluded_units,
  inPerson: task.in_person,
  notStandingIn: task.not_standing_in,
})

/** What a task's page needs besides its row. `now` is the case's own; `unitId` the unit that the case is about. */
export type Around = {
  hands: Hands
  now: Date
  unitId: string
  draft: TaskDraft | null
  unitName: (id: string) => string
}

/** One task as this person sees it: what it is, and what they may do about it. */
export function taskView(task: TaskRow, around: Around): TaskView {
  const hand = handFor(around.hands, (actor) => whyNotAssignee(actor, assigneeOf(task)))
  const whyNot = task.state === 'OPEN' ? whyNotAct(task, hand) : null
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
    withheld: false,
    mine: task.state === 'OPEN' && whyNot === null,
    whyNot,
    onBehalfOf: (task.state === 'OPEN' && whyNot === null && hand.onBehalfOf) || null,
    draft: around.draft?.body ?? null,
    draftBy:
      around.draft === null || around.draft.userId === around.hands[0].userId
        ? null
        : { name: around.draft.name, at: around.draft.at.toISOString() },
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

type CorrectableRow = Pick<TaskRow, 'start_at' | 'due_at' | 'object_until' | 'facts'>

/** A task as a correction sees it; `unitId` is the unit that the case is about. */
export const correctableOf = (
  task: Parameters<typeof assigneeOf>[0] & CorrectableRow,
  unitId: string,
): CorrectableStep => ({
  assignee: assigneeOf(task),
  unitId,
  startAt: task.start_at.toISOString(),
  dueAt: task.due_at.toISOString(),
  objectUntil: task.object_until?.toISOString() ?? null,
  facts: factsOf(task),
})

function correctionsFor(task: TaskRow, { hands, now, unitId }: Around): TaskView['corrections'] {
  if (task.state !== 'OPEN' || scopeOf(hands[0], 'task.act') === null) return []
  const step = correctableOf(task, unitId)
  return task.corrections.flatMap((act) => {
    const { title, causes, form, whyNot } = correctionOf(act)
    return hands.some((actor) => whyNot(step, actor, now.toISOString()) === null) ? [{ act, title, causes, form }] : []
  })
}

function whyNotAct(task: TaskRow, actor: Actor): Text | null {
  if (scopeOf(actor, 'task.act') === null) return refusalOf('FORBIDDEN', { what: capabilityNames['task.act'] }).text
  const why = whyNotStep(actor, assigneeOf(task), task.step)
  if (why === null) return null
  const names = task.roles.map((role) => roles[role])
  return refusalOf(why, {
    unit: task.assigned_unit_name ?? '',
    who: text(names.map((name) => name.zh).join('、'), names.map((name) => name.en).join(', ')),
  }).text
}
