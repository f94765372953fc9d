import type { Kysely } from 'kysely'
import { localTime } from '../domain/calendar.ts'
import type { RefusalCode, RefusalParams } from '../domain/refusals.ts'
import type { HistoryEvent } from '../domain/reset-points.ts'
import { lastAnswered } from '../domain/sending-back.ts'
import type { Schema } from './schema.ts'
import { type TakenAct, takenActs } from './taken-back.ts'

export type SendingBack = { eventId: number; taskId: string; step: TakenAct; acts: TakenAct[] }

/**
 * The last answered step of a case and what would be taken back with it; or why it cannot be. `askedAt`: what was done
 * since is not taken back unseen. A due date is held against the clock of the world.
 */
export async function sendingBack(
  db: Kysely<Schema>,
  caseId: string,
  events: readonly HistoryEvent[],
  askedAt: Date | null,
): Promise<SendingBack | { refused: [RefusalCode, RefusalParams?] }> {
  const row = await db.selectFrom('cases').select('outcome').where('id', '=', caseId).executeTakeFirst()
  if (!row || row.outcome !== null) return { refused: ['SEND_BACK_CLOSED'] }
  const found = lastAnswered(events)
  if ('whyNot' in found) return { refused: [found.whyNot] }
  const acts = await takenActs(
    db,
    caseId,
    found.later.map(({ commandId }) => commandId),
  )
  const step = acts.find(({ id }) => id === found.step.commandId)
  if (step?.due_at == null || step.task_id === null) return { refused: ['SEND_BACK_NOTHING'] }
  if (step.sealed) return { refused: ['SEND_BACK_SEALED'] }
  if (askedAt !== null && acts.some(({ received_at: at }) => at > askedAt)) return { refused: ['SEND_BACK_CHANGED'] }
  if (step.due_at.getTime() <= Date.now())
    return { refused: ['SEND_BACK_LATE', { due: localTime(step.due_at.toISOString()) }] }
  return { eventId: found.eventId, taskId: step.task_id, step, acts }
}
