import { sql } from 'kysely'
import { type Text, text } from '../domain/text.ts'
import { connect } from './connect.ts'

/** A case whose journal could not be told again, or does not fit its ledger. */
export type BrokenJournal = { caseId: string; reason: Text }
export type JournalCheck = { cases: number; broken: BrokenJournal[] }

const MOST_NAMED = 100

/**
 * Looks at every kept journal: it has a beginning, no part leaves a gap behind the one before it, every command that it
 * names is kept, and the ledger has the event up to which the last part was written. Returns how many cases have one and the
 * first hundred that are broken. Throws the database's error.
 */
export async function verifyJournals(databaseUrl: string): Promise<JournalCheck> {
  const { db, close } = connect(databaseUrl, { max: 1, name: 'chuangwei-verify' })
  try {
    const { rows } = await sql<{ case_id: string; headless: boolean; gap: boolean; ahead: boolean; unknown: boolean }>`
      with part as (
        select id, case_id, from_no, entries, beginning, engine_no,
          lag(from_no + jsonb_array_length(entries), 1, 0) over (partition by case_id order by id) as before
        from case_journal
      )
      select part.case_id,
        not bool_or(part.beginning is not null) as headless,
        bool_or(part.from_no > part.before) as gap,
        (array_agg(part.engine_no order by part.id desc))[1] > cases.engine_no as ahead,
        bool_or(exists (
          select from jsonb_array_elements(part.entries) as entry
          where entry ? 'command' and not exists (select from command where command.id::text = entry ->> 'command')
        )) as unknown
      from part join cases on cases.id = part.case_id
      group by part.case_id, cases.engine_no
      order by part.case_id
    `.execute(db)
    const broken = rows.flatMap(({ case_id: caseId, ...found }) => {
      const reason = reasonOf(found)
      return reason === null ? [] : [{ caseId, reason }]
    })
    return { cases: rows.length, broken: broken.slice(0, MOST_NAMED) }
  } finally {
    await close()
  }
}

function reasonOf(found: { headless: boolean; gap: boolean; ahead: boolean; unknown: boolean }): Text | null {
  if (found.headless) return text('重建留痕没有开头', 'its journal has no beginning')
  if (found.gap) return text('重建留痕有缺失', 'a part of its journal is missing')
  if (found.unknown) return text('重建留痕提到的操作不存在', 'its journal names a command that is not kept')
  if (found.ahead) return text('重建留痕超出台账', 'its journal goes further than its ledger')
  return null
}
