import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { CoverageCell, CoverageQuery, Look } from '../domain/assessment/coverage.ts'
import { type Reach, reaches } from './reach.ts'
import type { Schema } from './schema.ts'
import { spanOf } from './scores.ts'

/** By what the items of the score sheet were looked at in a half-year, from the books (handbook P18). */

type Reader = Kysely<Schema>

/**
 * Every look at an item: by which source, in which unit, and the case that tells it. Scores by hand are told by the
 * unit's assessment, daily figures by the cases that they come from; problems, notices, tasks and complaints also
 * before anything is scored. A unit that was merged is the one that it is now.
 */
function looks({ year, half, unitId }: CoverageQuery): RawBuilder<unknown> {
  const { from, to } = spanOf(year, half)
  return sql`
    select looked.item, looked.source, unit.id as unit_id, looked.case_id
    from (
      select line ->> 'item' as item, case when line ? 'caseId' then 'DAILY' else 'SCORED' end as source,
        score.unit_id, coalesce(line ->> 'caseId', score.case_id) as case_id
      from assessment_score as score, jsonb_array_elements(score.sheet -> 'lines') as line
      where score.year = ${year} and score.half = ${half}
      union
      select none ->> 'item', 'LEFT', score.unit_id, score.case_id
      from assessment_score as score, jsonb_array_elements(score.sheet -> 'notApplicable') as none
      where score.year = ${year} and score.half = ${half}
      union
      select 'B1', case kind when 'problem' then 'PROBLEMS' else 'NOTICES' end, unit_id, id from cases
      where kind in ('problem', 'rectification') and opened_at >= ${from} and opened_at < ${to}
        and (outcome is null or outcome not in ('REJECTED', 'MERGED', 'REVOKED', 'WITHDRAWN'))
      union
      select 'A1', 'TASKS', unit_id, case_id from letter_item
      where dropped_by is null and due_on >= ${from.toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })}::date
        and due_on < ${to.toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })}::date
      union
      select item, 'COMPLAINTS', task.unit_id, task.case_id
      from task join cases on cases.id = task.case_id and cases.kind = 'complaint',
        unnest(array['F1', 'F2', 'F3']) as item
      where task.step = 'handle' and task.state in ('DONE', 'OVERDUE') and task.unit_id is not null
        and task.closed_at >= ${from} and task.closed_at < ${to} and cases.outcome is distinct from 'WITHDRAWN'
        and (item <> 'F2' or exists (
          select from task as called where called.case_id = task.case_id and called.step = 'callBack' and called.state = 'DONE'
        ))
    ) as looked
      join unit as booked on booked.id = looked.unit_id
      join unit on unit.id = coalesce(booked.merged_into, booked.id) and unit.subject
    where ${unitId ?? null}::text is null or unit.id = ${unitId ?? null}`
}

/** How many cases look at each item, by source and unit. */
export async function readCoverage(db: Reader, query: CoverageQuery): Promise<Look[]> {
  const { rows } = await sql<Look>`
    select item, source, unit_id as "unitId", count(distinct case_id)::int as cases
    from (${looks(query)}) as look group by item, source, unit_id order by item, source, unit_id`.execute(db)
  return rows
}

/** The cases behind a figure that are within a reach, at most `limit`, and how many there are of them in all. */
export async function coverageCases(
  db: Reader,
  cell: CoverageCell,
  reach: Reach,
  limit: number,
): Promise<{ items: { caseId: string; title: string; unitName: string }[]; total: number }> {
  const { rows } = await sql<{ case_id: string; title: string; unit_name: string; total: number }>`
    select cases.id as case_id, cases.title, unit.name as unit_name, (count(*) over ())::int as total
    from cases join unit on unit.id = cases.unit_id
    where cases.id in (
      select case_id from (${looks(cell)}) as look where look.item = ${cell.item} and look.source = ${cell.source}
    ) and ${reaches(reach)}
    order by cases.opened_at desc nulls last, cases.id limit ${limit}`.execute(db)
  return {
    items: rows.map(({ case_id: caseId, title, unit_name: unitName }) => ({ caseId, title, unitName })),
    total: rows[0]?.total ?? 0,
  }
}
