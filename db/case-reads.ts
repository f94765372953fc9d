import { type Kysely, type Selectable, sql } from 'kysely'
import type { Actor } from '../domain/people.ts'
import { type Reach, reaches } from './reach.ts'
import type { LedgerTable, Schema, TaskTable } from './schema.ts'
import { unitNameOfCase } from './units.ts'

type Reader = Kysely<Schema>

export type TaskRow = Selectable<TaskTable> & { assigned_unit_name: string | null; person_name: string | null }

/** Whether a case exists, and whether somebody's reach includes it. */
export async function locateCase(
  db: Reader,
  caseId: string,
  reach: Reach,
): Promise<{ unitId: string; unitName: string; inReach: boolean } | null> {
  const row = await db
    .selectFrom('cases')
    .innerJoin('unit', 'unit.id', 'cases.unit_id')
    .select(['cases.unit_id', 'unit.name', reaches(reach).as('in_reach')])
    .where('cases.id', '=', caseId)
    .executeTakeFirst()
  return row ? { unitId: row.unit_id, unitName: row.name, inReach: row.in_reach } : null
}

/** A case's row with the names it refers to, or undefined when it does not exist or is out of reach. */
export const readCase = (db: Reader, caseId: string, reach: Reach) =>
  db
    .selectFrom('cases')
    .innerJoin('unit', 'unit.id', 'cases.unit_id')
    .leftJoin('person as drafter', 'drafter.id', 'cases.drafter_id')
    .selectAll('cases')
    .select([unitNameOfCase.as('unit_name'), 'unit.head_name', 'drafter.name as drafter_name'])
    .where('cases.id', '=', caseId)
    .where(reaches(reach))
    .executeTakeFirst()

/** The case that gave rise to another and those to which it gave rise, within a reach, the oldest first. */
export const readKin = (db: Reader, of: { id: string; parent_id: string | null }, reach: Reach) =>
  db
    .selectFrom('cases')
    .select(['id', 'kind', 'number', 'title', 'stage', 'outcome', 'parent_id'])
    .where(({ or, eb }) => or([eb('parent_id', '=', of.id), eb('id', '=', of.parent_id ?? '')]))
    .where(reaches(reach))
    .orderBy('id')
    .execute()

/** A case's tasks in the order in which they opened. */
export const readTasks = (db: Reader, caseId: string): Promise<TaskRow[]> =>
  db
    .selectFrom('task')
    .leftJoin('unit as assigned', 'assigned.id', 'task.unit_id')
    .leftJoin('person', 'person.id', 'task.person_id')
    .selectAll('task')
    .select(['assigned.name as assigned_unit_name', 'person.name as person_name'])
    .where('task.case_id', '=', caseId)
    .orderBy('task.opened_at')
    .orderBy(sql`length(task.id)`)
    .orderBy('task.id')
    .execute()

/** The newest 1,000 entries of a case's ledger, oldest first. */
export async function readLedger(db: Reader, caseId: string): Promise<Selectable<LedgerTable>[]> {
  const rows = await db
    .selectFrom('ledger')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('seq', 'desc')
    .limit(1000)
    .execute()
  return rows.reverse()
}

/** A person's own commands on a case that are received and not decided. */
export const readPending = (db: Reader, caseId: string, userId: string) =>
  db
    .selectFrom('command')
    .select(['id', 'act', 'task_id', 'received_at'])
    .where('case_id', '=', caseId)
    .where('actor_id', '=', userId)
    .where('decision', 'is', null)
    .orderBy('received_at')
    .execute()

export const readCaseEvidence = (db: Reader, caseId: string) =>
  db
    .selectFrom('case_evidence')
    .innerJoin('evidence', 'evidence.id', 'case_evidence.evidence_id')
    .select(['evidence.id', 'evidence.width', 'evidence.height', 'evidence.sha256', 'evidence.uploaded_at'])
    .where('case_evidence.case_id', '=', caseId)
    .execute()

export const taskDraftKey = (taskId: string): string => `task:${taskId}`

/** What was typed so far for a task, by whom and when. */
export type TaskDraft = { body: unknown; userId: string; name: string; at: Date }

/** Drafts of these tasks: the newest, one's own or of somebody of the same unit, so that nobody goes on from an old one. */
export async function readTaskDrafts(db: Reader, taskIds: string[], actor: Actor): Promise<Map<string, TaskDraft>> {
  if (taskIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('draft')
    .innerJoin('person', 'person.id', 'draft.person_id')
    .select(['draft.key', 'draft.body', 'draft.updated_at', 'person.id', 'person.name'])
    .where('draft.key', 'in', taskIds.map(taskDraftKey))
    .where('person.unit_id', '=', actor.unitId)
    // The last one set for a key stays: the oldest first.
    .orderBy('draft.updated_at')
    .execute()
  return new Map(
    rows.map(({ key, body, updated_at, id, name }) => [
      key.slice('task:'.length),
      { body, userId: id, name, at: updated_at },
    ]),
  )
}

/** Names for a set of units and people, for telling what the ledger says. */
export async function readNames(db: Reader, unitIds: string[], userIds: string[]) {
  const [units, people] = await Promise.all([
    unitIds.length === 0
      ? []
      : db.selectFrom('unit').select(['id', 'name', 'short_name']).where('id', 'in', unitIds).execute(),
    userIds.length === 0 ? [] : db.selectFrom('person').select(['id', 'name']).where('id', 'in', userIds).execute(),
  ])
  return {
    units: new Map(units.map((row) => [row.id, { name: row.name, shortName: row.short_name }])),
    people: new Map(people.map((row) => [row.id, row.name])),
  }
}
