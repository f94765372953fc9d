import type { Insertable } from 'kysely'
import type { FacilityTable, FunctionalGroupTable, ProblemTable, RoadSectionTable, UnitTable } from '../schema.ts'
import county from './county.json' with { type: 'json' }

/** The sample county (handbook §8) as rows of our tables. Money is in fen; times are the county's. */

export type UnitRow = Insertable<UnitTable> & { head_name: string | null; subject: boolean }

/** Supervisory organs: they pay no deposit, are not ranked, and never get a notice (handbook §1.5). */
const supervisory = new Set(['D03', 'D04', 'D15', 'D31'])

const orNull = (value: string): string | null => (value === '' || value === '-' ? null : value)
const countyTime = (value: string): string | null => (value === '-' ? null : `${value.replace(' ', 'T')}:00+08:00`)

export const leaders = county.leaders

export const units: UnitRow[] = [
  ...county.departments.map(({ id, name, short, role, group, head }) => ({
    id,
    name,
    short_name: short,
    kind: 'DEPARTMENT' as const,
    duty: role,
    group_id: orNull(group),
    head_name: orNull(head),
    subject: !supervisory.has(id),
  })),
  ...county.towns.map(({ id, name, type }) => ({
    id,
    name,
    short_name: name,
    kind: 'TOWN' as const,
    duty: type,
    group_id: null,
    head_name: null,
    subject: true,
  })),
]

export const groups: FunctionalGroupTable[] = county.groups.map(({ id, name, lead, duty, origin }) => ({
  id,
  name,
  lead_unit_id: lead,
  duty,
  origin,
}))

export const roadSections: RoadSectionTable[] = county.road_sections.map((section) => ({
  id: section.id,
  name: section.name,
  length_m: section.length_m,
  shops: section.shops,
  town_id: section.town,
  community: section.community,
  leader_id: section.county_leader,
  unit_id: section.dept,
}))

export const facilities: Insertable<FacilityTable>[] = county.facilities.map((facility) => ({
  id: facility.id,
  name: facility.name,
  type: facility.type,
  quantity: facility.qty,
  unit_id: facility.unit,
  plan_start: facility.plan_start,
  plan_end: facility.plan_end,
  actual_end: facility.actual_end,
  budget_fen: facility.budget_fen,
  government_fen: facility.gov_fen,
  unit_fen: facility.unit_fen,
  society_fen: facility.society_fen,
  progress: facility.progress,
  status: facility.status,
  note: facility.note,
}))

export const problems: Insertable<ProblemTable>[] = county.problems.map((problem) => ({
  no: problem.no,
  category: problem.category,
  category_code: problem.cat_code,
  road_section_id: problem.road,
  description: problem.desc,
  unit_id: problem.unit,
  source: problem.source,
  reported_at: countyTime(problem.reported_at) ?? '',
  limit_code: problem.limit,
  due_at: countyTime(problem.due_at),
  status: problem.status,
  closed_at: countyTime(problem.closed_at),
  overdue: problem.overdue,
  note: problem.note,
}))
