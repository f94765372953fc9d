import { type Kysely, sql } from 'kysely'
import type { Duties } from '../domain/letter-template.ts'
import type { Schema } from './schema.ts'

type DutyRow = {
  id: string
  name: string
  short_name: string
  duty: string
  head: { userId: string; name: string } | null
  roads: string[]
  facilities: { name: string; planEnd: string | null }[]
}

/** What units answer for by the directory, in their order: those that are no subject or were merged are left out. */
export async function readDuties(db: Kysely<Schema>, unitIds: readonly string[]): Promise<Duties[]> {
  const { rows } = await sql<DutyRow>`
    select unit.id, unit.name, unit.short_name, unit.duty,
      (select json_build_object('userId', person.id, 'name', person.name) from person
        where person.unit_id = unit.id and person.active and person.roles ? 'UNIT_HEAD'
        order by person.id limit 1) as head,
      coalesce((select json_agg(section.name order by section.id) from road_section as section
        where section.unit_id = unit.id or section.town_id = unit.id), '[]') as roads,
      coalesce((select json_agg(json_build_object('name', facility.name, 'planEnd', facility.plan_end::text) order by facility.id)
        from facility where facility.unit_id = unit.id and facility.actual_end is null), '[]') as facilities
    from unit where unit.id = any(${[...unitIds]}::text[]) and unit.subject and unit.merged_into is null
    order by unit.kind desc, unit.id`.execute(db)
  return rows.map(({ id, short_name: shortName, ...row }) => ({ unitId: id, shortName, ...row }))
}
