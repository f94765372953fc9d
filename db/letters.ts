import { type Kysely, sql } from 'kysely'
import type { LetterItem } from '../domain/letter-forms.ts'
import type { Schema } from './schema.ts'
import { type Half, spanOf } from './scores.ts'

type Reader = Kysely<Schema>

/** Keeps the tasks of a signed letter; said again, it changes nothing. */
export async function saveLetter(
  db: Reader,
  caseId: string,
  unitId: string,
  year: number,
  items: LetterItem[],
): Promise<void> {
  await sql`
    insert into letter_item (case_id, no, unit_id, year, content, points, must_do, due_on)
    select ${caseId}, no, ${unitId}, ${year}, item ->> 'content', (item ->> 'points')::int, item ->> 'mustDo' = 'YES', (item ->> 'dueOn')::date
    from jsonb_array_elements(${JSON.stringify(items)}::jsonb) with ordinality as listed (item, no)
    on conflict (case_id, no) do nothing`.execute(db)
}

export async function saveLetterItem(
  db: Reader,
  caseId: string,
  no: number,
  result: 'DONE' | 'PART' | 'NOT_DONE',
  rate: number,
): Promise<void> {
  await sql`update letter_item set result = ${result}, done_rate = ${rate} where case_id = ${caseId} and no = ${no}`.execute(
    db,
  )
}

export type LetterItemRow = { caseId: string; content: string; points: number; rate: number }

/** The tasks of a unit's letters that fell due in a half-year, and how much of each was done, per cent. */
export async function letterItemsDue(db: Reader, unitId: string, year: number, half: Half): Promise<LetterItemRow[]> {
  const { from, to } = spanOf(year, half)
  const { rows } = await sql<{ case_id: string; content: string; points: number; rate: number }>`
    select case_id, content, points, coalesce(done_rate, 0) as rate from letter_item
    where unit_id = ${unitId} and year = ${year}
      and due_on >= (${from}::timestamptz at time zone 'Asia/Shanghai')::date and due_on < (${to}::timestamptz at time zone 'Asia/Shanghai')::date
    order by case_id, no`.execute(db)
  return rows.map(({ case_id: caseId, content, points, rate }) => ({ caseId, content, points, rate }))
}
