import { type Kysely, sql } from 'kysely'
import type { Score, Sheet } from '../domain/assessment/score.ts'
import { type Half, spanOf as spanOfHalf } from '../domain/assessment/half.ts'
import type { Band } from '../domain/assessment/sheet.ts'
import type { Schema } from './schema.ts'

type Reader = Kysely<Schema>
export type { Half }

/** The instants between which a half-year lies, in Asia/Shanghai. */
export const spanOf = (year: number, half: Half): { from: Date; to: Date } => {
  const { from, to } = spanOfHalf(year, half)
  return { from: new Date(from), to: new Date(to) }
}

/** The units that are assessed: those that notices may be about; supervising organs are not (handbook §1.5 no. 7). */
export const assessedUnits = (db: Reader): Promise<{ id: string; name: string }[]> =>
  db.selectFrom('unit').select(['id', 'name']).where('subject', '=', true).orderBy('id').execute()

/**
 * Keeps the score of a unit's half-year, preliminary or final; the same case may say it again, another may not, and
 * what was published stays.
 */
export async function saveScore(
  db: Reader,
  row: { unitId: string; year: number; half: Half; caseId: string; sheet: Sheet; score: Score; final: boolean },
): Promise<void> {
  await sql`
    insert into assessment_score (unit_id, year, half, case_id, sheet, score, total, band, vetoed, final)
    values (${row.unitId}, ${row.year}, ${row.half}, ${row.caseId}, ${JSON.stringify(row.sheet)}, ${JSON.stringify(row.score)},
      ${row.score.total}, ${row.score.band}, ${row.sheet.vetoes.length > 0}, ${row.final})
    on conflict (unit_id, year, half) do update set sheet = excluded.sheet, score = excluded.score, total = excluded.total,
      band = excluded.band, vetoed = excluded.vetoed, final = excluded.final
    where assessment_score.case_id = excluded.case_id and assessment_score.published_at is null`.execute(db)
}

export async function publishScores(db: Reader, year: number, half: Half, caseId: string): Promise<void> {
  await sql`
    update assessment_score set published_at = coalesce(published_at, clock_timestamp()), published_by = coalesce(published_by, ${caseId})
    where year = ${year} and half = ${half}`.execute(db)
}

export type ScoreRow = {
  unit_id: string
  unit_name: string
  half: Half
  case_id: string
  total: number
  band: Band
  vetoed: boolean
  final: boolean
  published_at: Date | null
}

/** The scores of a year, preliminary ones included; of one unit alone where it is named. */
export const readScores = (db: Reader, year: number, onlyUnit: string | null): Promise<ScoreRow[]> =>
  sql<ScoreRow>`
    select score.unit_id, unit.name as unit_name, score.half, score.case_id, score.total, score.band, score.vetoed, score.final,
      score.published_at
    from assessment_score as score join unit on unit.id = score.unit_id
    where score.year = ${year} and (${onlyUnit}::text is null or score.unit_id = ${onlyUnit})
    order by score.unit_id, score.half`
    .execute(db)
    .then(({ rows }) => rows)

export type SheetRow = {
  unit_id: string
  year: number
  half: Half
  sheet: Sheet
  final: boolean
  published_at: Date | null
}

/** The sheet of a unit's half-year as its case last said it, or undefined when there is none yet. */
export async function readSheet(db: Reader, caseId: string): Promise<SheetRow | undefined> {
  const { rows } = await sql<SheetRow>`
    select unit_id, year, half, sheet, final, published_at from assessment_score where case_id = ${caseId}`.execute(db)
  return rows[0]
}

/** Tasks that a unit's letters say must be done in a year, and how many were. */
export async function mustDoOf(
  db: Reader,
  unitId: string,
  year: number,
): Promise<{ mustDo: number; mustDone: number }> {
  const { rows } = await sql<{ must_do: number; must_done: number }>`
    select (count(*) filter (where must_do))::int as must_do,
      (count(*) filter (where must_do and result = 'DONE'))::int as must_done
    from letter_item as item join unit on unit.id = item.unit_id
    where coalesce(unit.merged_into, unit.id) = ${unitId} and item.year = ${year} and item.dropped_by is null`.execute(
    db,
  )
  return { mustDo: rows[0]?.must_do ?? 0, mustDone: rows[0]?.must_done ?? 0 }
}
