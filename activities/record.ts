import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import { dueDate, yellowFrom } from '../domain/calendar.ts'
import type { Due, EngineEvent, RecordBatch, RecordFacts } from '../domain/events.ts'
import { readCalendar } from '../db/calendar.ts'
import type { Db } from '../db/connect.ts'
import { appendLedger, type LedgerInput, stableJson } from '../db/ledger.ts'
import { issueNumber } from '../db/numbers.ts'
import type { Schema } from '../db/schema.ts'
import { agreeOnOpenTasks, project } from './project.ts'

/**
 * Writes a batch of a case's events: ledger, read model, due dates, document number and the commands' decision,
 * in one transaction. Writing it again changes nothing and returns the same.
 *
 * A worker can die after this commit and before the engine has kept the step; the step then runs again, and
 * other acts may come first. What the ledger holds beyond the point where the two disagree was never
 * acknowledged to anybody: it is declared void, on record, and the new line goes on from there.
 */
export const recordIn =
  (db: Db) =>
  async ({ caseId, events, view }: RecordBatch): Promise<RecordFacts> =>
    db.transaction().execute(async (trx) => {
      await trx.selectFrom('cases').select('id').where('id', '=', caseId).forUpdate().executeTakeFirstOrThrow()
      const { fresh, voided } = await notYetRecorded(trx, caseId, events)
      if (fresh.length > 0) {
        const entries = await carryOut(trx, caseId, fresh)
        await project(trx, caseId, fresh, view)
        if (voided) await agreeOnOpenTasks(trx, caseId, view.openTasks)
        await appendLedger(trx, caseId, entries)
        await trx
          .insertInto('engine_event')
          .values(fresh.map((event) => ({ case_id: caseId, no: event.no, digest: digestOf(event) })))
          .execute()
      }
      return factsOf(trx, caseId, events)
    })

/** What an event says, without the instants at which it happened to be told. */
function digestOf({ type, commandId, data }: EngineEvent): string {
  const { start: _start, latenessMs: _lateness, ...said } = data as Record<string, unknown>
  return createHash('sha256')
    .update(stableJson({ type, commandId, data: said }))
    .digest('hex')
}

/** The events that the ledger does not have yet, after voiding what it holds of a line that the engine lost. */
async function notYetRecorded(
  trx: Transaction<Schema>,
  caseId: string,
  events: EngineEvent[],
): Promise<{ fresh: EngineEvent[]; voided: boolean }> {
  const first = events[0]
  if (!first) return { fresh: [], voided: false }
  const stored = await trx
    .selectFrom('engine_event')
    .select(['no', 'digest'])
    .where('case_id', '=', caseId)
    .where('no', '>=', first.no)
    .execute()
  if (stored.length === 0) return { fresh: events, voided: false }
  const digests = new Map(stored.map((row) => [row.no, row.digest]))
  const agreed = events.findIndex((event) => digests.get(event.no) !== digestOf(event))
  if (agreed === -1) return { fresh: [], voided: false }
  const fresh = events.slice(agreed)
  const from = (fresh[0] as EngineEvent).no
  const voided = stored.some((row) => row.no >= from)
  if (voided) await voidFrom(trx, caseId, from)
  return { fresh, voided }
}

async function voidFrom(trx: Transaction<Schema>, caseId: string, from: number): Promise<void> {
  await trx.deleteFrom('engine_event').where('case_id', '=', caseId).where('no', '>=', from).execute()
  await trx
    .updateTable('command')
    .set({ decided_at: null, decision: null, event_no: null })
    .where('case_id', '=', caseId)
    .where('event_no', '>=', from)
    .execute()
  await appendLedger(trx, caseId, [
    {
      kind: 'VOID',
      engineNo: from,
      at: new Date().toISOString(),
      actor: null,
      commandId: null,
      type: 'engineRetook',
      data: { from },
    },
  ])
}

