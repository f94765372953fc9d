import { z } from 'zod'
import type { Correction } from '../../../domain/corrections.ts'
import { Assignee } from '../../../domain/people.ts'
import type { Me } from '../../../domain/views.ts'
import type { CaseView, TaskView } from './view.ts'

const Changed = z.object({ taskId: z.string(), assignee: Assignee })

/** Whom a step is for as the ledger last said it, or null where one may not read that. */
function assigneeOf(view: CaseView, taskId: string): Assignee | null {
  const told = view.ledger.flatMap((entry) => {
    if (entry.kind !== 'EVENT' || (entry.type !== 'taskOpened' && entry.type !== 'taskChanged')) return []
    const data = Changed.safeParse(entry.data).data
    return data?.taskId === taskId ? [data.assignee] : []
  })
  return told.at(-1) ?? null
}

/** What the pickers of a step's own form have to know: facts of the step, and the unit that the case is about. */
export const pickerContext = (task: TaskView, view: CaseView): Record<string, string> => ({
  ...task.context,
  caseUnitId: view.unit.id,
  excludedUnits: task.form === 'objectionRuling.v1' ? view.unit.id : '',
})

/** Whom the pickers of a correction offer: for handing a step on, those who are entitled to it. */
export function correctionContext(task: TaskView, act: Correction, view: CaseView, me: Me): Record<string, string> {
  const context = { caseUnitId: view.unit.id, excludedUnits: view.unit.id }
  const assignee = assigneeOf(view, task.taskId)
  const excluded = assignee?.excluded.join(',') ?? ''
  if (act !== 'assign' && act !== 'transfer') return { ...context, excluded }
  const own = me.unit.id === view.unit.id ? me.unit.id : ''
  return { ...context, excluded, roles: assignee?.roles.join(',') ?? '', unitId: assignee?.unitId ?? own }
}
