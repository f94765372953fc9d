import type { Kysely } from 'kysely'
import { type ProblemKind, problemKindOf } from '../domain/problem-kinds.ts'
import type { Schema } from './schema.ts'

/**
 * Who would handle a problem: the lead by the duty that the kind calls for; else who guarantees the road section
 * (五包), else its town. The guaranteeing unit and the town help. `leader` is the county leader of the section.
 */
export async function suggestHandlers(
  db: Kysely<Schema>,
  { category, roadSectionId }: { category: ProblemKind; roadSectionId?: string },
): Promise<{ leadUnitId: string; coUnitIds: string[]; leader: string }> {
  const [units, section] = await Promise.all([
    db
      .selectFrom('unit')
      .select(['id', 'name', 'short_name'])
      .where('subject', '=', true)
      .where('merged_into', 'is', null)
      .orderBy('id')
      .execute(),
    db
      .selectFrom('road_section')
      .leftJoin('leader', 'leader.id', 'road_section.leader_id')
      .select(['road_section.unit_id', 'road_section.town_id', 'leader.name as leader', 'leader.post'])
      .where('road_section.id', '=', roadSectionId ?? '')
      .executeTakeFirst(),
  ])
  const duty = (parts: readonly string[]) =>
    units.find((unit) => parts.some((part) => `${unit.short_name} ${unit.name}`.includes(part)))?.id
  const subject = (id: string | null | undefined) => units.find((unit) => unit.id === id)?.id
  const kind = problemKindOf(category)
  const lead = duty(kind.lead) ?? subject(section?.unit_id) ?? subject(section?.town_id) ?? ''
  const co = [subject(section?.unit_id), subject(section?.town_id), duty(kind.co)]
  return {
    leadUnitId: lead,
    coUnitIds: [...new Set(co.filter((id): id is string => id !== undefined && id !== lead))].slice(0, 5),
    leader: section?.leader ? `${section.leader}（${section.post}）` : '',
  }
}
