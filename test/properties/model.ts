import { type Calendar, dueDate, type DueSum, type Limit, yellowFrom } from '../../domain/calendar.ts'
import type { NoticeContent } from '../../domain/forms.ts'
import { appointment } from '../../domain/late.ts'
import type { Command } from '../../domain/commands.ts'
import { type Correction, correctionKeys, freshFacts, type StepFacts } from '../../domain/corrections.ts'
import type { CaseView, EngineEvent, EventData, EventType } from '../../domain/events.ts'
import type { Actor, Assignee } from '../../domain/people.ts'
import { rectificationProcess } from '../../domain/processes/rectification.ts'
import type { StepDefinition } from '../../domain/processes/definition.ts'

/** A notice as the rule has it: a small state of its own, which knows no engine, no database and no waiting. */

/** Lateness is an outcome; or, late, a second way opens beside it; or it turns red and waits. */
export type Timing = 'strict' | 'phone' | 'patient'

export type ModelTask = {
  id: string
  step: string
  assignee: Assignee
  start: number
  /** Whether its limit runs from its opening. */
  startsNow: boolean
  sum: DueSum
  light: 'GREEN' | 'YELLOW' | 'RED'
  yellowAt: number
  objectUntil: string | null
  timing: Timing
  underReview: boolean
  corrections: Correction[]
  facts: StepFacts
  /** The task that it stands beside and ends with. */
  beside: string | null
  /** The request that a ruling is about. */
  asked: Command | null
}

export type Asked = {
  to: Assignee
  within: Limit
  from?: string
  timing?: Timing
  also?: Correction[]
  objectWithin?: Limit
  /** The instant for which it is appointed, ISO. */
  appointedAt?: string
  beside?: string
  asked?: Command
}

const special = ['requestExtension', 'object', 'hold', 'endHold', 'reschedule', 'requestReschedule', 'recordReceipt']
const everyday = correctionKeys.filter((key) => !special.includes(key))

export type Model = ReturnType<typeof newModel>

/** A case that is about to open at `now` (ms). */
export function newModel(given: {
  caseId: string
  now: number
  calendar: Calendar
  drafter: Actor
  content: NoticeContent
}) {
  const { caseId, calendar } = given
  const model = {
    caseId,
    calendar,
    drafter: given.drafter,
    content: given.content,
    limit: given.content.limit,
    now: given.now,
    stage: '',
    loop: 1,
    round: 1,
    failedRounds: 0,
    outcome: null as string | null,
    unitId: 'D25',
    ended: false,
    withdrawable: true,
    /** Until when it may be reopened, ms. */
    reopenableUntil: null as number | null,
    hadAHand: [] as string[],
    /** Who drafted the present round. */
    drafted: given.drafter.userId,
    /** What the story must remember from one step to the next. */
    story: {} as Record<string, unknown>,
    open: [] as ModelTask[],
    closed: new Map<string, 'done' | 'overdue' | 'cancelled'>(),
    events: [] as EngineEvent[],
    dues: new Map<number, DueSum>(),
    taskNo: 0,
  }

  function note<T extends EventType>(
    type: T,
    data: EventData[T],
    by: Actor | null = null,
    commandId: string | null = null,
  ) {
    const no = model.events.length + 1
    model.events.push({ no, at: new Date(model.now).toISOString(), type, data, by, commandId } as EngineEvent)
    return no
  }

  /** Opens a task; its due date is reckoned by the county's calendar. */
  function ask(step: string, { to, within, from, timing = 'patient', also = [], ...rest }: Asked): ModelTask {
    model.taskNo += 1
    const definition = (rectificationProcess.steps as Record<string, StepDefinition>)[step]
    if (!definition) throw new Error(`no step ${step}`)
    const start = from === undefined ? model.now : Date.parse(from)
    const notice = dueDate(calendar, start, within)
    const sum = rest.appointedAt === undefined ? notice : appointment(calendar, notice, rest.appointedAt)
    const task: ModelTask = {
      id: `${caseId}-${model.taskNo}`,
      step,
      assignee: to,
      start,
      startsNow: from === undefined,
      sum,
      light: 'GREEN',
      yellowAt: yellowFrom(calendar, sum),
      objectUntil: rest.objectWithin ? dueDate(calendar, start, rest.objectWithin).due : null,
      timing,
      underReview: false,
      corrections: [...everyday, ...also],
      facts: freshFacts(),
      beside: rest.beside ?? null,
      asked: rest.asked ?? null,
    }
    model.open.push(task)
    const { title, form, causes, otherwise } = definition
    const opened = { taskId: task.id, step, round: model.round, title, form, causes, otherwise }
    model.dues.set(
      note('taskOpened', {
        ...opened,
        assignee: to,
        start: new Date(start).toISOString(),
        limit: within,
        corrections: task.corrections,
        objectWithin: rest.objectWithin,
      }),
      sum,
    )
    return task
  }

  /** Ends a task, and on record what stands beside it. */
  function end(task: ModelTask, how: 'done' | 'overdue' | 'cancelled'): void {
    model.open = model.open.filter((one) => one !== task)
    model.closed.set(task.id, how)
    if (how === 'cancelled') note('taskCancelled', { taskId: task.id, step: task.step, why: { zh: '', en: '' } })
    for (const one of model.open.filter(({ beside }) => beside === task.id)) end(one, 'cancelled')
  }

  /** Moves a task's due date, never to an earlier one. */
  function move(task: ModelTask, no: number, to: DueSum): void {
    task.sum = to.due >= task.sum.due ? to : { ...to, due: task.sum.due, dueDate: task.sum.dueDate }
    task.yellowAt = yellowFrom(calendar, task.sum)
    task.light = 'GREEN'
    model.dues.set(no, task.sum)
  }

  const enter = (stage: string, round = model.round) => {
    model.stage = stage
    model.round = round
    note('stageEntered', { stage, round })
  }

  const close = (outcome: string) => {
    const first = model.outcome === null
    Object.assign(model, { outcome, stage: 'CLOSED', ended: true, withdrawable: false, reopenableUntil: null })
    for (let [task] = model.open; task; [task] = model.open) end(task, 'cancelled')
    if (first) note('caseClosed', { outcome, rounds: model.round })
    else note('stageEntered', { stage: 'CLOSED', round: model.round })
  }

  const changed = (
    task: ModelTask,
    act: string,
    detail: unknown,
    by: Actor | null = null,
    commandId: string | null = null,
  ) => note('taskChanged', { taskId: task.id, act, assignee: task.assignee, facts: task.facts, detail }, by, commandId)

  const view = (): CaseView => ({
    kind: 'rectification',
    stage: model.stage,
    round: model.round,
    outcome: model.outcome,
    failedRounds: model.failedRounds,
    openTasks: model.open.map(({ id }) => id),
  })

  return Object.assign(model, { note, ask, end, move, enter, close, changed, view })
}

export const taskOf = (model: Model, id: string | null): ModelTask | undefined =>
  model.open.find((one) => one.id === id)
