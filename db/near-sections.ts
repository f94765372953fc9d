import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'

/** Farther than this an earlier report says nothing about where one stands. Metres. */
const WITHIN_M = 300
const DEGREE_M = 111_320

/**
 * The road section of the nearest earlier report, or null when none was near. The register of sections knows no
 * positions: it learns them from what is reported.
 */
export async function nearestSection(
  db: Kysely<Schema>,
  { lat, lng }: { lat: number; lng: number },
): Promise<{ id: string; name: string; metres: number } | null> {
  const { rows } = await sql<{ id: string; name: string; metres: number }>`
    select id, name, round(metres)::int as metres from (
      select road_section.id, road_section.name, sqrt(
        power(((cases.content ->> 'lat')::float8 - ${lat}::float8) * ${DEGREE_M}, 2) +
        power(((cases.content ->> 'lng')::float8 - ${lng}::float8) * ${DEGREE_M} * cos(radians(${lat}::float8)), 2)) as metres
      from cases join road_section on road_section.id = cases.road_section_id
      where cases.kind = 'problem' and cases.content ? 'lat' and cases.content ? 'lng'
    ) as known
    where metres <= ${WITHIN_M} order by metres limit 1`.execute(db)
  return rows[0] ?? null
}
