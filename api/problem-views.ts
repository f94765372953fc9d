import type { RegisterRecord } from '../db/problem-register.ts'
import { kindNames, type ProblemKind } from '../domain/problem-kinds.ts'
import type { RegisterRow } from '../domain/problem-views.ts'
import { problemStatus } from '../domain/problems.ts'
import { outcomeText, stageText } from '../domain/processes/catalogue.ts'
import { text } from '../domain/text.ts'

const statusOf = ({ old, stage, outcome }: RegisterRecord) => {
  if (old) return problemStatus(stage)
  return outcome === null || stage === 'LOOK_BACK' ? stageText('problem', stage) : outcomeText('problem', outcome)
}

/** A problem of the register as the API answers it. */
export const registerRow = (row: RegisterRecord): RegisterRow => ({
  no: row.no,
  caseId: row.case_id,
  old: row.old,
  category: kindNames[row.category as ProblemKind] ?? text(row.category, row.category),
  title: row.title,
  place: row.place,
  unit: row.unit_id === null ? null : { id: row.unit_id, name: row.unit_name ?? row.unit_id },
  reportedAt: row.reported_at.toISOString(),
  reporter: row.reporter,
  dueAt: row.due_at?.toISOString() ?? null,
  light: row.light,
  status: statusOf(row),
  over: row.over,
  relapses: row.relapses,
  mergedInto: row.merged_into,
  note: row.note,
})
