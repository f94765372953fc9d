import type { Kysely } from 'kysely'
import type { Reach } from './reach.ts'
import type { Schema } from './schema.ts'

/**
 * The SHA-256 of each of these photos that this person may show in this case: any photo within a county-wide
 * reach, else those that somebody of the own unit uploaded or that the case shows already.
 */
export async function usablePhotos(
  db: Kysely<Schema>,
  ids: string[],
  reach: Reach,
  caseId: string | null,
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  let query = db.selectFrom('evidence').select(['evidence.id', 'evidence.sha256']).where('evidence.id', 'in', ids)
  if (reach.scope !== 'county') {
    query = query.where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('evidence.unit_id', '=', reach.unitId),
        exists(
          selectFrom('case_evidence')
            .select('case_evidence.evidence_id')
            .whereRef('case_evidence.evidence_id', '=', 'evidence.id')
            .where('case_evidence.case_id', '=', caseId ?? ''),
        ),
      ]),
    )
  }
  return new Map((await query.execute()).map((row) => [row.id, row.sha256]))
}
