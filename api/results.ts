import type { Db } from '../db/connect.ts'
import type { Reach } from '../db/reach.ts'
import { listResults } from '../db/referrals.ts'
import { noteSealedRead } from '../db/sealed.ts'
import { effectOf, remedyOf } from '../domain/measures.ts'
import type { ResultItem, ResultQuery } from '../domain/referral-views.ts'

/** The register of results within a reach, newest first. That each of them was read is kept before it is answered. */
export async function readResults(db: Db, reach: Reach, query: ResultQuery): Promise<ResultItem[]> {
  const rows = await listResults(db, reach, query)
  for (const { case_id } of rows) await noteSealedRead(db, case_id, reach.userId)
  return rows.map((row) => {
    const { subject, identity, organ, kind, documentNo, decidedOn, effectiveFrom } = row.result
    return {
      caseId: row.case_id,
      title: row.title,
      unit: { id: row.unit_id, name: row.unit_name },
      letterNo: row.letter_no,
      receivedAt: row.received_at?.toISOString() ?? null,
      recordedAt: row.recorded_at.toISOString(),
      recordedBy: row.recorded_by,
      subject,
      identity,
      organ,
      kind,
      documentNo,
      decidedOn,
      effectiveFrom,
      effect: effectOf(kind, effectiveFrom),
      remedy: remedyOf(kind, organ, effectiveFrom),
    }
  })
}
