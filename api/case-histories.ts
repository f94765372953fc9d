import { readCase } from '../db/case-reads.ts'
import { historiesOf } from '../db/histories.ts'
import type { Reach } from '../db/reach.ts'
import type { KeptHistory } from '../domain/health.ts'
import type { App } from './context.ts'
import { refuse } from './errors.ts'

/** By what hashes a closed case's histories are kept. Throws NOT_FOUND when the case is out of reach. */
export async function caseHistories({ db }: App, caseId: string, reach: Reach): Promise<KeptHistory[]> {
  if (!(await readCase(db, caseId, reach))) throw refuse('NOT_FOUND')
  return (await historiesOf(db, caseId)).map((row) => ({
    runId: row.run_id,
    events: row.events,
    sha256: row.sha256,
    archivedAt: row.archived_at.toISOString(),
  }))
}
