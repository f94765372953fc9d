import type { Selectable } from 'kysely'
import { readNames, type TaskRow } from '../db/case-reads.ts'
import type { LedgerTable } from '../db/schema.ts'
import type { Assignee } from '../domain/people.ts'
import { SEALED } from '../domain/sealed.ts'
import { type Names, summarize } from '../domain/summary.ts'
import type { LedgerEntry } from '../domain/views.ts'
import type { App } from './context.ts'
import { factsOf } from './task-view.ts'

type Entry = Selectable<LedgerTable>
type Told = Partial<{ assignee: Partial<Assignee>; taskId: string | null; unitId: string }>

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

/** The ledger's lines. What is told of `hidden` tasks becomes one line without content, where it begins. */
export function ledgerView(entries: Entry[], names: CaseNames, hidden: ReadonlySet<string>): LedgerEntry[] {
  const isHidden = (entry: Entry) => hidden.has((entry.data as Told).taskId ?? '')
  const first = entries.find(isHidden)
  return entries.flatMap((entry) => {
    if (!isHidden(entry)) return [ledgerEntry(entry, names)]
    if (entry !== first) return []
    const { seq, at } = entry
    // Its hash would let somebody try out what it may say.
    return [
      { seq, kind: 'EVENT', at: at.toISOString(), type: 'sealed', who: null, summary: SEALED, data: null, hash: '' },
    ]
  })
}

function ledgerEntry(entry: Entry, names: CaseNames): LedgerEntry {
  const unit = entry.actor ? names.shortUnitName(entry.actor.unitId) : undefined
  return {
    seq: entry.seq,
    kind: entry.kind,
    at: entry.at.toISOString(),
    type: entry.type,
    who: entry.actor && (unit === undefined ? entry.actor.name : `${unit} ${entry.actor.name}`),
    summary: summarize(entry.type, entry.data, names),
    data: entry.data,
    hash: entry.hash,
  }
}
