import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Photo } from '../domain/fields.ts'
import type { NewEvidence } from './evidence.ts'
import type { Schema } from './schema.ts'

type Reader = Kysely<Schema>

/** Registers a photo of a draft of the public page under a new id, or returns null when it has `limit` already. */
export async function registerUpload(
  db: Reader,
  draftId: string,
  photo: NewEvidence,
  limit: number,
): Promise<string | null> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`upload/${draftId}`}, 0))`.execute(trx)
    if ((await uploadsOf(trx, draftId)) >= limit) return null
    const id = randomUUID()
    await trx
      .insertInto('evidence')
      .values({ ...photo, id, uploaded_by: null, unit_id: null })
      .execute()
    await trx.insertInto('public_upload').values({ evidence_id: id, draft_id: draftId }).execute()
    return id
  })
}

export async function uploadsOf(db: Reader, draftId: string): Promise<number> {
  const { count } = await db
    .selectFrom('public_upload')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('draft_id', '=', draftId)
    .executeTakeFirstOrThrow()
  return count
}

/** Of these photos those that this draft has uploaded, in the order given. */
export async function draftPhotos(db: Reader, draftId: string, ids: string[]): Promise<Photo[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('public_upload')
    .innerJoin('evidence', 'evidence.id', 'public_upload.evidence_id')
    .select(['evidence.id', 'evidence.sha256'])
    .where('public_upload.draft_id', '=', draftId)
    .where('evidence.id', 'in', ids)
    .execute()
  const known = new Map(rows.map((row) => [row.id, row]))
  return [...new Set(ids)].flatMap((id) => known.get(id) ?? [])
}

/**
 * Takes out what was uploaded more than `hours` ago and no complaint shows. Returns the keys of files that no other
 * photo shares any more.
 */
export async function sweepUploads(db: Reader, hours: number): Promise<string[]> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ id: string; original_key: string; served_key: string }>`
      select evidence.id, original_key, served_key from public_upload join evidence on evidence.id = evidence_id
      where public_upload.uploaded_at < clock_timestamp() - ${hours} * interval '1 hour'
        and not exists (select from case_evidence where case_evidence.evidence_id = evidence.id)
      for update of public_upload skip locked limit 500
    `.execute(trx)
    if (rows.length === 0) return []
    const ids = rows.map(({ id }) => id)
    await trx.deleteFrom('public_upload').where('evidence_id', 'in', ids).execute()
    await trx.deleteFrom('evidence').where('id', 'in', ids).execute()
    const keys = [...new Set(rows.flatMap((row) => [row.original_key, row.served_key]))]
    const shared = await trx
      .selectFrom('evidence')
      .select(['original_key', 'served_key'])
      .where(({ or, eb }) => or([eb('original_key', 'in', keys), eb('served_key', 'in', keys)]))
      .execute()
    const kept = new Set(shared.flatMap((row) => [row.original_key, row.served_key]))
    return keys.filter((key) => !kept.has(key))
  })
}
