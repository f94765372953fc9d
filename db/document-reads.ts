import type { Kysely } from 'kysely'
import type { Role } from '../domain/people.ts'
import type { Schema } from './schema.ts'

type Reader = Kysely<Schema>

export type DocumentPhoto = {
  id: string
  sha256: string
  servedKey: string
  width: number
  height: number
  uploadedAt: Date
}

/** The photos of a case by id, with where their shown copies lie. */
export async function readDocumentPhotos(db: Reader, caseId: string): Promise<Map<string, DocumentPhoto>> {
  const rows = await db
    .selectFrom('case_evidence')
    .innerJoin('evidence', 'evidence.id', 'case_evidence.evidence_id')
    .select([
      'evidence.id',
      'evidence.sha256',
      'evidence.served_key',
      'evidence.width',
      'evidence.height',
      'evidence.uploaded_at',
    ])
    .where('case_evidence.case_id', '=', caseId)
    .execute()
  return new Map(
    rows.map(({ id, served_key, uploaded_at, ...size }) => [
      id,
      { id, servedKey: served_key, uploadedAt: uploaded_at, ...size },
    ]),
  )
}

/** People by id as documents name them, those included who have left. */
export async function readSigners(
  db: Reader,
  ids: string[],
): Promise<Map<string, { name: string; roles: Role[]; unitId: string }>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('person').select(['id', 'name', 'roles', 'unit_id']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name, roles, unit_id }) => [id, { name, roles, unitId: unit_id }]))
}

/** The names of all units by id. */
export async function readUnitNames(db: Reader): Promise<Map<string, string>> {
  const rows = await db.selectFrom('unit').select(['id', 'name']).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
