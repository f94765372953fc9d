import type { Insertable, Kysely, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { HistoryArchiveTable, Schema } from './schema.ts'

/** Histories of finished executions, kept beyond the engine's own retention. */

type Reader = Kysely<Schema>
export type ArchivedHistory = Selectable<HistoryArchiveTable>

/** Where a history lies under the data folder: by the hash of what it says. */
export const historyKey = (sha256: string): string =>
  `histories/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}.json.gz`

/** Closed cases of which no history is kept yet, those closed first first; at most `limit`. */
export async function unarchivedCases(db: Reader, limit: number): Promise<{ id: string; closedAt: Date | null }[]> {
  return db
    .selectFrom('cases')
    .select(['id', 'closed_at as closedAt'])
    .where('stage', '=', 'CLOSED')
    .where('engine_no', '>', 0)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('history_archive')
            .select('history_archive.run_id')
            .whereRef('history_archive.workflow_id', '=', 'cases.id')
            .where('history_archive.continued', '=', false),
        ),
      ),
    )
    .orderBy('closed_at')
    .limit(limit)
    .execute()
}

/** Which of these executions are kept. */
export async function archivedRuns(db: Reader, runIds: string[]): Promise<Set<string>> {
  if (runIds.length === 0) return new Set()
  const rows = await db.selectFrom('history_archive').select('run_id').where('run_id', 'in', runIds).execute()
  return new Set(rows.map((row) => row.run_id))
}

/** Notes a kept history; one that is noted already stays as it is. */
export async function noteHistory(db: Reader, history: Insertable<HistoryArchiveTable>): Promise<void> {
  await db
    .insertInto('history_archive')
    .values(history)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The kept histories of a case, oldest first. */
export const historiesOf = (db: Reader, caseId: string): Promise<ArchivedHistory[]> =>
  db.selectFrom('history_archive').selectAll().where('workflow_id', '=', caseId).orderBy('closed_at').execute()

/** How many histories are kept, how many closed cases still wait, and since when the first of them (null: none). */
export async function archiveStanding(db: Reader): Promise<{ kept: number; waiting: number; since: Date | null }> {
  const { rows } = await sql<{ kept: number; waiting: number; since: Date | null }>`
    select (select count(*) from history_archive) as kept, count(*) as waiting, min(cases.closed_at) as since
    from cases
    where cases.stage = 'CLOSED' and cases.engine_no > 0
      and not exists (
        select from history_archive where history_archive.workflow_id = cases.id and not history_archive.continued
      )
  `.execute(db)
  return rows[0] ?? { kept: 0, waiting: 0, since: null }
}
