import { type Kysely, sql } from 'kysely'
import type { DocumentType } from '../domain/events.ts'
import type { Text } from '../domain/text.ts'
import type { Schema } from './schema.ts'

/** What a case would lose, or do again, if its process went back: acts, and documents that they gave rise to. */

type Reader = Kysely<Schema>

export type TakenAct = {
  id: string
  act: string
  task_id: string | null
  by: string
  by_id: string
  received_at: Date
  title: Text | null
  sealed: boolean | null
  due_at: Date | null
}

/** These acts of a case, in the order in which they were received. */
export async function takenActs(db: Reader, caseId: string, ids: readonly string[]): Promise<TakenAct[]> {
  const { rows } = await sql<TakenAct>`
    select command.id, command.act, command.task_id, command.actor ->> 'name' as by, command.actor_id as by_id,
      command.received_at, task.title, task.sealed, task.due_at
    from command left join task on task.id = command.task_id
    where command.case_id = ${caseId} and command.id = any (${[...ids]}::uuid[])
    order by command.received_at, command.id
  `.execute(db)
  return rows
}

/** The documents with a number that were issued with or after the first of these acts, as they stand. */
export async function takenDocuments(
  db: Reader,
  caseId: string,
  ids: readonly string[],
): Promise<{ no: string; type: DocumentType }[]> {
  const { rows } = await sql<{ no: string; type: DocumentType }>`
    with first as (
      select min(event_no) as no from command where case_id = ${caseId} and id = any (${[...ids]}::uuid[])
    ), standing as (
      select distinct on (ledger.engine_no) ledger.engine_no, ledger.type, ledger.data
      from ledger join cases on cases.id = ledger.case_id, first
      where ledger.case_id = ${caseId} and ledger.kind = 'EVENT'
        and ledger.engine_no >= first.no and ledger.engine_no <= cases.engine_no
      order by ledger.engine_no, ledger.seq desc
    )
    select data ->> 'documentNo' as no, data ->> 'docType' as type from standing
    where type = 'documentIssued' and data ? 'documentNo' order by engine_no
  `.execute(db)
  return rows
}

/**
 * Has acts that were applied decided once more, in the order in which they were received: the process has gone back
 * to before them. What was refused stays so.
 */
export async function undecide(db: Kysely<Schema>, caseId: string, ids: readonly string[]): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx.selectFrom('cases').select('id').where('id', '=', caseId).forUpdate().executeTakeFirstOrThrow()
    await trx
      .updateTable('command')
      .set({
        decision: null,
        decided_at: null,
        event_no: null,
        tries: 0,
        tried_at: sql<Date>`clock_timestamp() - interval '1 minute'`,
      })
      .where('case_id', '=', caseId)
      .where('decision', '=', 'APPLIED')
      .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
      .execute()
  })
}
