import type { Selectable } from 'kysely'
import { freshFacts } from '../domain/corrections.ts'
import type { CaseView, Due, EngineEvent } from '../domain/events.ts'
import type { NoticeContent } from '../domain/forms.ts'
import type { CaseTable, TaskTable } from '../db/schema.ts'

/** A row on its way to the database: instants are ISO text. */
type Row<T> = {
  [C in keyof Selectable<T>]: Date extends Selectable<T>[C]
    ? Exclude<Selectable<T>[C], Date> | string
    : Selectable<T>[C]
}
type TaskRow = Row<TaskTable>
type TaskChange = Pick<TaskRow, 'id'> & Partial<TaskRow>

/** What events change in the read model. */
type Projection = {
  case: Partial<Row<CaseTable>>
  /** The notice as it now reads, when it changed. */
  revised?: Partial<Row<CaseTable>>
  /** The unit that the case is now about, when it changed. */
  unitId?: string
  opened: TaskRow[]
  changed: TaskChange[]
  openTasks: string[]
  /** The commands that the events applied; null stands for the launch. */
  decided: { commandId: string | null; no: number }[]
}

/** Brings the read model to where the workflow is after these events: the case's row, its tasks, its commands. */
export function projectionOf(
  caseId: string,
  events: EngineEvent[],
  view: CaseView,
  dues: Map<number, Due>,
): Projection {
  const projection: Projection = {
    case: {
      stage: view.stage,
      round: view.round,
      outcome: view.outcome,
      failed_rounds: view.failedRounds,
      engine_no: events.at(-1)?.no,
      closed_at: view.outcome === null ? null : (events.at(-1)?.at ?? null),
    },
    opened: [],
    changed: [],
    openTasks: view.openTasks,
    decided: events.flatMap(({ commandId, no, type }) =>
      commandId !== null || type === 'caseOpened' ? [{ commandId, no }] : [],
    ),
  }
  for (const event of events) projectEvent(projection, caseId, event, dues.get(event.no))
  return projection
}

function projectEvent(projection: Projection, caseId: string, event: EngineEvent, due: Due | undefined): void {
  const { opened, changed } = projection
  switch (event.type) {
    case 'caseOpened':
      projection.case.opened_at = event.at
      return
    case 'taskOpened':
      opened.push(taskRow(caseId, event, due as Due))
      return
    case 'dueDateSettled':
    case 'dueDateExtended':
    case 'extensionGranted':
    case 'clockResumed':
      changed.push({ id: event.data.taskId, light: 'GREEN', ...dueColumns(due as Due) })
      return
    case 'dueDateCorrected': {
      const { taskId, limit } = event.data
      const wholly = limit && { limit_unit: limit.unit, limit_value: limit.value }
      changed.push({ id: taskId, light: 'GREEN', ...wholly, ...dueColumns(due as Due) })
      return
    }
    case 'taskChanged': {
      const { taskId, act, assignee, facts } = event.data
      const person = assignee.userId === undefined ? {} : { person_id: assignee.userId }
      const unit =
        act === 'mergeUnit' ? { unit_id: assignee.unitId ?? null, excluded_units: assignee.excludedUnits } : {}
      changed.push({ id: taskId, facts, ...person, ...unit })
      return
    }
    case 'caseRevised': {
      const { title, unitId, place, roadSectionId, content } = event.data
      projection.revised = { title, unit_id: unitId, place, road_section_id: roadSectionId ?? null, content }
      return
    }
    case 'unitChanged':
    case 'unitMerged':
      projection.unitId = event.data.unitId
      return
    case 'taskYellow':
      changed.push({ id: event.data.taskId, light: 'YELLOW' })
      return
    case 'taskRed':
      changed.push({ id: event.data.taskId, light: 'RED' })
      return
    case 'taskSubmitted': {
      const { taskId, step, form } = event.data
      changed.push({ id: taskId, state: 'DONE', closed_at: event.at, closed_by: event.by, outcome: form })
      if (step === 'redraft') projection.revised = contentColumns(form as NoticeContent)
      return
    }
    case 'taskOverdue':
      changed.push({ id: event.data.taskId, state: 'OVERDUE', light: 'RED', closed_at: event.at })
      return
    case 'taskCancelled': {
      const { taskId, why } = event.data
      changed.push({ id: taskId, state: 'CANCELLED', closed_at: event.at, outcome: { why } })
      return
    }
    case 'documentIssued':
      if (event.data.docType === 'SUPERVISE_FORM')
        projection.revised = contentColumns(event.data.content as NoticeContent)
      return
    default:
      return
  }
}

const dueColumns = ({ dueAt, yellowAt, sum, objectUntil }: Due) => ({
  due_at: dueAt,
  yellow_at: yellowAt,
  provisional: sum.provisional,
  due_sum: sum,
  ...(objectUntil === null ? {} : { object_until: objectUntil }),
})

const contentColumns = (content: NoticeContent) => ({
  title: content.title,
  unit_id: content.unitId,
  place: content.place,
  road_section_id: content.roadSectionId ?? null,
  content,
})

function taskRow(caseId: string, event: EngineEvent & { type: 'taskOpened' }, due: Due): TaskRow {
  const { taskId, step, round, title, form, assignee, start, limit, causes, otherwise, context, corrections, sealed } =
    event.data
  return {
    id: taskId,
    case_id: caseId,
    step,
    round,
    title,
    form,
    roles: assignee.roles,
    unit_id: assignee.unitId ?? null,
    person_id: assignee.userId ?? null,
    excluded: assignee.excluded,
    excluded_units: assignee.excludedUnits,
    in_person: assignee.inPerson ?? false,
    not_standing_in: assignee.notStandingIn ?? [],
    causes,
    otherwise,
    context: context ?? {},
    state: 'OPEN',
    light: 'GREEN',
    opened_at: event.at,
    start_at: start,
    limit_unit: limit.unit,
    limit_value: limit.value,
    corrections: corrections ?? [],
    facts: { ...freshFacts(), ...event.data.facts },
    object_until: null,
    sealed: sealed ?? false,
    ...dueColumns(due),
    closed_at: null,
    closed_by: null,
    outcome: null,
  }
}
