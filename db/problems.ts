import { type Kysely, sql } from 'kysely'
import type { z } from 'zod'
import type { ProblemView } from '../domain/directory-views.ts'
import { anywhere } from './inbox.ts'
import { onlyUnit, type Reach } from './reach.ts'
import type { Schema } from './schema.ts'

/** Reported problems within a reach, newest first; `search` looks at number, category, description, road section and unit. */
export async function listProblems(
  db: Kysely<Schema>,
  { search, status, limit }: { search: string; status?: string; limit: number },
  reach: Reach,
): Promise<z.infer<typeof ProblemView>[]> {
  const unitId = onlyUnit(reach)
  let query = db
    .selectFrom('problem')
    .leftJoin('road_section', 'road_section.id', 'problem.road_section_id')
    .leftJoin('unit', 'unit.id', 'problem.unit_id')
    .leftJoin('cases', (join) => join.onRef('cases.problem_no', '=', 'problem.no').on('cases.outcome', 'is', null))
    .selectAll('problem')
    .select(['road_section.name as section_name', 'unit.name as unit_name', 'cases.id as case_id'])
  if (unitId !== null) query = query.where('problem.unit_id', '=', unitId)
  if (status !== undefined) query = query.where('problem.status', '=', status)
  if (search !== '') {
    const pattern = anywhere(search)
    query = query.where(
      sql<boolean>`(problem.no ilike ${pattern} or problem.category ilike ${pattern} or problem.description ilike ${pattern}
        or road_section.name ilike ${pattern} or unit.name ilike ${pattern} or unit.short_name ilike ${pattern})`,
    )
  }
  const rows = await query.orderBy('problem.reported_at', 'desc').orderBy('problem.no').limit(limit).execute()
  return rows.map((row) => ({
    no: row.no,
    category: row.category,
    description: row.description,
    roadSection: row.road_section_id === null ? null : { id: row.road_section_id, name: row.section_name ?? '' },
    unit: row.unit_id === null ? null : { id: row.unit_id, name: row.unit_name ?? '' },
    reportedAt: row.reported_at.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
    status: row.status,
    overdue: row.overdue,
    caseId: row.case_id,
  }))
}
