import {
  allHandlersFinished,
  CancellationScope,
  isCancellation,
  setCurrentDetails,
  upsertSearchAttributes,
  type Workflow,
} from '@temporalio/workflow'
import { z } from 'zod'
import { localTime } from '../../domain/calendar.ts'
import { type Command, Command as CommandSchema } from '../../domain/commands.ts'
import type { DocumentType } from '../../domain/events.ts'
import { fieldErrors } from '../../domain/fields.ts'
import type { FormKey, FormOf } from '../../domain/forms.ts'
import { anyone, type Assignee, signedName, THE_PUBLIC } from '../../domain/people.ts'
import type { Launch, ProcessDefinition, StepDefinition } from '../../domain/processes/definition.ts'
import { type Text, text } from '../../domain/text.ts'
import { attributes } from './attributes.ts'
import { applyCorrection, validateCorrection } from './corrections.ts'
import { assigneeNow, contentNow, isTouched, type Merged, unitNow } from './merging.ts'
import { createRecorder } from './recorder.ts'
import { refuse } from './refuse.ts'
import { type Spawn, spawn } from './spawn.ts'
import { openDoors } from './told.ts'
import { live } from './turns.ts'
import { until } from './waits.ts'
import { world } from './world.ts'
import { stepOrPutOff } from './appointment.ts'
import { type Ask, type CaseState, step, stepOrOverdue, takeDue } from './step.ts'
import {
  type ClosedTask,
  isOver,
  mustBeAssignee,
  type OpenTask,
  openTaskOf,
  validateSubmission,
  validForm,
} from './tasks.ts'

type Definition = StepDefinition<FormKey>

/** What a case is when it opens. */
export type Opening = { caseId: string; title: string; unitId: string; form: unknown }

/** Thrown out of `withdrawable` when the case was withdrawn. */
class Withdrawn {
  readonly reason: string
  constructor(reason: string) {
    this.reason = reason
  }
}

/** A part of a story that something else may come to replace; `result` is null when it has. */
export type Replaceable = { result: Promise<unknown>; replace: (why: Text) => Promise<void> }

export type Process<P extends ProcessDefinition = ProcessDefinition> = ReturnType<typeof openProcess<P>>

/**
 * Opens a case and gives the few verbs of which every process is told. Handlers stand before the first wait,
 * so that no act finds the door closed.
 */
