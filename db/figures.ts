import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'

/** How the campaign and its machinery stand, in numbers; ages in seconds, 0 when there is nothing that waits. */
export type Figures = {
  open_cases: number
  open_tasks: number
  overdue_tasks: number
  undecided_commands: number
  undecided_age: number
  undecided_tries: number
  outbox_waiting: number
  outbox_failing: number
  outbox_age: number
  untold_entries: number
  unarchived_cases: number
}

/** Reads all figures in one go. Throws the database's error. */
export async function readFigures(db: Kysely<Schema>): Promise<Figures> {
  const { rows } = await sql<Figures>`
    select
      (select count(*) from cases where outcome is null) as open_cases,
      (select count(*) from task where state = 'OPEN') as open_tasks,
      (select count(*) from task where state = 'OPEN' and due_at <= clock_timestamp()) as overdue_tasks,
      undecided.count as undecided_commands, undecided.age as undecided_age, undecided.tries as undecided_tries,
      outbox.count as outbox_waiting, outbox.failing as outbox_failing, outbox.age as outbox_age,
      (select coalesce(max(id), 0) from ledger)
        - (select ledger_id from notifier_position where name = 'ledger') as untold_entries,
      (select count(*) from cases where stage = 'CLOSED' and engine_no > 0
        and not exists (select from history_archive where workflow_id = cases.id)) as unarchived_cases
    from
      (select count(*), coalesce(sum(tries), 0)::float8 as tries,
        coalesce(extract(epoch from clock_timestamp() - min(received_at)), 0)::float8 as age
        from command where decision is null) as undecided,
      (select count(*), count(*) filter (where failing_since is not null) as failing,
        coalesce(extract(epoch from clock_timestamp() - min(failing_since)), 0)::float8 as age
        from delivery where state = 'WAITING') as outbox
  `.execute(db)
  return rows[0] as Figures
}

/** `keptAt`: when the last piece of the log was kept. */
type Archiver = { failing: boolean; failed: number; keptAt: Date | null }

/** How the database keeps its log: null where it keeps none, as on an own PostgreSQL with other means. */
export async function readArchiver(db: Kysely<Schema>): Promise<Archiver | null> {
  const { rows } = await sql<Archiver & { mode: string }>`
    select current_setting('archive_mode') as mode, failed_count as failed, last_archived_time as "keptAt",
      coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false) as failing
    from pg_stat_archiver
  `.execute(db)
  const row = rows[0]
  return row && row.mode !== 'off' ? { failing: row.failing, failed: row.failed, keptAt: row.keptAt } : null
}
