import type { Db } from '../../db/connect.ts'

/** What names and numbers in a sheet can mean. */
export type NoticeLookups = {
  units: { id: string; name: string; shortName: string; subject: boolean }[]
  problems: Map<string, KnownProblem>
}

/** A reported problem, with what a notice about it says unless the sheet says otherwise. */
export type KnownProblem = {
  no: string
  unitId: string | null
  place: string
  facts: string
  category: string
  roadSectionId: string | null
  /** The notice under which it is already, by number or case id. */
  takenBy: string | null
  closed: boolean
}

/** The county's units and reported problems as they stand now. */
export async function noticeLookups(db: Db): Promise<NoticeLookups> {
  const [units, problems] = await Promise.all([
    db.selectFrom('unit').select(['id', 'name', 'short_name', 'subject']).orderBy('id').execute(),
    db
      .selectFrom('problem')
      .leftJoin('road_section', 'road_section.id', 'problem.road_section_id')
      .leftJoin('cases', (join) => join.onRef('cases.problem_no', '=', 'problem.no').on('cases.outcome', 'is', null))
      .select([
        'problem.no',
        'problem.unit_id',
        'problem.description',
        'problem.category',
        'problem.road_section_id',
        'problem.closed_at',
        'road_section.name as section_name',
        'cases.id as case_id',
        'cases.number as case_number',
      ])
      .orderBy('problem.no')
      .execute(),
  ])
  return {
    units: units.map(({ id, name, short_name, subject }) => ({ id, name, shortName: short_name, subject })),
    problems: new Map(
      problems.map((row) => [
        row.no,
        {
          no: row.no,
          unitId: row.unit_id,
          place: row.section_name ?? '',
          facts: row.description,
          category: row.category,
          roadSectionId: row.road_section_id,
          takenBy: row.case_id === null ? null : (row.case_number ?? row.case_id),
          closed: row.closed_at !== null,
        },
      ]),
    ),
  }
}
