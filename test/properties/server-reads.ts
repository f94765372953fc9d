import type { Calendar } from '../../domain/calendar.ts'
import type { Db } from '../../db/connect.ts'
import type { Evidence } from './evidence.ts'
import type { Snapshot } from './play.ts'

/** What the database says of a case. */

export async function readSnapshot(db: Db, caseId: string): Promise<Snapshot> {
  // One statement, one moment.
  const rows = await db
    .selectFrom('cases')
    .leftJoin('task', (join) => join.onRef('task.case_id', '=', 'cases.id').on('task.state', '=', 'OPEN'))
    .select(['cases.stage', 'cases.round', 'cases.outcome', 'cases.failed_rounds'])
    .select(['task.id', 'task.step', 'task.start_at', 'task.due_at'])
    .where('cases.id', '=', caseId)
    .execute()
  const [first] = rows
  if (!first) throw new Error(`there is no case ${caseId}`)
  return {
    stage: first.stage,
    round: first.round,
    outcome: first.outcome,
    failedRounds: first.failed_rounds,
    open: rows.flatMap(({ id, step, start_at, due_at }) =>
      id && step && start_at && due_at ? [{ id, step, start: start_at.getTime(), due: due_at.toISOString() }] : [],
    ),
  }
}

export async function evidenceOf(db: Db, calendar: Calendar, caseId: string): Promise<Evidence> {
  const row = await db.selectFrom('cases').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow()
  const entries = await db.selectFrom('ledger').selectAll().where('case_id', '=', caseId).orderBy('seq').execute()
  const tasks = await db.selectFrom('task').selectAll().where('case_id', '=', caseId).execute()
  const commands = await db.selectFrom('command').selectAll().where('case_id', '=', caseId).execute()
  return {
    calendar,
    case: {
      id: caseId,
      stage: row.stage,
      round: row.round,
      outcome: row.outcome,
      failedRounds: row.failed_rounds,
      unitId: row.unit_id,
      engineNo: row.engine_no,
      headSeq: row.head_seq,
      headHash: row.head_hash,
    },
    entries: entries.map((entry) => ({
      seq: entry.seq,
      kind: entry.kind,
      engineNo: entry.engine_no,
      type: entry.type,
      at: entry.at.toISOString(),
      actor: entry.actor,
      commandId: entry.command_id,
      data: entry.data,
      canonical: entry.canonical,
      prevHash: entry.prev_hash,
      hash: entry.hash,
    })),
    tasks: tasks.map(({ id, step, round, state, due_at, due_sum, facts }) => ({
      id,
      step,
      round,
      state,
      dueAt: due_at.toISOString(),
      sum: due_sum,
      facts,
    })),
    commands: commands.map(({ id, act, task_id, decision, refusal, business_at, actor }) => ({
      id,
      act,
      taskId: task_id,
      decision,
      code: refusal?.code ?? null,
      businessAt: business_at.toISOString(),
      actor,
    })),
  }
}
