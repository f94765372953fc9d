import { sql } from 'kysely'
import type { Calendar } from '../domain/calendar.ts'
import type { Due, EngineEvent } from '../domain/events.ts'
import { readVersionedCalendar, type VersionedCalendar } from '../db/calendar.ts'
import type { Db } from '../db/connect.ts'
import type { Activities } from './contract.ts'
import { entriesOf, voidEntry } from './entries.ts'
import { projectionOf } from './project.ts'
import { dueTasks, reckon, urgeAt } from './reckon.ts'
import { whatIsSaid } from './said.ts'

/**
 * Writes a batch of a case's events: ledger, read model, due dates, document number and the commands' decision,
 * in one transaction and, normally, one call of the database's `record_case`. Writing it again changes nothing
 * and returns the same. The case's journal is written with it (domain/journal.ts).
 *
 * The call says where its writer believes that things stand: which event was the case's last, and by which
 * calendar the due dates were reckoned. It writes nothing if either is wrong; then the writer looks, and calls again.
 *
 * A worker can die after this commit and before the engine has kept the step; the step then runs again, and
 * other acts may come first. What the ledger holds beyond the point where the two disagree was never
 * acknowledged to anybody: it is declared void, on record, and the new line goes on from there.
 */
export const recordIn = (db: Db, continueAfter?: number): Activities['record'] => {
  let calendar: VersionedCalendar | undefined
  return async ({ caseId, events, view, journal }) => {
    const first = events[0]
    if (!first) return { dues: {}, documentNo: null }
    const part = journal && { ...journal, lastNo: events.at(-1)?.no }
    let engineNo = first.no - 1
    let from = first.no
    for (;;) {
      calendar ??= await readVersionedCalendar(db)
      const fresh = events.filter((event) => event.no >= from)
      const dues = await reckon(db, calendar.calendar, fresh)
      const answer = await callRecordEvents(db, {
        caseId,
        engineNo,
        calendarVersion: dues.size > 0 ? calendar.version : null,
        from,
        entries: [...(fresh.length > 0 && from <= engineNo ? [voidEntry(from)] : []), ...entriesOf(fresh, dues)],
        ...projectionOf(caseId, fresh, view, dues),
        asked: dueTasks(events),
        ...(part ? { journal: part } : {}),
      })
      if (answer.written) {
        const issued = events.some((event) => event.type === 'documentIssued')
        return {
          dues: duesOf(calendar.calendar, answer.dues ?? []),
          documentNo: issued ? answer.number : null,
          ...(continueAfter === undefined ? {} : { continueAfter }),
        }
      }
      if (answer.calendarVersion !== calendar.version) calendar = undefined
      if (answer.engineNo !== engineNo) {
        engineNo = answer.engineNo
        from = await firstUnrecorded(db, caseId, events)
      }
    }
  }
}

/** When to remind is not kept: it follows from the due date. */
type KeptDue = Omit<Due, 'urgeAt'> & { taskId: string }
type Answer =
  | { written: true; number: string | null; dues: KeptDue[] | null }
  | { written: false; engineNo: number; calendarVersion: number }

async function callRecordEvents(db: Db, batch: unknown): Promise<Answer> {
  const { rows } = await sql<{ answer: Answer }>`select record_case(${JSON.stringify(batch)}) as answer`.execute(db)
  return (rows[0] as { answer: Answer }).answer
}

const iso = (at: string): string => new Date(at).toISOString()

const duesOf = (calendar: Calendar, dues: KeptDue[]): Record<string, Due> =>
  Object.fromEntries(
    dues.map(({ taskId, dueAt, yellowAt, sum, objectUntil }) => [
      taskId,
      {
        dueAt: iso(dueAt),
        yellowAt: iso(yellowAt),
        urgeAt: urgeAt(calendar, dueAt),
        sum,
        objectUntil: objectUntil && iso(objectUntil),
      },
    ]),
  )

/** The number of the first event that the ledger does not have, or has otherwise; one past the last when it has all. */
async function firstUnrecorded(db: Db, caseId: string, events: EngineEvent[]): Promise<number> {
  const [first, last] = [events[0], events.at(-1)] as [EngineEvent, EngineEvent]
  const recorded = await db
    .selectFrom('ledger')
    .innerJoin('cases', 'cases.id', 'ledger.case_id')
    // Of several lines, the last one written is the one that stands, up to the case's last event.
    .distinctOn('ledger.engine_no')
    .select(['ledger.engine_no', 'ledger.type', 'ledger.command_id', 'ledger.data'])
    .where('ledger.case_id', '=', caseId)
    .where('ledger.kind', '=', 'EVENT')
    .where('ledger.engine_no', '>=', first.no)
    .whereRef('ledger.engine_no', '<=', 'cases.engine_no')
    .orderBy('ledger.engine_no')
    .orderBy('ledger.seq', 'desc')
    .execute()
  const said = new Map(recorded.map((row) => [row.engine_no, whatIsSaid(row.type, row.command_id, row.data)]))
  const differs = events.find(({ no, type, commandId, data }) => said.get(no) !== whatIsSaid(type, commandId, data))
  return differs?.no ?? last.no + 1
}
