import type { Kysely } from 'kysely'
import type { Schema } from '../../db/schema.ts'
import { type Entry, lastRequester, lastSubmitter, taskToTell, type ToldCase, type ToldTask } from '../../db/told.ts'
import type { EventData, EventType } from '../../domain/events.ts'
import type { NotificationFacts, NotificationKind } from '../../domain/notifications.ts'
import { type Actor, signedName } from '../../domain/people.ts'
import { failureText, outcomeText } from '../../domain/processes/catalogue.ts'
import { assigneeText } from '../../domain/sentence.ts'
import { decision } from '../../domain/summary.ts'
import { actorsOf, headsOf, ofUnit, overseersOf, partiesOf } from './recipients.ts'

/** Something to tell, and whom. Key: case, round, kind, task, occasion, person. */
export type Telling = { caseId: string; taskId: string; occasion: string; facts: NotificationFacts; people: string[] }

export type World = {
  db: Kysely<Schema>
  people: Actor[]
  now: Date
  /** What the entries at hand are about. */
  cases: Map<string, ToldCase>
  tasks: Map<string, ToldTask>
}

type Said = Pick<NotificationFacts, 'by' | 'decision' | 'reason'>

/** Tells of a task, in the words of now. */
export function ofTask(
  world: World,
  kind: NotificationKind,
  { of, task, occasion, people }: { of: ToldCase; task: ToldTask; occasion: string; people: string[] },
  said: Said = {},
  letterNo: string | null = null,
): Telling {
  const addressee = assigneeText(task.roles, task.unit_name, task.person_name)
  const { title, otherwise, sealed, round } = task
  const facts = { kind, now: world.now, number: of.number, caseTitle: of.title, round, letterNo, ...said }
  return {
    caseId: of.id,
    taskId: task.id,
    occasion,
    facts: { ...facts, task: { title, otherwise, sealed, addressee, dueAt: task.due_at.toISOString() } },
    people: [...new Set(people)],
  }
}

/** What an entry of the ledger makes known to whom. */
export async function tellingsOf(world: World, entry: Entry): Promise<Telling[]> {
  const read = entry.kind === 'EVENT' ? (readers as Record<string, Reader | undefined>)[entry.type] : undefined
  const of = world.cases.get(entry.case_id)
  return read && of ? read(world, entry, of) : []
}

type Reader = (world: World, entry: Entry, of: ToldCase) => Promise<Telling[]>
const data = <T extends EventType>(_type: T, entry: Entry) => entry.data as EventData[T]

const documentNoOf = (entry: Entry): string | null => (entry.data as { documentNo?: string }).documentNo ?? null
const dueOf = (task: ToldTask): string => task.due_at.toISOString()

/** A reader of what happened to a task, which tells nothing of one that is no longer there. */
const aboutTask =
  (read: (world: World, task: ToldTask, entry: Entry, of: ToldCase) => Telling[] | Promise<Telling[]>): Reader =>
  async (world, entry, of) => {
    const task = world.tasks.get((entry.data as { taskId: string }).taskId)
    return task ? read(world, task, entry, of) : []
  }

const readers: Partial<Record<EventType, Reader>> = {
  taskOpened: aboutTask((world, task, _entry, of) =>
    task.state === 'OPEN'
      ? [ofTask(world, 'TASK_OPENED', { of, task, occasion: task.step, people: actorsOf(task, world.people) })]
      : [],
  ),
  taskYellow: aboutTask((world, task, _entry, of) =>
    task.state === 'OPEN' && task.light !== 'RED'
      ? [ofTask(world, 'TASK_YELLOW', { of, task, occasion: dueOf(task), people: actorsOf(task, world.people) })]
      : [],
  ),
  taskRed: aboutTask((world, task, _entry, of) => [late(world, 'TASK_RED', of, task)]),
  taskOverdue: aboutTask((world, task, _entry, of) => [late(world, 'TASK_OVERDUE', of, task)]),
  taskChanged: aboutTask(changed),
  taskSubmitted: aboutTask(submitted),
  documentIssued: async (world, entry, of) => {
    const { docType, taskId = '', occasion = '', content } = data('documentIssued', entry)
    const task = docType === 'URGE_LETTER' ? await taskToTell(world.db, taskId) : undefined
    if (task?.state !== 'OPEN') return []
    const people = [...actorsOf(task, world.people), ...headsOf(task, world.people)]
    const said = { reason: (content as { note?: string }).note }
    return [ofTask(world, 'URGED', { of, task, occasion, people }, said, documentNoOf(entry))]
  },
  roundFailed: async (world, entry, of) => {
    const { round, reason } = data('roundFailed', entry)
    return [ofCase(world, 'ROUND_FAILED', of, round, { decision: failureText(of.kind, reason) })]
  },
  caseClosed: async (world, entry, of) => {
    const { outcome, rounds } = data('caseClosed', entry)
    // What a competent organ decided is told by that organ.
    const isOurs = outcome === 'PASSED' || outcome === 'REVOKED'
    return [ofCase(world, 'CASE_CLOSED', of, rounds, isOurs ? { decision: outcomeText(of.kind, outcome) } : {})]
  },
  caseReopened: async (world, entry, of) => [
    ofCase(world, 'CASE_REOPENED', of, of.round, { reason: data('caseReopened', entry).reason }),
  ],
}

