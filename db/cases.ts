import { type Kysely, sql, type Transaction } from 'kysely'
import { DatabaseError } from 'pg'
import type { NoticeContent } from '../domain/forms.ts'
import type { RectificationRules } from '../domain/processes/rectification.ts'
import type { Schema } from './schema.ts'

type Reader = Kysely<Schema>

export type NewNotice = {
  commandId: string
  notice: NoticeContent
  rules: RectificationRules
  drafterId: string
  photoIds: string[]
}

/**
 * Opens the row of a new case and stores its launch in the same transaction. Returns `again` when that command
 * has opened a case already, and `taken` with the other case when the problem is under notice.
 */
export async function openCase(
  db: Reader,
  { commandId, notice, rules, drafterId, photoIds }: NewNotice,
  storeCommand: (trx: Transaction<Schema>, caseId: string) => Promise<void>,
): Promise<{ kind: 'opened' | 'again' | 'taken'; caseId: string }> {
  try {
    return await db.transaction().execute(async (trx) => {
      // The same launch sent twice at once takes its turn and finds the first.
      await sql`select pg_advisory_xact_lock(hashtextextended(${commandId}, 1))`.execute(trx)
      const earlier = await trx.selectFrom('command').select('case_id').where('id', '=', commandId).executeTakeFirst()
      if (earlier) return { kind: 'again' as const, caseId: earlier.case_id }
      const { rows } = await sql<{ id: string }>`
        select 'DB-' || to_char(clock_timestamp() at time zone 'Asia/Shanghai', 'YYYY') || '-' || lpad(no::text, greatest(4, length(no::text)), '0') as id
        from nextval('case_seq') as no
      `.execute(trx)
      const caseId = rows[0]?.id ?? ''
      await trx
        .insertInto('cases')
        .values({
          id: caseId,
          kind: 'rectification',
          number: null,
          title: notice.title,
          unit_id: notice.unitId,
          place: notice.place,
          road_section_id: notice.roadSectionId ?? null,
          problem_no: notice.problemId ?? null,
          drafter_id: drafterId,
          content: JSON.stringify(notice),
          rules: JSON.stringify(rules),
          outcome: null,
          opened_at: null,
          closed_at: null,
        })
        .execute()
      await storeCommand(trx, caseId)
      if (photoIds.length > 0) {
        await trx
          .insertInto('case_evidence')
          .values(photoIds.map((id) => ({ case_id: caseId, evidence_id: id })))
          .execute()
      }
      return { kind: 'opened' as const, caseId }
    })
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.constraint !== 'one_open_case_per_problem') throw error
    const other = await db
      .selectFrom('cases')
      .select(['id', 'number'])
      .where('problem_no', '=', notice.problemId ?? '')
      .where('outcome', 'is', null)
      .executeTakeFirst()
    return { kind: 'taken', caseId: other?.number ?? other?.id ?? '' }
  }
}
