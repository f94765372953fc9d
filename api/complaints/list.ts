import { listComplaints, type ComplaintListRow } from '../../db/complaint-lists.ts'
import type { Reach } from '../../db/reach.ts'
import { readReceiptCode } from '../../domain/complainant.ts'
import type { ComplaintQuery, ComplaintRow } from '../../domain/complaint-views.ts'
import type { Db } from '../../db/connect.ts'
import { receiptHash } from './receive.ts'

/** One page of complaints within a reach. A receipt code as the search finds its complaint. */
export async function complaintPage(db: Db, query: ComplaintQuery, reach: Reach) {
  const code = readReceiptCode(query.search)
  const { rows, total, counts } = await listComplaints(
    db,
    { ...query, receiptSha256: code === null ? null : receiptHash(code) },
    reach,
  )
  return { items: rows.map(complaintRow), total, counts }
}

const complaintRow = (row: ComplaintListRow): ComplaintRow => ({
  caseId: row.id,
  title: row.title,
  place: row.place,
  channel: row.channel ?? '',
  class: row.class,
  unit: { id: row.unit_id, name: row.unit_name },
  stage: row.stage,
  outcome: row.outcome,
  round: row.round,
  light: row.light,
  waiting: row.waiting_title,
  dueAt: row.due_at?.toISOString() ?? null,
  receivedAt: row.received_at.toISOString(),
  solved: row.solved,
  satisfied: row.satisfied,
  late: row.late,
})
