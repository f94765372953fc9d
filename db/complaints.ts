import { type Kysely, sql, type Transaction } from 'kysely'
import type { Complaint, ComplaintTriage } from '../domain/complaint-forms.ts'
import type { Schema } from './schema.ts'

type Reader = Kysely<Schema>

export type NewComplaint = {
  receiptSha256: string
  registeredBy: string | null
  sealed: (caseId: string) => { keyId: string; sealed: Buffer }
}

/** Keeps, with the case's row, by which code it is followed and, sealed, who complained. */
export async function keepComplaint(trx: Transaction<Schema>, caseId: string, kept: NewComplaint): Promise<void> {
  const { keyId, sealed } = kept.sealed(caseId)
  await trx
    .insertInto('complaint')
    .values({ case_id: caseId, receipt_sha256: kept.receiptSha256, registered_by: kept.registeredBy })
    .execute()
  await trx.insertInto('complainant').values({ case_id: caseId, key_id: keyId, sealed }).execute()
}

/** Keeps who opens it and why, and only then returns what is sealed; null when there is no such complaint. */
export async function openSealed(
  db: Reader,
  opening: { caseId: string; personId: string; reason: string },
): Promise<{ keyId: string; sealed: Buffer } | null> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('complainant')
      .select(['key_id', 'sealed'])
      .where('case_id', '=', opening.caseId)
      .executeTakeFirst()
    if (!row) return null
    await trx
      .insertInto('complainant_opening')
      .values({ case_id: opening.caseId, person_id: opening.personId, reason: opening.reason })
      .execute()
    return { keyId: row.key_id, sealed: row.sealed }
  })
}

/** Who opened it and why, newest first; of all complaints where none is named. At most 500. */
export const listOpenings = (db: Reader, caseId: string | undefined) =>
  db
    .selectFrom('complainant_opening as opening')
    .innerJoin('person', 'person.id', 'opening.person_id')
    .select(['opening.at', 'opening.case_id', 'opening.reason', 'person.id as user_id', 'person.name'])
    .$if(caseId !== undefined, (query) => query.where('opening.case_id', '=', caseId ?? ''))
    .orderBy('opening.id', 'desc')
    .limit(500)
    .execute()

/** What the public page tells of a complaint is made of this, and of nothing else. */
export type FollowedRow = {
  caseId: string
  stage: string
  outcome: string | null
  content: Complaint
  receivedAt: Date
  triage: ComplaintTriage | null
  reply: { text: string; at: Date } | null
  /** When and under which number it was handed on to another organ. */
  transfer: { number: string; at: Date } | null
}

export async function findByReceipt(db: Reader, receiptSha256: string): Promise<FollowedRow | null> {
  const row = await db
    .selectFrom('complaint')
    .select('case_id')
    .where('receipt_sha256', '=', receiptSha256)
    .executeTakeFirst()
  return row ? followed(db, row.case_id) : null
}

export async function followed(db: Reader, caseId: string): Promise<FollowedRow | null> {
  const found = await db
    .selectFrom('cases')
    .innerJoin('command', (join) => join.onRef('command.case_id', '=', 'cases.id').on('command.act', '=', 'launch'))
    .select(['cases.stage', 'cases.outcome', 'cases.content', 'command.received_at'])
    .where('cases.id', '=', caseId)
    .where('cases.kind', '=', 'complaint')
    .executeTakeFirst()
  if (!found) return null
  const told = await db
    .selectFrom('task')
    .select(['step', 'outcome', 'closed_at'])
    .where('case_id', '=', caseId)
    .where('state', '=', 'DONE')
    .where('step', 'in', ['triage', 'reply', 'conclude'])
    .where(sql<boolean>`(step <> 'reply' or outcome ->> 'decision' = 'SEND')`)
    .orderBy('closed_at', 'desc')
    .execute()
  const reply = told.find(({ step }) => step !== 'triage')
  const transfer = await sql<{ number: string; at: Date }>`
    select data ->> 'documentNo' as number, at from ledger
    where case_id = ${caseId} and type = 'documentIssued' and data ->> 'docType' = 'COMPLAINT_TRANSFER'
    order by seq desc limit 1`.execute(db)
  return {
    caseId,
    stage: found.stage,
    outcome: found.outcome,
    content: found.content as Complaint,
    receivedAt: found.received_at,
    triage: (told.find(({ step }) => step === 'triage')?.outcome as ComplaintTriage | undefined) ?? null,
    reply: reply?.closed_at ? { text: (reply.outcome as { reply?: string }).reply ?? '', at: reply.closed_at } : null,
    transfer: transfer.rows[0] ?? null,
  }
}

/** Whether this is a complaint into which another may be merged. */
export async function mayTakeDuplicates(db: Reader, caseId: string): Promise<boolean> {
  const row = await db
    .selectFrom('cases')
    .select('outcome')
    .where('id', '=', caseId)
    .where('kind', '=', 'complaint')
    .executeTakeFirst()
  return row !== undefined && row.outcome !== 'MERGED'
}
