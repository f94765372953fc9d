import type { CaseListRow } from '../db/case-lists.ts'
import type { InboxRow } from '../db/inbox.ts'
import { SEALED } from '../domain/sealed.ts'
import { assigneeText, stoppedText } from '../domain/sentence.ts'
import { type Text, text } from '../domain/text.ts'
import type { CaseRow, TaskItem } from '../domain/views.ts'

/** Rows of the database as lists show them. */

export const taskItem = (row: InboxRow): TaskItem => ({
  taskId: row.id,
  caseId: row.case_id,
  number: row.number,
  caseTitle: row.case_title,
  unit: { id: row.unit_id, name: row.unit_name },
  place: row.place,
  step: row.step,
  title: row.title,
  round: row.round,
  light: row.light,
  openedAt: row.opened_at.toISOString(),
  dueAt: row.due_at.toISOString(),
  provisional: row.provisional,
  stopped: stoppedText(row.facts, new Date()),
  assignee: assigneeText(row.roles, row.assigned_unit_name, row.person_name),
  mine: row.mine,
  onBehalfOf:
    row.behalf_id === null || row.behalf_name === null ? null : { userId: row.behalf_id, name: row.behalf_name },
  reason: reasonOf(row),
})

/** Why a task is in somebody's inbox that is not for them. */
function reasonOf({ mine, behalf_name: behalf, delegated, co_handled }: InboxRow): Text | null {
  if (mine) return behalf === null ? null : text(`代${behalf}办理（请假）`, `For ${behalf}, who is on leave`)
  if (delegated) return text('委派给您代办，办完请交回', 'Delegated to you: hand it back when done')
  return co_handled ? text('贵单位为协办单位，请报送协办情况', 'Your unit helps with this: report what you did') : null
}

export function caseRow(row: CaseListRow): CaseRow {
  const who = row.waiting_roles && assigneeText(row.waiting_roles, row.waiting_unit_name, row.waiting_person_name)
  return {
    caseId: row.id,
    kind: row.kind,
    number: row.number,
    title: row.title,
    unit: { id: row.unit_id, name: row.unit_name },
    place: row.place,
    problemNo: row.problem_no,
    stage: row.stage,
    round: row.round,
    failedRounds: row.failed_rounds,
    outcome: row.outcome,
    light: row.light,
    waiting: row.waiting_sealed
      ? SEALED
      : who && row.waiting_title && text(`${who.zh}：${row.waiting_title.zh}`, `${who.en}: ${row.waiting_title.en}`),
    dueAt: row.due_at?.toISOString() ?? null,
    openedAt: row.opened_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
    updatedAt: row.updated_at.toISOString(),
  }
}
