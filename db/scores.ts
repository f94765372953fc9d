import { type Kysely, sql } from 'kysely'
import type { Score, Sheet } from '../domain/assessment/score.ts'
import type { Band, Deduction } from '../domain/assessment/sheet.ts'
import type { Schema } from './schema.ts'

type Reader = Kysely<Schema>
export type Half = 'H1' | 'H2'

/** The instants between which a half-year lies, in Asia/Shanghai. */
export const spanOf = (year: number, half: Half): { from: Date; to: Date } => ({
  from: new Date(`${year}-${half === 'H1' ? '01' : '07'}-01T00:00:00+08:00`),
  to: new Date(half === 'H1' ? `${year}-07-01T00:00:00+08:00` : `${year + 1}-01-01T00:00:00+08:00`),
})

/** The units that are assessed: those that notices may be about; supervising organs are not (handbook §1.5 no. 7). */
export const assessedUnits = (db: Reader): Promise<{ id: string; name: string }[]> =>
  db.selectFrom('unit').select(['id', 'name']).where('subject', '=', true).orderBy('id').execute()

export type Finding = { caseId: string; what: Deduction; times: number; title: string }

/**
 * What the half-year's notices say of a unit, from the ledger (handbook §3.4, table B): notices, talks, and why
 * rounds failed. Lines that the engine took back count for nothing.
 */
export async function findingsOf(db: Reader, unitId: string, year: number, half: Half): Promise<Finding[]> {
  const { from, to } = spanOf(year, half)
  const { rows } = await sql<{ case_id: string; what: Deduction; times: number; title: string }>`
    with told as (
      select ledger.case_id, ledger.type, ledger.data, cases.title
      from ledger join cases on cases.id = ledger.case_id
      where cases.unit_id = ${unitId} and cases.kind = 'rectification' and ledger.kind = 'EVENT'
        and ledger.type in ('documentIssued', 'roundFailed', 'caseReopened')
        and ledger.at >= ${from} and ledger.at < ${to}
        and cases.outcome is distinct from 'REVOKED'
        and not exists (
          select from ledger as later where later.case_id = ledger.case_id and later.kind = 'VOID'
            and later.seq > ledger.seq and later.engine_no <= ledger.engine_no
        )
    ), judged as (
      select case_id, title,
        case
          when type = 'caseReopened' then 'RELAPSE'
          when type = 'roundFailed' then case data ->> 'reason'
            when 'OVERDUE' then 'NO_REPORT' when 'FAKED' then 'FAKED' when 'RELAPSED' then 'RELAPSE' else 'CHECK_FAILED' end
          when data ->> 'docType' = 'TALK_NOTICE' then 'TALK'
          when data ->> 'docType' = 'SUPERVISE_FORM' and (data ->> 'round')::int = 1 then 'FIRST_NOTICE'
          when data ->> 'docType' = 'SUPERVISE_FORM' and (data ->> 'round')::int = 2 then 'SECOND_NOTICE'
        end as what,
        coalesce(data ->> 'round', '') as round
      from told
    )
    select case_id, title, what, case when what in ('FIRST_NOTICE', 'SECOND_NOTICE', 'TALK') then 1 else count(*)::int end as times
    from judged where what is not null group by case_id, title, what order by case_id, what`.execute(db)
  return rows.map(({ case_id: caseId, what, times, title }) => ({ caseId, what, times, title }))
}

/** Keeps the score of a unit's half-year; the same case may say it again, another may not. */
export async function saveScore(
  db: Reader,
  row: { unitId: string; year: number; half: Half; caseId: string; sheet: Sheet; score: Score },
): Promise<void> {
  await sql`
    insert into assessment_score (unit_id, year, half, case_id, sheet, score, total, band, vetoed)
    values (${row.unitId}, ${row.year}, ${row.half}, ${row.caseId}, ${JSON.stringify(row.sheet)}, ${JSON.stringify(row.score)},
      ${row.score.total}, ${row.score.band}, ${row.sheet.vetoes.length > 0})
    on conflict (unit_id, year, half) do update set sheet = excluded.sheet, score = excluded.score, total = excluded.total,
      band = excluded.band, vetoed = excluded.vetoed where assessment_score.case_id = excluded.case_id`.execute(db)
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
  published_at: Date | null
}

/** The scores of a year; unpublished ones only where `all` says so. */
export const readScores = (db: Reader, year: number, onlyUnit: string | null): Promise<ScoreRow[]> =>
  sql<ScoreRow>`
    select score.unit_id, unit.name as unit_name, score.half, score.case_id, score.total, score.band, score.vetoed, score.published_at
    from assessment_score as score join unit on unit.id = score.unit_id
    where score.year = ${year} and (${onlyUnit}::text is null or score.unit_id = ${onlyUnit})
    order by score.unit_id, score.half`
    .execute(db)
    .then(({ rows }) => rows)

/** Tasks that a unit's letters say must be done in a year, and how many were. */
export async function mustDoOf(
  db: Reader,
  unitId: string,
  year: number,
): Promise<{ mustDo: number; mustDone: number }> {
  const { rows } = await sql<{ must_do: number; must_done: number }>`
    select (count(*) filter (where must_do))::int as must_do,
      (count(*) filter (where must_do and result = 'DONE'))::int as must_done
    from letter_item where unit_id = ${unitId} and year = ${year}`.execute(db)
  return { mustDo: rows[0]?.must_do ?? 0, mustDone: rows[0]?.must_done ?? 0 }
}
