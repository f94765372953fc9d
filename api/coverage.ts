import type { Db } from '../db/connect.ts'
import { readCoverage } from '../db/coverage.ts'
import { assessedUnits } from '../db/scores.ts'
import { coverageRows, type CoverageQuery, type CoverageView } from '../domain/assessment/coverage.ts'
import { newestSheet } from '../domain/assessment/sheets.ts'

/** The coverage of the standard as somebody sees it: of one unit alone where `onlyUnit` names theirs. */
export async function coverageOf(db: Db, query: CoverageQuery, onlyUnit: string | null): Promise<CoverageView> {
  const unitId = onlyUnit ?? query.unitId
  const [looks, units] = await Promise.all([readCoverage(db, { ...query, unitId }), assessedUnits(db)])
  return {
    sheet: newestSheet,
    units: units.filter(({ id }) => unitId === undefined || id === unitId),
    rows: coverageRows(newestSheet, looks),
  }
}
