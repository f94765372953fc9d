import { type Kysely, sql, type Transaction } from 'kysely'
import { DatabaseError } from 'pg'
import type { Schema } from './schema.ts'

type Reader = Kysely<Schema>

/** A case as it is opened, of whatever kind. */
export type NewCase = {
  /** Given where there may be only one of its kind, as one settlement for a unit and year; else the next number. */
  id?: string
  kind: string
  /** With what its id begins. */
  idPrefix: string
  title: string
  unitId: string
  place?: string
  roadSectionId?: string
  problemNo?: string
  drafterId: string | null
  /** What its first form says. */
  content: unknown
  /** The rules that travel with it. */
  rules?: unknown
  photoIds?: string[]
  /** The case that gave rise to it, where a person launched it from there. */
  parentId?: string
}

/**
 * Opens the row of a new case and stores its launch in the same transaction. Returns `again` when that command
 * has opened a case already, and `taken` with the other case when the problem is under notice.
 */
export async function openCase(
  db: Reader,
  commandId: string,
  opening: NewCase,
  storeCommand: (trx: Transaction<Schema>, caseId: string) => Promise<void>,
): Promise<{ kind: 'opened' | 'again' | 'taken'; caseId: string }> {
  try {
    return await db.transaction().execute(async (trx) => {
      // The same launch sent twice at once takes its turn and finds the first.
      await sql`select pg_advisory_xact_lock(hashtextextended(${commandId}, 1))`.execute(trx)
      const earlier = await trx.selectFrom('command').select('case_id').where('id', '=', commandId).executeTakeFirst()
      if (earlier) return { kind: 'again' as const, caseId: earlier.case_id }
      const caseId = await insertCase(trx, opening)
      await storeCommand(trx, caseId)
      return { kind: 'opened' as const, caseId }
    })
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    if (error.constraint === 'cases_pkey' && opening.id !== undefined) return { kind: 'taken', caseId: opening.id }
    if (error.constraint !== 'one_open_case_per_problem') throw error
    const other = await db
      .selectFrom('cases')
      .select(['id', 'number'])
      .where('problem_no', '=', opening.problemNo ?? '')
      .where('outcome', 'is', null)
      .executeTakeFirst()
    return { kind: 'taken', caseId: other?.number ?? other?.id ?? '' }
  }
}

/** Opens the row of a case to which another gives rise, once for each of its reasons. Returns its id. */
export async function openSpawned(
  db: Reader,
  opening: NewCase,
  origin: { parentId: string; key: string },
): Promise<string> {
  return db.transaction().execute(async (trx) => {
    const parent = await trx
      .selectFrom('cases')
      .select('id')
      .where('id', '=', origin.parentId)
      .forUpdate()
      .executeTakeFirstOrThrow()
    const earlier = await trx
      .selectFrom('cases')
      .select('id')
      .where('parent_id', '=', parent.id)
      .where('spawn_key', '=', origin.key)
      .executeTakeFirst()
    return earlier?.id ?? (await insertCase(trx, opening, origin))
  })
}

/** Opens the row of a case whose id says for what it is, such as a scheduled instant; once opened it stays as it is. */
export async function openScheduled(db: Reader, opening: NewCase & { id: string }): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // Asked for twice at once, the second takes its turn and finds the first.
    await sql`select pg_advisory_xact_lock(hashtextextended(${opening.id}, 2))`.execute(trx)
    const earlier = await trx.selectFrom('cases').select('id').where('id', '=', opening.id).executeTakeFirst()
    if (!earlier) await insertCase(trx, opening)
  })
}

async function insertCase(
  trx: Transaction<Schema>,
  opening: NewCase,
  origin?: { parentId: string; key: string },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select ${opening.idPrefix} || '-' || to_char(clock_timestamp() at time zone 'Asia/Shanghai', 'YYYY') || '-' || lpad(no::text, greatest(4, length(no::text)), '0') as id
    from nextval('case_seq') as no
  `.execute(trx)
  const caseId = opening.id ?? rows[0]?.id ?? ''
  await trx
    .insertInto('cases')
    .values({
      id: caseId,
      kind: opening.kind,
      number: null,
      title: opening.title,
      unit_id: opening.unitId,
      place: opening.place ?? '',
      road_section_id: opening.roadSectionId ?? null,
      problem_no: opening.problemNo ?? null,
      drafter_id: opening.drafterId,
      content: JSON.stringify(opening.content),
      rules: opening.rules === undefined ? null : JSON.stringify(opening.rules),
      parent_id: origin?.parentId ?? opening.parentId ?? null,
      spawn_key: origin?.key ?? null,
      outcome: null,
      opened_at: null,
      closed_at: null,
    })
    .execute()
  await linkPhotos(trx, caseId, opening.photoIds ?? [])
  return caseId
}

/** Notes that photos are shown in a case, so that whoever reaches it may see them. */
async function linkPhotos(trx: Transaction<Schema>, caseId: string, photoIds: string[]): Promise<void> {
  if (photoIds.length === 0) return
  await trx
    .insertInto('case_evidence')
    .values(photoIds.map((id) => ({ case_id: caseId, evidence_id: id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
