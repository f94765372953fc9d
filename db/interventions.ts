import { type Kysely, sql, type Transaction } from 'kysely'
import type { AskedIntervention } from '../domain/intervention-forms.ts'
import { INTERVENED, type Intervened } from '../domain/intervened.ts'
import type { InterventionState, ItemState } from '../domain/interventions.ts'
import type { Actor } from '../domain/people.ts'
import type { Refusal } from '../domain/refusals.ts'
import { REFUSED_ACT } from '../domain/summary.ts'
import type { Text } from '../domain/text.ts'
import { appendLedger } from './ledger.ts'
import type { Schema } from './schema.ts'

type Reader = Kysely<Schema>

/** Keeps what was asked, once. False when it is kept already. */
export async function insertIntervention(
  trx: Transaction<Schema>,
  { id, act, form, reason, by, targets }: AskedIntervention,
  expiresAt: Date | null,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('intervention')
    .values({
      id,
      act,
      form: JSON.stringify(form ?? {}),
      reason,
      by_id: by.userId,
      by_name: by.name,
      expires_at: expiresAt,
      state: expiresAt === null ? 'RUNNING' : 'ASKED',
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) return false
  const items = targets.map(({ caseId, taskId }, index) => ({
    intervention_id: id,
    no: index + 1,
    case_id: caseId,
    task_id: taskId,
  }))
  await trx.insertInto('intervention_item').values(items).execute()
  return true
}

export const findIntervention = (db: Reader, id: string) =>
  db.selectFrom('intervention').selectAll().where('id', '=', id).executeTakeFirst()

/** Keeps its state. True when that is new: a repeated call changes nothing. */
export async function updateIntervention(
  trx: Transaction<Schema>,
  {
    id,
    state,
    second,
    note,
  }: { id: string; state: InterventionState; second?: { userId: string; name: string }; note?: string },
): Promise<boolean> {
  const over = state !== 'RUNNING' && state !== 'SUSPENDED' && state !== 'ASKED'
  const { numUpdatedRows } = await trx
    .updateTable('intervention')
    .set({
      state,
      ended_at: over ? sql<Date>`clock_timestamp()` : null,
      ...(note ? { note } : {}),
      ...(second
        ? { second_id: second.userId, second_name: second.name, second_at: sql<Date>`clock_timestamp()` }
        : {}),
    })
    .where('id', '=', id)
    .where('state', '<>', state)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

type Key = { id: string; no: number }

/** What is known of one case of it. Throws when there is none. */
export const readItem = (db: Reader, { id, no }: Key) =>
  db
    .selectFrom('intervention_item')
    .selectAll()
    .where('intervention_id', '=', id)
    .where('no', '=', no)
    .executeTakeFirstOrThrow()

/** Notes, once a try, where it began: what was before, and which run. Returns what stands noted. */
export async function beginItem(
  db: Reader,
  { id, no }: Key,
  begun: { tries: number; commandId: string; runId: string | null; before: Text },
) {
  await db
    .updateTable('intervention_item')
    .set({
      tries: begun.tries,
      command_id: begun.commandId,
      run_id: begun.runId,
      before: JSON.stringify(begun.before),
    })
    .where('intervention_id', '=', id)
    .where('no', '=', no)
    .where('tries', '<', begun.tries)
    .execute()
  return readItem(db, { id, no })
}

/** Keeps what became of one case; `told` is its line in the case's ledger, written once. */
export async function endItem(
  db: Reader,
  { id, no }: Key,
  ended: { state: ItemState; after?: Text; said?: Text },
  told?: { caseId: string; commandId: string; actor: Actor; at: Date } & (
    | { line: Intervened }
    | { refused: { act: string; taskId: string | null; refusal: Refusal } }
  ),
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('intervention_item')
      .set({
        state: ended.state,
        after: ended.after ? JSON.stringify(ended.after) : sql`null`,
        said: ended.said ? JSON.stringify(ended.said) : sql`null`,
        done_at: sql<Date>`clock_timestamp()`,
      })
      .where('intervention_id', '=', id)
      .where('no', '=', no)
      .execute()
    if (told) await tell(trx, told)
  })
}

async function tell(trx: Transaction<Schema>, told: NonNullable<Parameters<typeof endItem>[3]>): Promise<void> {
  const there = await trx.selectFrom('cases').select('id').where('id', '=', told.caseId).forUpdate().executeTakeFirst()
  if (!there) return
  const [kind, type, data] =
    'line' in told ? (['NOTE', INTERVENED, told.line] as const) : (['REFUSAL', REFUSED_ACT, told.refused] as const)
  const kept = await trx
    .selectFrom('ledger')
    .select('id')
    .where('case_id', '=', told.caseId)
    .where('command_id', '=', told.commandId)
    .where('type', '=', type)
    .executeTakeFirst()
  if (kept) return
  const { actor, commandId } = told
  await appendLedger(trx, told.caseId, [
    { kind, engineNo: null, at: told.at.toISOString(), actor, commandId, type, data },
  ])
}

export const leaveOutWaiting = (db: Reader, id: string) =>
  db
    .updateTable('intervention_item')
    .set({ state: 'LEFT_OUT' })
    .where('intervention_id', '=', id)
    .where('state', '=', 'WAITING')
    .execute()