/** Reckons due dates and numbers documents; returns the ledger's entries, which carry both. */
async function carryOut(trx: Transaction<Schema>, caseId: string, events: EngineEvent[]): Promise<LedgerInput[]> {
  const entries: LedgerInput[] = []
  for (const event of events) {
    const found: Record<string, unknown> = {}
    if (event.type === 'taskOpened') {
      const due = await reckon(trx, event.data.start, event.data.limit)
      found.due = due.sum
      await openTask(trx, caseId, event, due)
    }
    if (event.type === 'dueDateSettled') found.due = (await moveDueDate(trx, event.data.taskId, null)).sum
    if (event.type === 'dueDateExtended') found.due = (await moveDueDate(trx, event.data.taskId, event.data)).sum
    if (event.type === 'documentIssued')
      found.documentNo = await issueNumber(trx, caseId, event.data.docType, event.data.round, event.at)
    entries.push({
      kind: 'EVENT',
      engineNo: event.no,
      at: event.at,
      actor: event.by,
      commandId: event.commandId,
      type: event.type,
      data: { ...event.data, ...found },
    })
  }
  return entries
}

async function reckon(trx: Transaction<Schema>, start: string, limit: Parameters<typeof dueDate>[2]): Promise<Due> {
  const calendar = await readCalendar(trx)
  const sum = dueDate(calendar, Date.parse(start), limit)
  return { dueAt: sum.due, yellowAt: new Date(yellowFrom(calendar, sum)).toISOString(), sum }
}

async function openTask(
  trx: Transaction<Schema>,
  caseId: string,
  event: EngineEvent & { type: 'taskOpened' },
  due: Due,
): Promise<void> {
  const { taskId, step, round, title, form, assignee, start, limit, causes, otherwise, context } = event.data
  const row = {
    id: taskId,
    case_id: caseId,
    step,
    round,
    title: JSON.stringify(title),
    form,
    roles: assignee.roles,
    unit_id: assignee.unitId ?? null,
    person_id: assignee.userId ?? null,
    excluded: assignee.excluded,
    excluded_units: assignee.excludedUnits,
    causes: JSON.stringify(causes),
    otherwise: JSON.stringify(otherwise),
    context: JSON.stringify(context ?? {}),
    state: 'OPEN' as const,
    light: 'GREEN' as const,
    opened_at: event.at,
    start_at: start,
    limit_unit: limit.unit,
    limit_value: limit.value,
    due_at: due.dueAt,
    yellow_at: due.yellowAt,
    provisional: due.sum.provisional,
    due_sum: JSON.stringify(due.sum),
    closed_at: null,
    closed_by: null,
    outcome: null,
  }
  await trx
    .insertInto('task')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

/** A moved due date is never earlier than the one that was announced (handbook §6.1). */
async function moveDueDate(
  trx: Transaction<Schema>,
  taskId: string,
  extension: { start: string; limit: Parameters<typeof dueDate>[2] } | null,
): Promise<Due> {
  const task = await trx.selectFrom('task').selectAll().where('id', '=', taskId).executeTakeFirstOrThrow()
  const from = extension ?? {
    start: task.start_at.toISOString(),
    limit: { unit: task.limit_unit as Parameters<typeof dueDate>[2]['unit'], value: task.limit_value },
  }
  const due = await reckon(trx, from.start, from.limit)
  if (Date.parse(due.dueAt) < task.due_at.getTime()) {
    due.dueAt = task.due_at.toISOString()
    due.sum = { ...due.sum, due: due.dueAt, dueDate: task.due_sum.dueDate }
  }
  await trx
    .updateTable('task')
    .set({
      due_at: due.dueAt,
      yellow_at: due.yellowAt,
      provisional: due.sum.provisional,
      due_sum: JSON.stringify(due.sum),
      light: 'GREEN',
    })
    .where('id', '=', taskId)
    .execute()
  return due
}

async function factsOf(trx: Transaction<Schema>, caseId: string, events: EngineEvent[]): Promise<RecordFacts> {
  const taskIds = events.flatMap((event) =>
    event.type === 'taskOpened' || event.type === 'dueDateSettled' || event.type === 'dueDateExtended'
      ? [event.data.taskId]
      : [],
  )
  const tasks =
    taskIds.length === 0
      ? []
      : await trx
          .selectFrom('task')
          .select(['id', 'due_at', 'yellow_at', 'due_sum'])
          .where('id', 'in', taskIds)
          .execute()
  const issued = events.some((event) => event.type === 'documentIssued')
  const number = issued
    ? await trx.selectFrom('cases').select('number').where('id', '=', caseId).executeTakeFirst()
    : undefined
  return {
    dues: Object.fromEntries(
      tasks.map((task) => [
        task.id,
        { dueAt: task.due_at.toISOString(), yellowAt: task.yellow_at.toISOString(), sum: task.due_sum },
      ]),
    ),
    documentNo: number?.number ?? null,
  }
}
