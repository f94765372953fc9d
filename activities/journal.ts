import { journalOf } from '../db/journal.ts'
import type { Db } from '../db/connect.ts'
import type { Entry } from '../domain/journal.ts'
import type { Activities } from './contract.ts'

/** The engine takes two megabytes at a time; in characters, of which some are three bytes. */
const PIECE = 400_000

/** A piece of a case's journal; at least one entry, where there is one. */
export const readJournalIn =
  (db: Db): Activities['readJournal'] =>
  async ({ caseId, from, upTo }) => {
    const all = (await journalOf(db, caseId)).slice(0, upTo ?? undefined)
    const entries: Entry[] = []
    let size = 0
    for (const entry of all.slice(from)) {
      size += JSON.stringify(entry).length
      if (entries.length > 0 && size > PIECE) break
      entries.push(entry)
    }
    return { entries, total: all.length }
  }
