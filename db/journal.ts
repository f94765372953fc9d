import type { Kysely } from 'kysely'
import type { Command } from '../domain/commands.ts'
import type { Beginning, Entry, StoredEntry } from '../domain/journal.ts'
import type { Schema } from './schema.ts'

type Reader = Kysely<Schema>

/** What a case's story has heard, in order. A part that says where it begins takes the place of what was written there before. */
export async function journalOf(db: Reader, caseId: string): Promise<Entry[]> {
  const parts = await db
    .selectFrom('case_journal')
    .select(['from_no', 'entries'])
    .where('case_id', '=', caseId)
    .orderBy('id')
    .execute()
  const stored: StoredEntry[] = []
  for (const { from_no: from, entries } of parts) {
    if (from > stored.length) throw new Error(`the journal of ${caseId} lacks what comes before its entry ${from}`)
    stored.splice(from, Number.POSITIVE_INFINITY, ...entries)
  }
  const commands = await commandsOf(db, caseId)
  return stored.map((entry) => {
    if (!('command' in entry)) return entry
    const { command: id, people = {}, ...when } = entry
    const command = commands.get(id)
    if (!command) throw new Error(`the journal of ${caseId} names a command that is not kept: ${id}`)
    return { ...when, act: { ...command, people } }
  })
}

async function commandsOf(db: Reader, caseId: string): Promise<Map<string, Command>> {
  const rows = await db
    .selectFrom('command')
    .select(['id', 'act', 'task_id', 'body', 'actor', 'business_at'])
    .where('case_id', '=', caseId)
    .where('act', '<>', 'launch')
    .execute()
  return new Map(
    rows.map(({ id, act, task_id: taskId, body, actor, business_at: at }) => [
      id,
      { id, act: act as Command['act'], taskId, form: body, actor, people: {}, receivedAt: at.toISOString() },
    ]),
  )
}

/** Whether a case's journal is kept, from which a lost execution is begun anew. */
export const canBeTold = async (db: Reader, caseId: string): Promise<boolean> =>
  (await beginningOf(db, caseId)) !== undefined

/** How a case's story began; undefined for a case that has told nothing yet. */
export async function beginningOf(db: Reader, caseId: string): Promise<Beginning | undefined> {
  const row = await db
    .selectFrom('case_journal')
    .select('beginning')
    .where('case_id', '=', caseId)
    .where('beginning', 'is not', null)
    // Of several the last one stands: an earlier one is of a run that the engine lost.
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.beginning ?? undefined
}
