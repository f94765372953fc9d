import type { Selectable } from 'kysely'
import type { Db } from '../../db/connect.ts'
import type { TaskTable } from '../../db/schema.ts'
import { freshFacts, type StepFacts } from '../../domain/corrections.ts'

export type OpenStep = Selectable<TaskTable> & { facts: StepFacts; context: Record<string, string> }

/** A case as its people see it on their screens. Times in ms. */
export type StandingCase = {
  kind: string
  stage: string
  outcome: string | null
  unitId: string
  failedRounds: number
  closedAt: number | null
  open: OpenStep[]
}

export async function readCase(db: Db, caseId: string): Promise<StandingCase> {
  const [row, tasks] = await Promise.all([
    db
      .selectFrom('cases')
      .select(['kind', 'stage', 'outcome', 'unit_id', 'failed_rounds', 'closed_at'])
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow(),
    db.selectFrom('task').selectAll().where('case_id', '=', caseId).where('state', '=', 'OPEN').execute(),
  ])
  return {
    kind: row.kind,
    stage: row.stage,
    outcome: row.outcome,
    unitId: row.unit_id,
    failedRounds: row.failed_rounds,
    closedAt: row.closed_at?.getTime() ?? null,
    open: tasks.map((task) => ({
      ...task,
      facts: { ...freshFacts(), ...task.facts },
      context: task.context,
    })),
  }
}

/** The cases to which one gave rise; `begun` once their workflow has said something. */
export const childrenOf = async (db: Db, caseId: string): Promise<{ id: string; kind: string; begun: boolean }[]> =>
  (await db.selectFrom('cases').select(['id', 'kind', 'engine_no']).where('parent_id', '=', caseId).execute()).map(
    ({ id, kind, engine_no: no }) => ({ id, kind, begun: no > 0 }),
  )
