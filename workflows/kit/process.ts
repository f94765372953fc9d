import {
  allHandlersFinished,
  CancellationScope,
  condition,
  isCancellation,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow'
import { z } from 'zod'
import { type Limit, localTime } from '../../domain/calendar.ts'
import { type Command, Command as CommandSchema } from '../../domain/commands.ts'
import { fieldErrors } from '../../domain/fields.ts'
import { type FormKey, forms } from '../../domain/forms.ts'
import { type Assignee, roles, whyNotAssignee } from '../../domain/people.ts'
import type { ProcessDefinition, StepDefinition } from '../../domain/processes/definition.ts'
import { text } from '../../domain/text.ts'
import { attributes } from './attributes.ts'
import { act, opened } from './messages.ts'
import { createRecorder } from './recorder.ts'
import { refuse } from './refuse.ts'
import { type Ask, type CaseState, step, stepOrOverdue, takeDue } from './step.ts'
import { type ClosedTask, type OpenTask, validateSubmission } from './tasks.ts'

type Definition = StepDefinition<FormKey>

/** What a case is when it opens. */
export type Opening = {
  caseId: string
  title: string
  unitId: string
  form: unknown
  outageReviewWithin: Limit
}

/** Thrown out of `withdrawable` when the case was withdrawn. */
class Withdrawn {
  readonly reason: string
  constructor(reason: string) {
    this.reason = reason
  }
}

/**
 * Opens a case and gives the few verbs of which every process is told. Handlers stand before the first wait,
 * so that no act finds the door closed.
 */
export function openProcess<
  P extends ProcessDefinition & { steps: { outageReview: StepDefinition<'outageReview.v1'> } },
>(definition: P, opening: Opening) {
  const open = new Map<string, OpenTask>()
  const closed = new Map<string, ClosedTask>()
  let taskNo = 0
  let stage = ''
  let shownStage = ''
  let round = 1
  let failedRounds = 0
  let outcome: string | null = null
  let withdrawal: { by: Assignee; scope: CancellationScope; reason?: string } | null = null

  const view = () => ({ kind: definition.kind, stage, round, outcome, failedRounds, openTasks: [...open.keys()] })
  const recorder = createRecorder(opening.caseId, view, showInTemporal)

  const state: CaseState = {
    caseId: opening.caseId,
    recorder,
    open,
    closed,
    round: () => round,
    nextTaskId: () => {
      taskNo += 1
      return `${opening.caseId}-${taskNo}`
    },
    ending: () => (withdrawal?.reason === undefined ? null : text('通知已撤回', 'the notice was withdrawn')),
    outageReview: { ...definition.steps.outageReview, within: opening.outageReviewWithin },
  }

  setHandler(act, handle, { validator: validate })
  setHandler(opened, async () => {
    await recorder.committed(1)
    return { eventNo: 1, stage }
  })
  recorder.note('caseOpened', {
    kind: definition.kind,
    title: opening.title,
    unitId: opening.unitId,
    form: opening.form,
  })

  function validate(command: Command): void {
    const shape = z.safeParse(CommandSchema, command)
    if (!shape.success) throw refuse('INVALID_FORM', {}, fieldErrors(shape.error))
    if (outcome !== null) throw refuse('CASE_CLOSED')
    if (command.act === 'submit') return validateSubmission(command, open, closed)
    if (command.act === 'settleDueDate') {
      if (!command.actor.roles.includes('SYS_ADMIN')) throw refuse('NOT_YOUR_ROLE', { who: roles.SYS_ADMIN.zh })
      if (!open.get(command.taskId ?? '')?.provisional) throw refuse('TASK_UNKNOWN')
      return
    }
    if (withdrawal && [...open.values()].some((task) => task.answer)) throw refuse('JUST_CHANGED')
    if (!withdrawal || withdrawal.reason !== undefined) throw refuse('NOT_WITHDRAWABLE')
    const why = whyNotAssignee(command.actor, withdrawal.by)
    if (why) throw refuse(why, { who: withdrawal.by.roles.map((role) => roles[role].zh).join('、'), unit: '' })
    const parsed = z.safeParse(forms['withdrawal.v1'], command.form)
    if (!parsed.success) throw refuse('INVALID_FORM', {}, fieldErrors(parsed.error))
  }

  // Once a stage, not once a step: each change is a write to Temporal's visibility store.
  function showInTemporal() {
    if (stage === shownStage) return
    shownStage = stage
    const due = [...open.keys()].map((taskId) => recorder.due(taskId).dueAt).sort()[0]
    upsertSearchAttributes([
      { key: attributes.stage, value: stage },
      { key: attributes.due, value: due === undefined ? null : new Date(due) },
    ])
    setCurrentDetails(`${definition.stages[stage]?.zh ?? stage}${due === undefined ? '' : `，${localTime(due)} 到期`}`)
  }

  async function handle(command: Command) {
    const source = { by: command.actor, commandId: command.id }
    const eventNo = apply(command, source)
    await recorder.committed(eventNo)
    return { eventNo, stage }
  }

  function apply(command: Command, source: { by: Command['actor']; commandId: string }): number {
    // The validator has found the task and the withdrawal; nothing ran in between.
    if (command.act === 'submit') {
      const task = open.get(command.taskId as string) as OpenTask
      task.answer = { form: command.form, command }
      closed.set(task.id, { kind: 'done', who: command.actor.name, when: command.receivedAt })
      return recorder.note(
        'taskSubmitted',
        {
          taskId: task.id,
          step: task.step,
          form: command.form,
          late: Date.parse(command.receivedAt) > Date.parse(task.dueAt),
        },
        source,
      )
    }
    if (command.act === 'settleDueDate') {
      const task = open.get(command.taskId as string) as OpenTask
      const eventNo = recorder.note('dueDateSettled', { taskId: task.id }, source)
      void recorder.flush().then(() => takeDue(state, task))
      return eventNo
    }
    const { reason } = command.form as { reason: string }
    const running = withdrawal as NonNullable<typeof withdrawal>
    running.reason = reason
    const eventNo = recorder.note('caseWithdrawn', { reason }, source)
    running.scope.cancel()
    return eventNo
  }

  return {
    documentNo: recorder.documentNo,

    /** Asks somebody for one answer and waits for it, however late; `onceLate` opens a second way when it is. */
    step: <D extends Definition>(asked: D, ask: Ask<D['form']>) => step(state, asked, ask),
    stepOnceLate: <D extends Definition, L extends Definition>(
      asked: D,
      ask: Ask<D['form']>,
      onceLate: { step: L } & Ask<L['form']>,
    ) => step(state, asked, ask, onceLate),
    /** The same, but lateness is an outcome that the process handles. */
    stepOrOverdue: <D extends Definition>(asked: D, ask: Ask<D['form']>) => stepOrOverdue(state, asked, ask),

    /** Moves the case to a stage, on record and in Temporal's own lists. */
    enter(next: keyof P['stages'] & string, details?: { round?: number }) {
      stage = next
      round = details?.round ?? round
      recorder.note('stageEntered', { stage, round })
    },

    /** Issues the round's document; it is numbered in the transaction that records it. */
    issue: (content: unknown) => recorder.note('documentIssued', { docType: 'SUPERVISE_FORM', round, content }),

    delivered: (by: 'RECEIPT' | 'PHONE', at: string) => recorder.note('delivered', { round, by, at }),

    failed(reason: string) {
      failedRounds += 1
      recorder.note('roundFailed', { round, reason })
    },

    /** Runs a part of the story during which those entitled may withdraw the case. */
    async withdrawable<T>(by: Assignee, story: () => Promise<T>): Promise<T> {
      const scope = new CancellationScope()
      const running: NonNullable<typeof withdrawal> = { by, scope }
      withdrawal = running
      try {
        return await scope.run(story)
      } catch (error) {
        if (isCancellation(error) && running.reason !== undefined) throw new Withdrawn(running.reason)
        throw error
      } finally {
        withdrawal = null
      }
    },

    /** Ends the case. Returns when everything is recorded and every sender has an answer. */
    async close(how: keyof P['outcomes'] & string, reason?: string) {
      outcome = how
      stage = 'CLOSED'
      recorder.note('caseClosed', { outcome: how, rounds: round, reason })
      await recorder.flush()
      await condition(allHandlersFinished)
      return { outcome: how, rounds: round, documentNo: recorder.documentNo() }
    },

    /** Whether the story ended because the case was withdrawn; anything else is thrown on. */
    withdrawn(error: unknown): string {
      if (error instanceof Withdrawn) return error.reason
      throw error
    },
  }
}
