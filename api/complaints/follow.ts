import { findByReceipt, followed, type FollowedRow } from '../../db/complaints.ts'
import { dateOf } from '../../domain/calendar.ts'
import { readReceiptCode } from '../../domain/complainant.ts'
import { mayBeWithdrawn, publicStatus, remedyOf } from '../../domain/complaint-status.ts'
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
  return { ...of, title: own.title, detail, receivedOn: own.receivedOn, withdrawable: false }
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
    notice: row.transfer ? handedOn(row.transfer) : null,
    withdrawable: mayBeWithdrawn(row),
    over,
  }
}

/** 移送告知: when it was handed on and under which number, so that they can ask the organ about it. */
function handedOn({ number, at }: NonNullable<FollowedRow['transfer']>) {
  const day = dateOf(at.getTime())
  return text(
    `移送告知：您反映的事项已于 ${day} 移送有权机关依规依纪依法处理，移送文号 ${number}。地点和照片由创卫办留存备查。`,
    `Notice: on ${day} this was handed on to the competent organ under number ${number}. Place and photos stay on file with the office.`,
  )
}

function answer({ outcome, triage, reply }: FollowedRow): { text: string; at: Date | null } | null {
  if (outcome === 'NOT_ACCEPTED' && triage)
    return { text: `${triage.reason ?? ''}\n请向${triage.whereTo ?? '有权处理的机关'}反映。`, at: null }
  return reply
}