const late = (world: World, kind: NotificationKind, of: ToldCase, task: ToldTask): Telling =>
  ofTask(world, kind, {
    of,
    task,
    occasion: dueOf(task),
    people: [...actorsOf(task, world.people), ...overseersOf(task, world.people)],
  })

const ofCase = (world: World, kind: NotificationKind, of: ToldCase, round: number, said: Said): Telling => ({
  caseId: of.id,
  taskId: '',
  occasion: '',
  facts: { kind, now: world.now, number: of.number, caseTitle: of.title, round, task: null, ...said },
  people: [...new Set(partiesOf(of, world.people))],
})

/** A correction, or the ruling on one. */
async function changed(world: World, task: ToldTask, entry: Entry, of: ToldCase): Promise<Telling[]> {
  const { act, detail, facts } = data('taskChanged', entry)
  const form = (detail ?? {}) as { userId?: string; unitId?: string; note?: string; reason?: string }
  const said = { by: entry.actor ? signedName(entry.actor) : undefined, reason: form.note ?? form.reason }
  const occasion = String(entry.engine_no)
  switch (act) {
    case 'remind': {
      // The letter itself is told.
      if ((detail as { way?: string } | null)?.way === 'LETTER') return []
      const people = actorsOf(task, world.people)
      return task.state === 'OPEN'
        ? [ofTask(world, 'REMINDED', { of, task, occasion: String(facts.reminders), people }, said)]
        : []
    }
    case 'assign':
    case 'transfer':
    case 'delegate':
      return [ofTask(world, 'TASK_ASSIGNED', { of, task, occasion, people: form.userId ? [form.userId] : [] }, said)]
    case 'addCoHandler': {
      const unitId = form.unitId ?? ''
      return [ofTask(world, 'CO_HANDLING', { of, task, occasion: unitId, people: ofUnit(unitId, world.people) }, said)]
    }
    case 'extensionRuling':
      return [await ruled(world, task, entry, of, { step: act, form, asked: ['requestExtension'] })]
    case 'rescheduleRuling':
      return [await ruled(world, task, entry, of, { step: act, form, asked: ['requestReschedule'] })]
    case 'holdRuling':
    case 'holdSecondKey':
      return [await ruled(world, task, entry, of, { step: act, form, asked: ['hold'] })]
    default:
      return []
  }
}

async function ruled(
  world: World,
  task: ToldTask,
  entry: Entry,
  of: ToldCase,
  { step, form, asked }: { step: string; form: { reason?: string }; asked: string[] },
): Promise<Telling> {
  const requester = await lastRequester(world.db, entry, task.id, asked)
  const people = [...actorsOf(task, world.people), ...(requester === null ? [] : [requester])]
  const said = { decision: decision(of.kind, step, form) ?? undefined, reason: form.reason }
  return ofTask(world, 'RULED', { of, task, occasion: String(entry.engine_no), people }, said)
}

/** Which earlier step a review is about. */
const reviewed: Record<string, readonly string[]> = {
  signOff: ['redraft', 'nextRound'],
  countersign: ['reinspect'],
  checkProcedure: ['proposeTalk'],
  approveTalk: ['proposeTalk'],
  legalReview: ['draftDisposition'],
}

/** An answer that sends somebody's earlier one back, or that rules on an objection. */
async function submitted(world: World, task: ToldTask, entry: Entry, of: ToldCase): Promise<Telling[]> {
  const { step, form } = data('taskSubmitted', entry)
  const said = (form ?? {}) as { decision?: string; opinion?: string; reason?: string }
  if (step === 'objectionRuling') {
    const main = await taskToTell(world.db, task.context.taskId ?? '')
    return main ? [await ruled(world, main, entry, of, { step, form: said, asked: ['object'] })] : []
  }
  if (said.decision !== 'RETURN' && said.decision !== 'DISAGREE') return []
  const author = (await lastSubmitter(world.db, entry, reviewed[step] ?? [])) ?? of.drafter_id
  if (author === null) return []
  return [
    ofTask(
      world,
      'RETURNED',
      { of, task, occasion: '', people: [author] },
      {
        by: entry.actor ? signedName(entry.actor) : undefined,
        decision: decision(of.kind, step, form) ?? undefined,
        reason: said.opinion,
      },
    ),
  ]
}
