import type { Kysely } from 'kysely'
import { readKin } from './case-reads.ts'
import { type Reach, reaches } from './reach.ts'
import type { Schema } from './schema.ts'

type Reader = Kysely<Schema>

/** A family of more is not one dossier any more. */
const MOST = 30

/** A case, what gave rise to it and to what it gave rise, near and far, within a reach; itself first. */
export async function familyOf(db: Reader, caseId: string, reach: Reach): Promise<string[]> {
  const first = await db
    .selectFrom('cases')
    .select(['id', 'parent_id'])
    .where('id', '=', caseId)
    .where(reaches(reach))
    .executeTakeFirst()
  const family = first ? [first] : []
  for (let at = 0; at < family.length && family.length < MOST; at += 1) {
    for (const kin of await readKin(db, family[at] as (typeof family)[number], reach))
      if (!family.some(({ id }) => id === kin.id)) family.push({ id: kin.id, parent_id: kin.parent_id })
  }
  return family.map(({ id }) => id)
}

/** Where the originals of these photos of a case lie. */
export async function evidenceOfCase(
  db: Reader,
  caseId: string,
  ids: string[],
): Promise<{ id: string; sha256: string; mime: string; originalKey: string }[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('case_evidence')
    .innerJoin('evidence', 'evidence.id', 'case_evidence.evidence_id')
    .select(['evidence.id', 'evidence.sha256', 'evidence.mime', 'evidence.original_key as originalKey'])
    .where('case_evidence.case_id', '=', caseId)
    .where('evidence.id', 'in', ids)
    .orderBy('evidence.uploaded_at')
    .execute()
}

/** All entries of a case's chain, oldest first, as they were hashed. */
export const chainOf = (db: Reader, caseId: string) =>
  db
    .selectFrom('ledger')
    .select(['seq', 'kind', 'canonical', 'prev_hash as prevHash', 'hash'])
    .where('case_id', '=', caseId)
    .orderBy('seq')
    .execute()
