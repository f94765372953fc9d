import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { sql, type Kysely, type Selectable } from 'kysely'
import { dateOf, instantOf } from '../domain/calendar.ts'
import { scopeOf } from '../domain/permissions.ts'
import type { Actor } from '../domain/people.ts'
import { PHOTOS_PER_DAY } from '../domain/photos.ts'
import { reaches, reachOf } from './reach.ts'
import type { EvidenceTable, Schema } from './schema.ts'

export type Evidence = Selectable<EvidenceTable>

const fanOut = (sha256: string) => `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`

/** Where files lie under the data folder: by the hash of their own bytes, so that each can be checked. */
export const originalKey = (sha256: string): string => `evidence/original/${fanOut(sha256)}`
export const servedKey = (sha256: string): string => `evidence/served/${fanOut(sha256)}.jpg`
export const sha256OfKey = (key: string): string => basename(key, '.jpg')

/** How many photos a person may upload in a day. */
export async function photosPerDay(db: Kysely<Schema>): Promise<number> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', 'photosPerDay').executeTakeFirst()
  return typeof row?.value === 'number' ? row.value : PHOTOS_PER_DAY
}

/** How many photos a person has uploaded on the county's day of `now` (ms). */
export async function photosToday(db: Kysely<Schema>, userId: string, now: number): Promise<number> {
  const { count } = await db
    .selectFrom('evidence')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('uploaded_by', '=', userId)
    .where('uploaded_at', '>=', new Date(instantOf(dateOf(now), 0)))
    .executeTakeFirstOrThrow()
  return count
}

export type NewEvidence = Omit<Evidence, 'id' | 'uploaded_at' | 'uploaded_by' | 'unit_id'>

/** Registers a stored photo under a new id, or returns null when the uploader's day is full. */
export async function registerEvidence(
  db: Kysely<Schema>,
  actor: Actor,
  photo: NewEvidence,
  { limit, now }: { limit: number; now: number },
): Promise<string | null> {
  return db.transaction().execute(async (trx) => {
    // Uploads of one person at the same time must not all find the last free place.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`evidence/${actor.userId}`}, 0))`.execute(trx)
    if ((await photosToday(trx, actor.userId, now)) >= limit) return null
    const id = randomUUID()
    await trx
      .insertInto('evidence')
      .values({ ...photo, id, uploaded_by: actor.userId, unit_id: actor.unitId })
      .execute()
    return id
  })
}

/** A photo that this person may see: their own, or one of a case within their reach. */
export async function findReadableEvidence(db: Kysely<Schema>, actor: Actor, id: string): Promise<Evidence | null> {
  const photo = await db.selectFrom('evidence').selectAll().where('id', '=', id).executeTakeFirst()
  if (!photo) return null
  if (photo.uploaded_by === actor.userId) return photo
  const scope = scopeOf(actor, 'evidence.read')
  if (!scope) return null
  const linked = await db
    .selectFrom('case_evidence')
    .innerJoin('cases', 'cases.id', 'case_evidence.case_id')
    .select('cases.id')
    .where('case_evidence.evidence_id', '=', id)
    .where(reaches(reachOf(scope, actor)))
    .limit(1)
    .executeTakeFirst()
  return linked ? photo : null
}
