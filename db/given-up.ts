import { type Kysely, sql } from 'kysely'
import type { Refusal } from '../domain/refusals.ts'
import { REFUSED_ACT } from '../domain/summary.ts'
import { appendLedger } from './ledger.ts'
import type { Schema } from './schema.ts'

/**
 * Gives up acts that came after the point to which a case goes back: refused, on record, each once, so that nobody
 * sends them again. Their place in the engine's line is forgotten with it.
 */
export async function giveUpCommands(
  db: Kysely<Schema>,
  caseId: string,
  commandIds: string[],
  refusal: Refusal,
): Promise<void> {
  if (commandIds.length === 0) return
  await db.transaction().execute(async (trx) => {
    await trx.selectFrom('cases').select('id').where('id', '=', caseId).forUpdate().executeTakeFirstOrThrow()
    const given = await trx
      .updateTable('command')
      .set({
        decision: 'REFUSED',
        decided_at: sql<Date>`clock_timestamp()`,
        refusal: JSON.stringify(refusal),
        event_no: null,
      })
      .where('case_id', '=', caseId)
      .where('id', 'in', commandIds)
      .where(({ or, eb }) => or([eb('decision', 'is', null), eb('decision', '=', 'APPLIED')]))
      .returning(['id', 'act', 'task_id', 'actor', 'business_at'])
      .execute()
    await appendLedger(
      trx,
      caseId,
      given.map(({ id, act, task_id: taskId, actor, business_at: at }) => ({
        kind: 'REFUSAL' as const,
        engineNo: null,
        at: at.toISOString(),
        actor,
        commandId: id,
        type: REFUSED_ACT,
        data: { act, taskId, refusal },
      })),
    )
  })
}

/** Has what was received and is not decided sent at the next round, without waiting for its turn. Returns how many. */
export async function sendSoon(db: Kysely<Schema>, of: { caseId: string; commandId?: string }): Promise<number> {
  const waiting = db
    .updateTable('command')
    .set({ tries: 0, tried_at: sql<Date>`clock_timestamp() - interval '1 minute'` })
    .where('case_id', '=', of.caseId)
    .where('decision', 'is', null)
  const { numUpdatedRows } = await (of.commandId === undefined
    ? waiting
    : waiting.where('id', '=', of.commandId)
  ).executeTakeFirst()
  return Number(numUpdatedRows)
}
