import { type Kysely, type RawBuilder, sql } from 'kysely'
import { organRoles, type Reader } from '../domain/sealed.ts'
import type { Schema } from './schema.ts'

/** `!task.sealed || seesSealed(reader, task)` in SQL. */
export const unsealedFor = ({ userId, unitId, roles }: Reader): RawBuilder<boolean> =>
  roles.some((role) => organRoles.includes(role))
    ? sql<boolean>`true`
    : sql<boolean>`(
  not task.sealed
  or (task.facts -> 'delegate' ->> 'userId' = ${userId}) is true
  or (
    task.roles && ${[...roles]}::text[]
    and (task.unit_id is null or task.unit_id = ${unitId})
    and (task.person_id is null or task.person_id = ${userId})
  )
)`

/** Keeps that somebody read what is sealed in a case. */
export async function noteSealedRead(db: Kysely<Schema>, caseId: string, userId: string): Promise<void> {
  await db.insertInto('sealed_read').values({ case_id: caseId, person_id: userId }).execute()
}

/** Who read what is sealed in a case, newest first; at most 500. */
export const listSealedReads = (db: Kysely<Schema>, caseId: string) =>
  db
    .selectFrom('sealed_read')
    .innerJoin('person', 'person.id', 'sealed_read.person_id')
    .innerJoin('unit', 'unit.id', 'person.unit_id')
    .select(['sealed_read.at', 'person.id as user_id', 'person.name', 'unit.name as unit_name'])
    .where('sealed_read.case_id', '=', caseId)
    .orderBy('sealed_read.at', 'desc')
    .limit(500)
    .execute()