export function openProcess<P extends ProcessDefinition>(definition: P, opening: Opening) {
  const open = new Map<string, OpenTask>()
  const closed = new Map<string, ClosedTask>()
  const applied = new Map<string, number>()
  let { unitId } = opening
  const merged: Merged = new Map()
  let taskNo = 0
  let stage = ''
  let shownStage = ''
  let round = 1
  let failedRounds = 0
  let outcome: string | null = null
  let ended = false
  let hadAHand: string[] = []
  let withdrawal: { by: Assignee; thePublicToo: boolean; scope: CancellationScope; reason?: string } | null = null
  let reopening: { reason?: string } | null = null
  let replacing: Text | null = null
  const several = new Map<DocumentType, number>()

  const view = () => ({ kind: definition.kind, stage, round, outcome, failedRounds, openTasks: [...open.keys()] })
  const recorder = createRecorder(opening.caseId, view, showInTemporal)
  const concerned = { unitId: () => unitId, hadAHand: () => hadAHand }
  const state: CaseState = {
    caseId: opening.caseId,
    recorder,
    open,
    closed,
    merged,
    round: () => round,
    nextTaskId: () => {
      taskNo += 1
      return `${opening.caseId}-${taskNo}`
    },
    ending: () => (withdrawal?.reason === undefined ? replacing : text('通知已撤回', 'the notice was withdrawn')),
  }

  openDoors({
    validate,
    received,
    flush: recorder.flush,
    applied: (commandId) => applied.get(commandId),
    committed: recorder.committed,
    stage: () => stage,
    standing: () => ({
      eventNo: recorder.recordedNo(),
      stage,
      openTasks: [...open.values()].flatMap((task) => (isOver(task) ? [] : task.id)),
      dues: Object.fromEntries([...open.values()].flatMap(({ id, dueAt }) => (dueAt === '' ? [] : [[id, dueAt]]))),
    }),
  })
  recorder.note('caseOpened', { kind: definition.kind, title: opening.title, unitId, form: opening.form })

  function validate(command: Command): void {
    const shape = z.safeParse(CommandSchema, command)
    if (!shape.success) throw refuse('INVALID_FORM', {}, fieldErrors(shape.error))
    if (ended) throw refuse('CASE_CLOSED')
    switch (command.act) {
      case 'submit':
        return validateSubmission(command, openTaskOf(command, open, closed))
      case 'settleDueDate':
        mustBeAssignee(command.actor, anyone('SYS_ADMIN'))
        if (!openTaskOf(command, open, closed).provisional) throw refuse('TASK_UNKNOWN')
        return
      case 'mergeUnit':
        mustBeAssignee(command.actor, anyone('SYS_ADMIN'))
        validForm('unitMerge.v1', command.form)
        return
      case 'settleRecord':
        mustBeAssignee(command.actor, anyone('SYS_ADMIN'))
        validForm('recordSettling.v1', command.form)
        return
      case 'withdraw':
        if (withdrawal && [...open.values()].some((task) => task.answer)) throw refuse('JUST_CHANGED')
        if (!withdrawal || withdrawal.reason !== undefined) throw refuse('NOT_WITHDRAWABLE')
        if (!withdrawal.thePublicToo || command.actor.userId !== THE_PUBLIC.userId)
          mustBeAssignee(command.actor, withdrawal.by)
        validForm('withdrawal.v1', command.form)
        return
      case 'reopen':
        mustBeAssignee(command.actor, anyone('OFFICE_DIRECTOR', 'DEPUTY_COMMANDER', 'COMMANDER'))
        if (!reopening || reopening.reason !== undefined) throw refuse('NOT_REOPENABLE')
        validForm('reopening.v1', command.form)
        return
      default:
        return validateCorrection(command, openTaskOf(command, open, closed), concerned)
    }
  }

  function received(command: Command): { eventNo: number; heard?: Promise<unknown> } {
    const eventNo = apply(command)
    applied.set(command.id, eventNo)
    if (command.act !== 'submit' && command.act !== 'recordReceipt') return { eventNo }
    // The story hears of it first, so that what follows from the act is written together with it. It may also
    // be waiting for others, as for all signatures of a record; then the act is written by itself.
    return { eventNo, heard: CancellationScope.nonCancellable(() => until(() => !open.has(command.taskId ?? ''))) }
  }

  /** The validator has found the task, the withdrawal or the reopening; nothing ran in between. */
  function apply(command: Command): number {
    const source = { by: command.actor, commandId: command.id }
    const task = open.get(command.taskId ?? '') as OpenTask
    switch (command.act) {
      case 'submit': {
        task.answer = { form: command.form, command }
        closed.set(task.id, { kind: 'done', who: signedName(command.actor), when: command.receivedAt })
        const late = Date.parse(command.receivedAt) > Date.parse(task.dueAt)
        return recorder.note('taskSubmitted', { taskId: task.id, step: task.step, form: command.form, late }, source)
      }
      case 'withdraw': {
        const running = withdrawal as NonNullable<typeof withdrawal>
        running.reason = (command.form as FormOf<'withdrawal.v1'>).reason
        const eventNo = recorder.note('caseWithdrawn', { reason: running.reason }, source)
        running.scope.cancel()
        return eventNo
      }
      case 'reopen': {
        const running = reopening as NonNullable<typeof reopening>
        running.reason = (command.form as FormOf<'reopening.v1'>).reason
        return recorder.note('caseReopened', { reason: running.reason }, source)
      }
      case 'mergeUnit':
        return mergeUnit(command)
      case 'settleRecord': {
        const { reason, interventionId } = command.form as FormOf<'recordSettling.v1'>
        const eventNo = recorder.note('recordSettled', { reason, interventionId }, source)
        void recorder.flush()
        return eventNo
      }
      case 'settleDueDate':
        return corrected(task, recorder.note('dueDateSettled', { taskId: task.id }, source))
      // It answers the step: what follows is written together with it.
      case 'recordReceipt':
        return applyCorrection(state, command, task, concerned)
      default:
        return corrected(task, applyCorrection(state, command, task, concerned))
    }
  }

  function followMerger(): boolean {
    const now = unitNow(merged, unitId)
    if (now === unitId) return false
    unitId = now
    showUnit()
    return true
  }

  /** What was closed and is open again is the new unit's, when its unit was merged meanwhile. */
  function reopened(): void {
    outcome = null
    if (followMerger()) recorder.note('unitChanged', { unitId })
  }

  /** The case is the new unit's, and so is every open step that was the old one's. */
  function mergeUnit(command: Command): number {
    const source = { by: command.actor, commandId: command.id }
    const { from, into, reason } = command.form as FormOf<'unitMerge.v1'>
    merged.set(from, into)
    // What is closed stays with the unit that it was closed on.
    if (outcome === null) followMerger()
    const eventNo = recorder.note('unitMerged', { from, into, reason, unitId }, source)
    for (const task of open.values()) {
      if (isOver(task) || !isTouched(from, task.assignee, task.facts.coUnits)) continue
      task.assignee = assigneeNow(merged, task.assignee)
      task.facts = { ...task.facts, coUnits: [...new Set(task.facts.coUnits.map((id) => unitNow(merged, id)))] }
      const { id: taskId, assignee, facts } = task
      recorder.note('taskChanged', { taskId, act: 'mergeUnit', assignee, facts, detail: { from, into } })
    }
    void recorder.flush()
    return eventNo
  }

  /** A correction does not wake the story, so it is written here. */
  function corrected(task: OpenTask, eventNo: number): number {
    void recorder.flush().then(() => takeDue(state, task))
    return eventNo
  }

  function showUnit() {
    if (live()) upsertSearchAttributes([{ key: attributes.unit, value: unitId }])
  }

  // Not at every step: each change is a write to Temporal's visibility store, dearer than all else that a step costs.
  function showInTemporal({ stage: now, openTasks }: { stage: string; openTasks: string[] }) {
    if (!live() || now === shownStage || !definition.lasting.includes(now)) return
    shownStage = now
    const due = openTasks.map((id) => recorder.due(id).dueAt).sort()[0]
    upsertSearchAttributes([
      { key: attributes.stage, value: now },
      { key: attributes.due, value: due === undefined ? null : new Date(due) },
    ])
    setCurrentDetails(`${definition.stages[now]?.zh ?? now}${due === undefined ? '' : `，${localTime(due)} 到期`}`)
  }

  return {
    documentNo: recorder.documentNo,
    /** Returns when what was told so far is on record, and a document has its number. */
    written: () => recorder.flush(),
    failedRounds: () => failedRounds,

    /** Asks somebody for one answer and waits for it, however late. */
    step: <D extends Definition>(asked: D, ask: Ask<D['form']>) => step(state, asked, ask),
    /** The same, but once it is late a second way opens beside it. */
    stepOnceLate: <D extends Definition, L extends Definition>(
      asked: D,
      ask: Ask<D['form']>,
      onceLate: { step: L } & Ask<L['form']>,
    ) => step(state, asked, ask, onceLate),
    /** The same, kept at an appointed time that may be put off. */
    stepOrPutOff: <D extends Definition>(asked: D, ask: Ask<D['form']>) => stepOrPutOff(state, asked, ask),
    /** The same, but lateness and an upheld objection are outcomes that the process handles. */
    stepOrOverdue: <D extends Definition>(asked: D, ask: Ask<D['form']>) => stepOrOverdue(state, asked, ask),

    /** Moves the case to a stage, on record and in Temporal's own lists. */
    enter(next: keyof P['stages'] & string, details?: { round?: number }) {
      stage = next
      round = details?.round ?? round
      recorder.note('stageEntered', { stage, round })
    },

    /** Issues a document; it is numbered in the transaction that records it. */
    issue: (docType: DocumentType, content: unknown) =>
      recorder.note('documentIssued', { docType, round, content: contentNow(merged, content) }),

    /** The same, of those documents of which a case may have several: each gets a number of its own. */
    issueAnother(docType: DocumentType, content: unknown) {
      const nth = (several.get(docType) ?? 0) + 1
      several.set(docType, nth)
      return recorder.note('documentIssued', {
        docType,
        round,
        content: contentNow(merged, content),
        occasion: String(nth),
      })
    },

    delivered: (by: 'RECEIPT' | 'PHONE', at: string) => recorder.note('delivered', { round, by, at }),

    /** The unit that a unit is now, after mergers. */
    unitNow: (of: string) => unitNow(merged, of),

    /** Those who signed or drafted may not rule on an objection to it. */
    hadAHand(...userIds: string[]) {
      hadAHand = userIds
    },

    /** The case is another unit's from now on; nothing was counted against the first. */
    reassigned(to: string) {
      unitId = unitNow(merged, to)
      recorder.note('unitChanged', { unitId })
      showUnit()
    },

    /** Learns something from outside, or does something there, once all that was told is written. */
    outside: <T>(ask: (of: typeof world) => Promise<T>): Promise<T> => recorder.outside(() => ask(world)),

    /** What the case is about now reads otherwise. */
    revised(now: { title: string; unitId: string; place: string; roadSectionId?: string; content: unknown }) {
      const to = unitNow(merged, now.unitId)
      const isOther = to !== unitId
      unitId = to
      if (isOther) showUnit()
      recorder.note('caseRevised', { ...now, unitId })
    },

    /** Opens a case of its own to which this one gives rise; await its handle's `result()` to follow it. */
    spawn: <W extends Workflow>(
      child: ProcessDefinition,
      opening: Spawn,
      input: (told: { unitName: string }) => Omit<Parameters<W>[0], keyof Launch>,
    ) => spawn<W>(state, child, opening, input),

    /** Another report of the same matter is kept with this case. Written at once: nobody waits for it. */
    merged(report: { caseId: string; reporter: string }) {
      recorder.note('reportMerged', report)
      void recorder.flush()
    },

    failed(reason: string) {
      failedRounds += 1
      recorder.note('roundFailed', { round, reason })
    },

    /**
     * Runs a part of the story during which those entitled may withdraw the case; with `thePublicToo` also whoever
     * sent it in by the public page, for whom the API answers.
     */
    async withdrawable<T>(by: Assignee, story: () => Promise<T>, thePublicToo = false): Promise<T> {
      const scope = new CancellationScope()
      const running: NonNullable<typeof withdrawal> = { by, thePublicToo, scope }
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

    /** Runs a part of the story that may be replaced: its open steps are then cancelled, on record, and say why. */
    replaceable(story: () => Promise<unknown>): Replaceable {
      const scope = new CancellationScope()
      const result = scope.run(story).catch((error: unknown) => {
        if (isCancellation(error)) return null
        throw error
      })
      return {
        result,
        async replace(why) {
          replacing = why
          scope.cancel()
          await result
          replacing = null
        },
      }
    },

    /** Whether the story ended because the case was withdrawn; anything else is thrown on. */
    withdrawn(error: unknown): string {
      if (error instanceof Withdrawn) return error.reason
      throw error
    },

    /**
     * Closes the case (销号) though it may still be looked back at or reopened within `ms`. True when it was reopened,
     * or when `relapsed` says that it has relapsed.
     */
    async closedUnlessReopened(
      how: keyof P['outcomes'] & string,
      next: keyof P['stages'] & string,
      ms: number,
      relapsed = () => false,
    ): Promise<boolean> {
      const first = outcome === null
      outcome = how
      stage = next
      const running: { reason?: string } = {}
      reopening = running
      if (first) recorder.note('caseClosed', { outcome: how, rounds: round })
      await recorder.flush()
      await until(() => running.reason !== undefined || relapsed(), ms)
      reopening = null
      if (running.reason === undefined && !relapsed()) return false
      reopened()
      return true
    },

    /** What was closed is open again: the look-back found it relapsed. */
    reopen(reason: string) {
      reopened()
      recorder.note('caseReopened', { reason })
    },

    /** Ends the case. Returns when everything is recorded and every sender has an answer. */
    async close(how: keyof P['outcomes'] & string, reason?: string) {
      const first = outcome === null
      outcome = how
      stage = 'CLOSED'
      ended = true
      if (first) recorder.note('caseClosed', { outcome: how, rounds: round, reason })
      else recorder.note('stageEntered', { stage, round })
      await recorder.flush()
      await until(allHandlersFinished)
      return { outcome: how, rounds: round, documentNo: recorder.documentNo() }
    },
  }
}
