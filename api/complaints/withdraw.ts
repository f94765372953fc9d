import { findByReceipt } from '../../db/complaints.ts'
import { readReceiptCode, withoutPeople } from '../../domain/complainant.ts'
import { mayBeWithdrawn } from '../../domain/complaint-status.ts'
import type { Followed } from '../../domain/complaint-views.ts'
import { THE_PUBLIC } from '../../domain/people.ts'
import { bodyHash, decide, receive } from '../commands.ts'
import type { App } from '../context.ts'
import { refusalError, refuse } from '../errors.ts'
import { follow } from './follow.ts'
import { receiptHash } from './receive.ts'

/**
 * Withdraws the complaint of a receipt code and tells how it stands then; sent again it is the same act. Throws
 * RECEIPT_UNKNOWN, and COMPLAINT_NOT_WITHDRAWABLE once it is answered.
 */
export async function withdrawComplaint(
  app: App,
  asked: { commandId: string; receipt: string; reason: string },
): Promise<Followed> {
  const code = readReceiptCode(asked.receipt)
  const found = code === null ? null : await findByReceipt(app.db, receiptHash(code))
  if (code === null || !found) throw refuse('RECEIPT_UNKNOWN')
  const why = withoutPeople(asked.reason, { name: '', phone: '' })
  const body = { reason: why === '' ? '举报人凭回执码撤回' : `举报人凭回执码撤回：${why}` }
  const earlier = await app.db
    .selectFrom('command')
    .select('case_id')
    .where('id', '=', asked.commandId)
    .executeTakeFirst()
  if (!earlier && !mayBeWithdrawn(found)) throw refuse('COMPLAINT_NOT_WITHDRAWABLE')
  const command = {
    id: asked.commandId,
    caseId: found.caseId,
    taskId: null,
    act: 'withdraw' as const,
    body,
    bodyHash: bodyHash({ caseId: found.caseId, ...body }),
    actor: THE_PUBLIC,
  }
  const row = await decide(app, await receive(app, command, []))
  if (row.refusal?.code === 'NOT_WITHDRAWABLE' || row.refusal?.code === 'CASE_CLOSED')
    throw refuse('COMPLAINT_NOT_WITHDRAWABLE')
  if (row.refusal) throw refusalError(row.refusal)
  return follow(app, code)
}
