import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { Actor } from '../domain/people.ts'
import type { Refusal } from '../domain/refusals.ts'
import { REFUSED_ACT, type RefusedAct } from '../domain/summary.ts'
import { appendLedger } from './ledger.ts'
import type { CommandTable, Schema } from './schema.ts'

type Reader = Kysely<Schema>
export type CommandRow = Selectable<CommandTable>

export type NewCommand = {
  id: string
  caseId: string
  taskId: string | null
  act: string
  body: unknown
  bodyHash: string
  actor: Actor
  /** How far the case's time runs ahead of the database's, ms: 0 outside rehearsals and tests. */
  skippedMs: number
  /** The W3C trace context in which it was received; null where traces are off. */
  traceparent?: string | null
}

export const findCommand = (db: Reader, id: string): Promise<CommandRow | undefined> =>
  db.selectFrom('command').selectAll().where('id', '=', id).executeTakeFirst()

/**
 * Stores a command and links the photos it shows to its case, in one call. A deadline's verdict waits for it, or it
 * for the verdict. Returns the stored row, which is an earlier one when the same command arrives again.
 */
export async function receiveCommand(db: Reader, command: NewCommand, photoIds: string[]): Promise<CommandRow> {
  const { rows } = await sql<CommandRow>`
    select * from receive_command(${JSON.stringify({ ...command, body: command.body ?? null })}, ${photoIds}::uuid[])
  `.execute(db)
  return rows[0] as CommandRow
}

/** The trace contexts of these commands, and with `launched` of a case's launch, which its events do not name. */
export async function traceparentsOf(
  db: Reader,
  caseId: string,
  ids: readonly string[],
  launched: boolean,
): Promise<string[]> {
  const rows = await db
    .selectFrom('command')
    .select('traceparent')
    .where('traceparent', 'is not', null)
    .where((eb) =>
      eb.or([
        eb('id', '=', sql<string>`any(${[...ids]}::uuid[])`),
        ...(launched ? [eb.and([eb('case_id', '=', caseId), eb('act', '=', 'launch')])] : []),
      ]),
    )
    .orderBy('received_at')
    .execute()
  return rows.flatMap(({ traceparent }) => traceparent ?? [])
}

/** The last acts on a case that were applied, oldest first: no more than what a lost step of the engine can hold. */
export async function lastApplied(db: Reader, caseId: string): Promise<CommandRow[]> {
  const rows = await db
    .selectFrom('command')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('decision', '=', 'APPLIED')
    .where('act', '<>', 'launch')
    .orderBy('event_no', 'desc')
    .limit(3)
    .execute()
  return rows.toReversed()
}

/** Whether an act on the same case was received before this one and is not decided. */
export async function hasEarlierUndecided(
  db: Reader,
  { case_id: caseId, received_at: at }: Pick<CommandRow, 'case_id' | 'received_at'>,
): Promise<boolean> {
  const row = await db
    .selectFrom('command')
    .select('id')
    .where('case_id', '=', caseId)
    .where('decision', 'is', null)
    .where('received_at', '<', at)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Stores a command unless one with its id is there; the database's clock says when it was received. */
export async function insertCommand(trx: Transaction<Schema>, command: NewCommand): Promise<void> {
  await sql`
    insert into command (id, case_id, task_id, act, body, body_hash, actor, actor_id, received_at, business_at, tries, tried_at, traceparent)
    select ${command.id}, ${command.caseId}, ${command.taskId}, ${command.act}, ${JSON.stringify(command.body ?? null)}, ${command.bodyHash},
      ${JSON.stringify(command.actor)}, ${command.actor.userId}, received, received + ${command.skippedMs} * interval '1 millisecond', 1, received, ${command.traceparent ?? null}
    from clock_timestamp() as received
    on conflict (id) do nothing
  `.execute(trx)
}

/**
 * Takes undecided commands that nobody has sent for a while, oldest first, and notes the try in the same
 * statement, so that several processes never take the same. The pause grows from 5 to 20 seconds.
 */
export async function claimUndecided(db: Reader, limit: number): Promise<CommandRow[]> {
  const { rows } = await sql<CommandRow>`
    update command set tries = tries + 1, tried_at = clock_timestamp()
    where id in (
      select id from command
      where decision is null
        and coalesce(tried_at, received_at) < clock_timestamp() - least(5 * greatest(tries, 1), 20) * interval '1 second'
      order by received_at limit ${limit} for update skip locked
    )
    returning *
  `.execute(db)
  return rows.sort((a, b) => a.received_at.getTime() - b.received_at.getTime())
}

export async function noteFailedTry(db: Reader, id: string, why: string): Promise<void> {
  await db.updateTable('command').set({ last_error: why }).where('id', '=', id).where('decision', 'is', null).execute()
}

/** Marks a command that the engine applied and whose record did not mark it, as a launch sent twice. */
export async function markApplied(db: Reader, id: string, eventNo: number | null): Promise<void> {
  await db
    .updateTable('command')
    .set({ decision: 'APPLIED', decided_at: sql<Date>`clock_timestamp()`, event_no: eventNo })
    .where('id', '=', id)
    .where('decision', 'is', null)
    .execute()
}

/** Decides a command as refused, in the ledger and in its row, once; does nothing when it is decided already. */
export async function markRefused(db: Reader, command: CommandRow, refusal: Refusal): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // The case before the command: in the order in which the engine's record locks them.
    await trx.selectFrom('cases').select('id').where('id', '=', command.case_id).forUpdate().executeTakeFirstOrThrow()
    const { numUpdatedRows } = await trx
      .updateTable('command')
      .set({ decision: 'REFUSED', decided_at: sql<Date>`clock_timestamp()`, refusal: JSON.stringify(refusal) })
      .where('id', '=', command.id)
      .where('decision', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return
    await appendLedger(trx, command.case_id, [
      refusedEntry(command.actor, command.id, command.business_at, {
        act: command.act,
        taskId: command.task_id,
        refusal,
      }),
    ])
  })
}

/** Keeps an act in the ledger that was refused before it became a command; the same one is kept once. */
export async function keepRefusal(
  db: Reader,
  caseId: string,
  actor: Actor,
  commandId: string,
  at: Date,
  refused: RefusedAct,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx.selectFrom('cases').select('id').where('id', '=', caseId).forUpdate().executeTakeFirstOrThrow()
    const kept = await trx
      .selectFrom('ledger')
      .select('id')
      .where('command_id', '=', commandId)
      .where('case_id', '=', caseId)
      .where(sql`data -> 'refusal' ->> 'code'`, '=', refused.refusal.code)
      .executeTakeFirst()
    if (!kept) await appendLedger(trx, caseId, [refusedEntry(actor, commandId, at, refused)])
  })
}

const refusedEntry = (actor: Actor, commandId: string, at: Date, data: RefusedAct) => ({
  kind: 'REFUSAL' as const,
  engineNo: null,
  at: at.toISOString(),
  actor,
  commandId,
  type: REFUSED_ACT,
  data,
})
