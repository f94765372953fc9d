import { type Kysely, sql } from 'kysely'
import type { NumberedItem } from '../domain/letter-changes.ts'
import type { LetterTaskState } from '../domain/letter-views.ts'
import type { Schema } from './schema.ts'
import { type Half, spanOf } from './scores.ts'

type Reader = Kysely<Schema>
type Tasks = { caseId: string; unitId: string; year: number; items: NumberedItem[] }

/** Keeps the tasks of a signed letter; said again, it changes nothing. */
export async function saveLetter(db: Reader, { caseId, unitId, year, items }: Tasks): Promise<void> {
  await sql`
    insert into letter_item (case_id, no, unit_id, year, content, target, points, must_do, due_on)
    select ${caseId}, (item ->> 'no')::int, ${unitId}, ${year}, item ->> 'content', item ->> 'target',
      (item ->> 'points')::int, item ->> 'mustDo' = 'YES', (item ->> 'dueOn')::date
    from jsonb_array_elements(${JSON.stringify(items)}::jsonb) as item
    on conflict (case_id, no) do nothing`.execute(db)
}

/**
 * Keeps the tasks of a letter as an amendment has them. Those in `anew` are open again, those that the amendment does
 * not name are dropped by it and count nowhere. Said again, it changes nothing.
 */
export async function amendLetterItems(db: Reader, letter: Tasks & { by: string; anew: number[] }): Promise<void> {
  const { caseId, unitId, year, items, anew, by } = letter
  await db.transaction().execute(async (trx) => {
    await saveLetter(trx, { caseId, unitId, year, items })
    await sql`
      update letter_item set
        content = item ->> 'content', target = item ->> 'target', points = (item ->> 'points')::int,
        must_do = item ->> 'mustDo' = 'YES', due_on = (item ->> 'dueOn')::date
      from jsonb_array_elements(${JSON.stringify(items)}::jsonb) as item
      where case_id = ${caseId} and no = (item ->> 'no')::int`.execute(trx)
    await sql`
      update letter_item set result = null, done_rate = null, done = null, evidence = '[]', reported_at = null, judged_at = null
      where case_id = ${caseId} and no = any(${anew}::int[])`.execute(trx)
    await sql`
      update letter_item set dropped_by = ${by}
      where case_id = ${caseId} and dropped_by is null and no <> all(${items.map(({ no }) => no)}::int[])`.execute(trx)
  })
}

/** What the unit reports of a task; the last report stands. */
export async function saveItemReport(
  db: Reader,
  { caseId, no, done, evidence, at }: { caseId: string; no: number; done: string; evidence: string[]; at: string },
): Promise<void> {
  await sql`
    update letter_item set done = ${done}, evidence = ${JSON.stringify(evidence)}::jsonb, reported_at = ${at}
    where case_id = ${caseId} and no = ${no}`.execute(db)
}

export async function saveLetterItem(
  db: Reader,
  item: { caseId: string; no: number; result: 'DONE' | 'PART' | 'NOT_DONE'; rate: number; at: string },
): Promise<void> {
  const { caseId, no, result, rate, at } = item
  await sql`
    update letter_item set result = ${result}, done_rate = ${rate}, judged_at = ${at}
    where case_id = ${caseId} and no = ${no}`.execute(db)
}

export type LetterTask = {
  caseId: string
  no: number
  content: string
  target: string
  points: number
  mustDo: boolean
  /** YYYY-MM-DD. */
  dueOn: string
  state: LetterTaskState
  /** How much was done by the office's finding, per cent; 0 without one. */
  rate: number
  /** What the unit reports, and the ids of the photos that show it. */
  report: string | null
  evidence: string[]
  reportedAt: string | null
  judgedAt: string | null
}

type TaskRow = {
  case_id: string
  no: number
  content: string
  target: string
  points: number
  must_do: boolean
  due_on: string
  state: LetterTaskState
  rate: number
  done: string | null
  evidence: string[]
  reported_at: Date | null
  judged_at: Date | null
}

/**
 * The tasks of a unit's letters of a year, by due date, as they stand on a day (YYYY-MM-DD). A unit that was merged
 * into another has handed its letters on. What an amendment dropped is not among them.
 */
export async function letterTasks(db: Reader, unitId: string, year: number, on: string): Promise<LetterTask[]> {
  const { rows } = await sql<TaskRow>`
    select item.case_id, item.no, item.content, item.target, item.points, item.must_do, item.due_on::text,
      case
        when item.result is not null then item.result
        when item.reported_at is not null then 'REPORTED'
        when item.due_on < ${on}::date then 'OVERDUE'
        else 'OPEN'
      end as state,
      coalesce(item.done_rate, 0) as rate, item.done, item.evidence, item.reported_at, item.judged_at
    from letter_item as item join unit on unit.id = item.unit_id
    where coalesce(unit.merged_into, unit.id) = ${unitId} and item.year = ${year} and item.dropped_by is null
    order by item.due_on, item.case_id, item.no`.execute(db)
  return rows.map((row) => ({
    caseId: row.case_id,
    no: row.no,
    content: row.content,
    target: row.target,
    points: row.points,
    mustDo: row.must_do,
    dueOn: row.due_on,
    state: row.state,
    rate: row.rate,
    report: row.done,
    evidence: row.evidence,
    reportedAt: row.reported_at?.toISOString() ?? null,
    judgedAt: row.judged_at?.toISOString() ?? null,
  }))
}

export type LetterItemRow = { caseId: string; content: string; points: number; mustDo: boolean; rate: number }

/** The tasks of a unit's letters that fell due in a half-year, and how much of each was done, per cent. */
export async function letterItemsDue(db: Reader, unitId: string, year: number, half: Half): Promise<LetterItemRow[]> {
  const { from, to } = spanOf(year, half)
  const [first, next] = [from, to].map((at) => at.toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' }))
  const tasks = await letterTasks(db, unitId, year, next ?? '')
  return tasks
    .filter(({ dueOn }) => dueOn >= (first ?? '') && dueOn < (next ?? ''))
    .map(({ caseId, content, points, mustDo, rate }) => ({ caseId, content, points, mustDo, rate }))
}
