import { findByReceipt, followed, type FollowedRow } from '../../db/complaints.ts'
import { dateOf } from '../../domain/calendar.ts'
import { readReceiptCode } from '../../domain/complainant.ts'
import { publicStatus, remedyOf } from '../../domain/complaint-status.ts'
import type { Followed } from '../../domain/complaint-views.ts'
import { text } from '../../domain/text.ts'
import type { App } from '../context.ts'
import { refuse } from '../errors.ts'
import { receiptHash } from './receive.ts'

/** How the complaint of a receipt code stands. Throws RECEIPT_UNKNOWN. */
export async function follow(app: App, typed: string): Promise<Followed> {
  const code = readReceiptCode(typed)
  const found = code === null ? null : await findByReceipt(app.db, receiptHash(code))
  if (!found) throw refuse('RECEIPT_UNKNOWN')
  const earlier = found.outcome === 'MERGED' ? await followed(app.db, found.content.duplicateOf ?? '') : null
  return earlier ? merged(found, earlier) : told(found)
}

/** Of the complaint into which it was merged only how that stands, and what was answered. */
function merged(found: FollowedRow, earlier: FollowedRow): Followed {
  const own = told(found)
  const of = told(earlier)
  const detail = text(
    `${own.detail.zh}${of.title.zh}：${of.detail.zh}`,
    `${own.detail.en} ${of.title.en}: ${of.detail.en}`,
  )
  return { ...of, title: own.title, detail, receivedOn: own.receivedOn }
}

function told(row: FollowedRow): Followed {
  const { title, detail, over } = publicStatus({ ...row, class: row.content.class })
  // What is said against an official is answered by the organ that has it.
  const reply = row.content.class === 'D' ? null : answer(row)
  return {
    title,
    detail,
    receivedOn: dateOf(row.receivedAt.getTime()),
    reply: reply?.text ?? null,
    repliedOn: reply?.at ? dateOf(reply.at.getTime()) : null,
    remedy: reply && row.outcome !== 'NOT_ACCEPTED' ? remedyOf(row.content.class) : null,
    over,
  }
}

function answer({ outcome, triage, reply }: FollowedRow): { text: string; at: Date | null } | null {
  if (outcome === 'NOT_ACCEPTED' && triage)
    return { text: `${triage.reason ?? ''}\n请向${triage.whereTo ?? '有权处理的机关'}反映。`, at: null }
  return reply
}
