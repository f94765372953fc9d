import type { Selectable } from 'kysely'
import { readNames, type TaskRow } from '../db/case-reads.ts'
import type { LedgerTable } from '../db/schema.ts'
import type { DocumentType } from '../domain/events.ts'
import { type Assignee, signedName } from '../domain/people.ts'
import { openData } from '../domain/personal.ts'
import { SEALED } from '../domain/sealed.ts'
import { type Names, summarize } from '../domain/summary.ts'
import type { LedgerEntry } from '../domain/views.ts'
import type { App } from './context.ts'
import { factsOf } from './task-view.ts'

type Entry = Selectable<LedgerTable>
type Told = Partial<{ assignee: Partial<Assignee>; taskId: string | null; unitId: string }>

/** The units that an entry of a merger names. */
const mergedIn = ({ type, data }: Entry): string[] => {
  const { from, into } = data as { from?: string; into?: string }
  return type === 'unitMerged' ? [from, into].filter((id) => id !== undefined) : []
}

export type CaseNames = Names & { shortUnitName: (unitId: string) => string | undefined }

/** The names of everything and everybody that a case's tasks and ledger refer to by id. */
export async function namesFor(
  app: App,
  kind: string,
  tasks: TaskRow[],
  ledger: Entry[],
  now: Date,
): Promise<CaseNames> {
  const told = ledger.map((entry) => entry.data as Told)
  const assigned = told.flatMap(({ assignee }) => (assignee ? [assignee] : []))
  const { units, people } = await readNames(
    app.db,
    [
      ...new Set([
        ...assigned.flatMap(({ unitId }) => unitId ?? []),
        ...told.flatMap(({ unitId }) => unitId ?? []),
        ...ledger.flatMap(mergedIn),
        ...tasks.flatMap((task) => factsOf(task).coUnits),
        ...ledger.flatMap(({ actor }) => actor?.unitId ?? []),
      ]),
    ],
    [...new Set(assigned.flatMap(({ userId }) => userId ?? []))],
  )
  const titles = new Map(tasks.map((task) => [task.id, task.title]))
  return {
    kind,
    now,
    taskTitle: (id) => titles.get(id),
    unitName: (id) => units.get(id)?.name,
    personName: (id) => people.get(id),
    shortUnitName: (id) => units.get(id)?.shortName,
  }
}

/**
 * What a reader may not see of a case: `hidden` tasks altogether; of `withheld` ones, by id with their step, what
 * was said in them; and the proposal that was sent.
 */
export type Hiding = { hidden: ReadonlySet<string>; withheld: ReadonlyMap<string, string>; proposal: boolean }

/** The ledger's lines. What is told of hidden tasks becomes one line without content, where it begins. */
export function ledgerView(entries: Entry[], names: CaseNames, hiding: Hiding): LedgerEntry[] {
  const taskOf = (entry: Entry) => (entry.data as Told).taskId ?? ''
  const isHidden = (entry: Entry) => hiding.hidden.has(taskOf(entry))
  const first = entries.find(isHidden)
  return entries.flatMap((entry) => {
    if (!isHidden(entry)) {
      const open = openEntry(entry, hiding.withheld.get(taskOf(entry)), hiding.proposal)
      // Its hash would let somebody try out what it may say.
      return [open === entry ? ledgerEntry(entry, names) : { ...ledgerEntry(open, names), hash: '' }]
    }
    if (entry !== first) return []
    const { seq, at } = entry
    return [
      { seq, kind: 'EVENT', at: at.toISOString(), type: 'sealed', who: null, summary: SEALED, data: null, hash: '' },
    ]
  })
}

/** The entry as somebody reads it from whom what is about a person is withheld; itself where nothing is. */
function openEntry(entry: Entry, step: string | undefined, noProposal: boolean): Entry {
  const data = entry.data as Record<string, unknown>
  if (step !== undefined) return { ...entry, data: openData(step, entry.type, data) }
  if (!noProposal || entry.type !== 'documentIssued' || !personalTypes.includes(data.docType)) return entry
  const { content: _content, ...rest } = data
  return { ...entry, data: rest }
}

const personalTypes: readonly unknown[] = ['DISPOSITION_PROPOSAL', 'CLUE_TRANSFER'] satisfies DocumentType[]

function ledgerEntry(entry: Entry, names: CaseNames): LedgerEntry {
  const unit = entry.actor ? names.shortUnitName(entry.actor.unitId) : undefined
  return {
    seq: entry.seq,
    kind: entry.kind,
    at: entry.at.toISOString(),
    type: entry.type,
    who: entry.actor && (unit === undefined ? signedName(entry.actor) : `${unit} ${signedName(entry.actor)}`),
    summary: summarize(entry.type, entry.data, names),
    data: entry.data,
    hash: entry.hash,
  }
}
