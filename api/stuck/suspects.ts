import type { Db } from '../../db/connect.ts'
import { closedAmong, transactionNow, writtenOtherwise } from '../../db/stuck-cases.ts'
import { casesWithFindings, type Found } from '../../db/stuck-findings.ts'
import type { SilentTask } from '../../db/stuck-tasks.ts'
import type { StuckCause } from '../../domain/stuck-causes.ts'
import type { Running } from './running.ts'

/** Which cases a round looks at: those that something speaks against, and some of the others in turn. */

export const describedCauses: StuckCause[] = ['ENDED_OUTSIDE', 'DELETED', 'TASK_FAILING', 'PAUSED', 'RETRYING']
export const comparedCauses: StuckCause[] = ['DIFFERS', 'TIMER_LATE']

/** In so many rounds every open case is described once, whatever speaks for or against it. */
const ROUNDS = 10
const LEAST = 10
/** A comparison costs a workflow task, so fewer go in turn. */
const COMPARED_IN_TURN = 10
const WRITTEN = 200

/** What a watch remembers from one round to the next. */
export type Memory = { described: string; compared: string; since: string | null }
export const freshMemory = (): Memory => ({ described: '', compared: '', since: null })

export type Suspects = { describe: string[]; compare: string[] }

/** Those to describe and those to compare, the most suspect first. Moves what the watch remembers on. */
export async function suspects(
  db: Db,
  memory: Memory,
  open: readonly string[],
  running: Running,
  told: { underWay: readonly Found[]; silent: readonly SilentTask[]; failing: Iterable<string> },
): Promise<Suspects> {
  const isOpen = new Set(open)
  const missing = open.filter((id) => !running.ids.has(id))
  const [orphans, found, differing] = await Promise.all([
    closedAmong(
      db,
      [...running.ids].filter((id) => !isOpen.has(id)),
    ),
    casesWithFindings(db, describedCauses),
    casesWithFindings(db, comparedCauses),
  ])
  const now = await transactionNow(db)
  // Where it can't be asked, as while the ledger is locked, the next round asks for both.
  const written = await writtenOtherwise(db, memory.since ?? now, WRITTEN).catch(() => null)
  if (written !== null) memory.since = now
  const marked = [...running.marked].filter((id) => isOpen.has(id))
  const underWay = told.underWay.flatMap(({ caseId }) => (caseId === null ? [] : [caseId]))
  const silent = told.silent.map(({ case_id }) => case_id)
  const inTurn = Math.max(LEAST, Math.ceil(open.length / ROUNDS))
  const failing = [...told.failing].filter((id) => isOpen.has(id))
  const describe = [
    ...missing,
    ...marked,
    ...failing,
    ...silent,
    ...underWay,
    ...next(open, memory, 'described', inTurn),
    ...found,
  ]
  const compare = [
    ...(written ?? []),
    ...silent,
    ...orphans,
    ...underWay,
    ...next(open, memory, 'compared', COMPARED_IN_TURN),
    ...differing,
  ]
  return { describe: [...new Set([...describe, ...differing])], compare: [...new Set(compare)] }
}

/** The next so many ids after the last one looked at, around. */
function next(open: readonly string[], memory: Memory, cursor: 'described' | 'compared', count: number): string[] {
  const after = open.findIndex((id) => id > memory[cursor])
  const from = after < 0 ? 0 : after
  const taken = [...open.slice(from), ...open.slice(0, from)].slice(0, count)
  memory[cursor] = taken.at(-1) ?? ''
  return taken
}
