import type { Me } from '../../../domain/views.ts'
import type { CaseView, TaskView } from './view.ts'

/** Whether I may write a task's form for the head of my unit, who submits it. */
export const prepares = (me: Me, view: CaseView, task: TaskView): boolean =>
  task.state === 'OPEN' &&
  !task.mine &&
  task.form === 'rectificationReport.v1' &&
  me.unit.id === view.unit.id &&
  me.roles.includes('UNIT_LIAISON')
