import { sql, type Transaction } from 'kysely'
import type { CaseView, EngineEvent } from '../domain/events.ts'
import type { NoticeContent } from '../domain/forms.ts'
import type { Schema } from '../db/schema.ts'

/** Brings the read model to where the workflow is after these events: the case's row, its tasks, its commands. */
export async function project(
  trx: Transaction<Schema>,
  caseId: string,
  events: EngineEvent[],
  view: CaseView,
): Promise<void> {
  for (const event of events) await projectEvent(trx, caseId, event)
  const last = events.at(-1) as EngineEvent
  await trx
    .updateTable('cases')
    .set({
      stage: view.stage,
      round: view.round,
      outcome: view.outcome,
      failed_rounds: view.failedRounds,
      engine_no: last.no,
      ...(view.outcome === null ? {} : { closed_at: last.at }),
    })
    .where('id', '=', caseId)
    .execute()
  const decided = events.filter((event) => event.commandId !== null)
  for (const event of decided) {
    await trx
      .updateTable('command')
      .set({ decision: 'APPLIED', decided_at: sql<Date>`clock_timestamp()`, event_no: event.no })
      .where('id', '=', event.commandId as string)
      .execute()
  }
}

async function projectEvent(trx: Transaction<Schema>, caseId: string, event: EngineEvent): Promise<void> {
  switch (event.type) {
    case 'caseOpened':
      await trx.updateTable('cases').set({ opened_at: event.at }).where('id', '=', caseId).execute()
      // The launch is a command like any other: opening the case is its decision.
      await trx
        .updateTable('command')
        .set({ decision: 'APPLIED', decided_at: sql<Date>`clock_timestamp()`, event_no: event.no })
        .where('case_id', '=', caseId)
        .where('act', '=', 'launch')
        .execute()
      return
    case 'taskYellow':
      return setTask(trx, event.data.taskId, { light: 'YELLOW' })
    case 'taskRed':
      return setTask(trx, event.data.taskId, { light: 'RED' })
    case 'taskSubmitted':
      await setTask(trx, event.data.taskId, {
        state: 'DONE',
        closed_at: event.at,
        closed_by: JSON.stringify(event.by),
        outcome: JSON.stringify(event.data.form),
      })
      if (event.data.step === 'redraft') await reviseContent(trx, caseId, event.data.form as NoticeContent)
      return
    case 'taskOverdue':
      return setTask(trx, event.data.taskId, { state: 'OVERDUE', light: 'RED', closed_at: event.at })
    case 'taskCancelled':
      return setTask(trx, event.data.taskId, {
        state: 'CANCELLED',
        closed_at: event.at,
        outcome: JSON.stringify({ why: event.data.why }),
      })
    case 'documentIssued':
      return reviseContent(trx, caseId, event.data.content as NoticeContent)
    default:
      return
  }
}

type TaskChange = {
  light?: 'YELLOW' | 'RED'
  state?: 'DONE' | 'OVERDUE' | 'CANCELLED'
  closed_at?: string
  closed_by?: string
  outcome?: string
}

async function setTask(trx: Transaction<Schema>, taskId: string, change: TaskChange): Promise<void> {
  await trx.updateTable('task').set(change).where('id', '=', taskId).execute()
}

async function reviseContent(trx: Transaction<Schema>, caseId: string, content: NoticeContent): Promise<void> {
  await trx
    .updateTable('cases')
    .set({
      title: content.title,
      unit_id: content.unitId,
      place: content.place,
      road_section_id: content.roadSectionId ?? null,
      content: JSON.stringify(content),
    })
    .where('id', '=', caseId)
    .execute()
}

/** After a voided line the rows of its tasks may disagree with the workflow; the workflow is right. */
export async function agreeOnOpenTasks(trx: Transaction<Schema>, caseId: string, openTasks: string[]): Promise<void> {
  await trx
    .updateTable('task')
    .set({ state: 'CANCELLED', closed_at: sql<Date>`clock_timestamp()` })
    .where('case_id', '=', caseId)
    .where('state', '=', 'OPEN')
    .$if(openTasks.length > 0, (query) => query.where('id', 'not in', openTasks))
    .execute()
  if (openTasks.length === 0) return
  await trx
    .updateTable('task')
    .set({ state: 'OPEN', closed_at: null, closed_by: null, outcome: null })
    .where('id', 'in', openTasks)
    .where('state', '!=', 'OPEN')
    .execute()
}
