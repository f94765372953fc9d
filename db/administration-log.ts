import type { Kysely, Transaction } from 'kysely'
import type { AdministrationAct, AdministrationDetail } from '../domain/administration.ts'
import type { Schema } from './schema.ts'

export type Administered = {
  by: { userId: string; name: string }
  act: AdministrationAct
  personId?: string
  unitId?: string
  detail: AdministrationDetail
}

/** Keeps what an administrator did, in the transaction that did it. */
export async function logAdministration(trx: Transaction<Schema>, done: Administered): Promise<void> {
  await trx
    .insertInto('administration_log')
    .values({
      by_id: done.by.userId,
      by_name: done.by.name,
      act: done.act,
      person_id: done.personId ?? null,
      unit_id: done.unitId ?? null,
      detail: JSON.stringify(done.detail),
    })
    .execute()
}

/** What administrators did, newest first; `before` is the id from which to go on. */
export const readAdministrationLog = (db: Kysely<Schema>, { before, limit }: { before?: number; limit: number }) => {
  const log = db
    .selectFrom('administration_log as log')
    .leftJoin('person', 'person.id', 'log.person_id')
    .leftJoin('unit', 'unit.id', 'log.unit_id')
    .select(['log.id', 'log.at', 'log.by_name', 'log.act', 'log.detail'])
    .select(['person.name as person_name', 'unit.name as unit_name'])
    .orderBy('log.id', 'desc')
    .limit(limit)
  return (before === undefined ? log : log.where('log.id', '<', before)).execute()
}
