import { type Kysely, sql } from 'kysely'
import { NEAR_M, type Near } from '../domain/near.ts'
import type { ProblemKind } from '../domain/problem-kinds.ts'
import type { Schema } from './schema.ts'

type Reader = Kysely<Schema>
type Whereabouts = { category: ProblemKind; roadSectionId?: string; lat?: number; lng?: number }
type Row = {
  id: string
  title: string
  place: string
  stage: string
  metres: number | null
  updated_at: Date
  opened_at: Date | null
  outcome: string | null
}

/** A degree of latitude, in metres; within a county the earth is flat. */
const DEGREE_M = 111_320

/**
 * Problems of the same kind on the same road section, or within 50 m where both know their position, that are not
 * over or are still looked back at; the nearest first, then the newest. At most five.
 */
export async function nearProblems(
  db: Reader,
  { category, roadSectionId, lat, lng }: Whereabouts,
  not: string | null,
): Promise<Near[]> {
  const located = lat !== undefined && lng !== undefined
  const metres = located
    ? sql<number | null>`sqrt(
        power(((cases.content ->> 'lat')::float8 - ${lat}::float8) * ${DEGREE_M}, 2) +
        power(((cases.content ->> 'lng')::float8 - ${lng}::float8) * ${DEGREE_M} * cos(radians(${lat}::float8)), 2))`
    : sql<number | null>`null::float8`
  const { rows } = await sql<Row>`
    select id, title, place, stage, metres, updated_at, opened_at, outcome
    from (
      select cases.*, ${metres} as metres from cases
      where kind = 'problem' and stage <> 'CLOSED' and content ->> 'category' = ${category} and id <> ${not ?? ''}
        and content ->> 'mergedInto' is null
    ) as known
    where metres <= ${NEAR_M} or (road_section_id = ${roadSectionId ?? ''} and coalesce(metres, 0) <= ${NEAR_M * 4})
    order by metres nulls last, opened_at desc nulls last
    limit 5`.execute(db)
  return rows.map((row) => ({
    caseId: row.id,
    title: row.title,
    place: row.place,
    stage: row.stage,
    metres: row.metres === null ? null : Math.round(row.metres),
    reportedAt: (row.opened_at ?? row.updated_at).toISOString(),
    closed: row.outcome !== null,
  }))
}

/** Whether a problem can take up another report: it is one, it is not over, and it is not the reporting one itself. */
export async function canTakeUp(db: Reader, caseId: string | null, into: string): Promise<boolean> {
  const row = await db
    .selectFrom('cases')
    .select('id')
    .where('id', '=', into)
    .where('id', '<>', caseId ?? '')
    .where('kind', '=', 'problem')
    .where('stage', '<>', 'CLOSED')
    .where('engine_no', '>', 0)
    .executeTakeFirst()
  return row !== undefined
}
