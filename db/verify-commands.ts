import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'

/** What the database itself must agree on: what people were told, and what the ledger holds. */

type Reader = Kysely<Schema>

/** Commands that count as applied and of which the ledger has no entry at their event's number; at most a hundred. */
export async function unrecordedCommands(db: Reader): Promise<{ id: string; caseId: string }[]> {
  const { rows } = await sql<{ id: string; caseId: string }>`
    select command.id, command.case_id as "caseId"
    from command
    where command.decision = 'APPLIED'
      and command.event_no is not null
      and not exists (
        select from ledger
        where ledger.case_id = command.case_id
          and ledger.engine_no = command.event_no
          and (ledger.command_id = command.id or command.act = 'launch')
      )
    order by command.received_at limit 100
  `.execute(db)
  return rows
}

/** Commands that were received and are not decided. */
export async function undecidedCount(db: Reader): Promise<number> {
  const { count } = await db
    .selectFrom('command')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('decision', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

/** Of these last entries, those that the ledger does not have as they were. */
export async function missingHeads(
  db: Reader,
  heads: { caseId: string; seq: number; hash: string }[],
): Promise<string[]> {
  const missing: string[] = []
  for (let from = 0; from < heads.length; from += 500) {
    const { rows } = await sql<{ caseId: string }>`
      select head."caseId"
      from jsonb_to_recordset(${JSON.stringify(heads.slice(from, from + 500))}::jsonb)
        as head ("caseId" text, seq integer, hash text)
      where not exists (
        select from ledger
        where ledger.case_id = head."caseId" and ledger.seq = head.seq and ledger.hash = head.hash
      )
    `.execute(db)
    missing.push(...rows.map(({ caseId }) => caseId))
  }
  return missing
}

export type RunningCase = { id: string; number: string | null; engine_no: number; open: string[] }

/** Cases that the engine must be running, as the read model has them; only this one when it is named. */
export async function runningCases(db: Reader, caseId: string | null = null): Promise<RunningCase[]> {
  const { rows } = await sql<RunningCase>`
    select cases.id, cases.number, cases.engine_no,
      coalesce((select array_agg(task.id order by task.id) from task
        where task.case_id = cases.id and task.state = 'OPEN'), '{}') as open
    from cases
    where cases.engine_no > 0 and cases.stage <> 'CLOSED' and cases.id = coalesce(${caseId}, cases.id)
    order by cases.id
  `.execute(db)
  return rows
}
