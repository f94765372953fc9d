import type { Due, RecordFacts } from '../../domain/events.ts'
import { type Beginning, type Entry, type JournalPart, type Past, storedOf } from '../../domain/journal.ts'
import { beganBefore } from './before-journal.ts'

/** What entered the story: how much of it is in the database, and what is still to be written there. */

const LEAST = 100
/** More events than this in a history, and a worker that has to read it again is slow at it. */
const MOST_EVENTS = 1_500

let beginning: Beginning
let stored = 0
let yetToHear = 0
const since: Entry[] = []
/** How many entries this run has heard beyond what it was told, and after how many a setting ends it. */
let heard = 0
let most = Number.POSITIVE_INFINITY

/** Begins it, or goes on with one of which `kept` entries are in the database. */
export function openJournal(of: Beginning, kept: number): void {
  beginning = of
  stored = kept
  yetToHear = kept
}

/** Takes an entry; what is told again from the database is there already. */
export function remember(entry: Entry): void {
  heard += 1
  if (yetToHear > 0) yetToHear -= 1
  else since.push(entry)
}

/** Counts anew: what came until now was told to this run, not heard by it. */
export function countFromHere(): void {
  heard = 0
}

/**
 * Whether this run has heard as much as a setting allows to one, or enough where its history is long: a large journal
 * makes every run's history long from its beginning.
 */
export function isLong({ events, suggested }: { events: number; suggested: boolean }): boolean {
  return heard >= (suggested || events > MOST_EVENTS ? Math.min(most, LEAST) : most)
}

/** What the next run is told. */
export const carried = (): Past => ({ stored, since: [...since], beginning })

/** What the story needs of a due date: of its sum only what it decides by. */
export type KnownDue = Omit<Due, 'sum'> & { sum: Pick<Due['sum'], 'provisional' | 'appointed'> }

/** Has `record` write, in its transaction, what is not in the database yet. */
export async function journalled(
  record: (journal?: JournalPart) => Promise<RecordFacts>,
): Promise<{ dues: Record<string, KnownDue>; documentNo: string | null }> {
  if (beganBefore()) return record()
  const entries = since.map(storedOf)
  const facts = await record({ from: stored, entries, ...(stored === 0 ? { beginning } : {}) })
  stored += entries.length
  since.splice(0, entries.length)
  most = facts.continueAfter ?? Number.POSITIVE_INFINITY
  const dues = Object.entries(facts.dues).map(
    ([
      id,
      {
        sum: { provisional, appointed },
        ...due
      },
    ]) => {
      const known: KnownDue = { ...due, sum: { provisional, ...(appointed ? { appointed } : {}) } }
      return [id, known] as const
    },
  )
  return { dues: Object.fromEntries(dues), documentNo: facts.documentNo }
}
