import type { projectionOf } from '../../activities/project.ts'
import { GENESIS, hashEntry, stableJson } from '../../db/ledger.ts'
import { type Calendar, yellowFrom } from '../../domain/calendar.ts'
import type { Due } from '../../domain/events.ts'
import { actorOf, drafter, type Member } from './cast.ts'
import { passTo } from './clock.ts'
import type { CommandRow, Entry, Evidence, TaskRow } from './evidence.ts'
import { aNotice } from './forms.ts'
import { begin } from './ladder.ts'
import { type Model, newModel } from './model.ts'
import { type Act, actOf, type Move, type Sequence } from './moves.ts'
import { commandOf, waitOf } from './play.ts'
import { send, type Verdict } from './verdict.ts'

export type Project = typeof projectionOf

const photo = { id: '00000000-0000-4000-8000-000000000000', sha256: '0'.repeat(64) }

/**
 * Plays a sequence by the rule alone, with the product's own calendar, corrections and projection, and a chain in
 * memory. Time is a number here: a hundred sequences take a second.
 */
export function playPure(given: { calendar: Calendar; start: number; project: Project }, sequence: Sequence) {
  const { calendar, start, project } = given
  const model = newModel({ caseId: 'DB-1', now: start, calendar, drafter: actorOf(drafter), content: aNotice(photo) })
  const book = notebook(model, project)
  const sent: Act[] = []
  const told = new Map<string, Verdict>()
  let ids = 0
  const nextId = () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`
  begin(model)
  book.write()

  function make(move: Move): void {
    const until = waitOf(model, move)
    if (until !== null) pass(until + 60_000)
    const act = actOf(model, move, { sent, nextId, photoOf: () => photo })
    if (!act || told.has(act.id)) return
    pass(model.now + 5)
    const verdict = send(model, commandOf(act, new Date(model.now).toISOString()))
    sent.push(act)
    told.set(act.id, verdict)
    book.decide(act, verdict)
    pass(model.now)
  }

  /** Every other case is looked back at. */
  function pass(at: number): void {
    passTo(model, at)
    if (model.reopenableUntil !== null && model.now >= model.reopenableUntil) {
      const seen = model.taskNo % 2 === 0 ? { stage: 'CLOSED', steps: [] } : { stage: 'LOOK_BACK', steps: ['lookBack'] }
      passTo(model, model.now, seen)
    }
    book.write()
  }

  for (const move of [...Array.from({ length: sequence.climb }, (): Move => ({ kind: 'climb' })), ...sequence.moves])
    make(move)
  return { model, climb: () => make({ kind: 'climb' }), evidence: (): Evidence => ({ calendar, ...book.read() }) }
}

/** Ledger and read model as the database keeps them, in memory. */
function notebook(m: Model, project: Project) {
  const entries: Entry[] = []
  const commands: CommandRow[] = []
  const tasks = new Map<string, TaskRow>()
  let written = 0
  let row = { stage: '', round: 1, outcome: null as string | null, failedRounds: 0, unitId: m.unitId }

  function append(entry: Pick<Entry, 'kind' | 'engineNo' | 'type' | 'at' | 'actor' | 'commandId' | 'data'>): void {
    const prevHash = entries.at(-1)?.hash ?? GENESIS
    const seq = entries.length + 1
    const canonical = stableJson({ seq, ...entry })
    entries.push({ ...entry, seq, canonical, prevHash, hash: hashEntry(prevHash, canonical) })
  }

  function write(): void {
    const events = m.events.slice(written)
    if (events.length === 0) return
    written = m.events.length
    const dues = new Map(events.flatMap(({ no }) => (m.dues.has(no) ? [[no, dueOf(m, no)] as const] : [])))
    for (const { no, type, at, by, commandId, data } of events) {
      const due = dues.get(no)
      append({
        kind: 'EVENT',
        engineNo: no,
        type,
        at,
        actor: by,
        commandId,
        data: due ? { ...data, due: due.sum } : data,
      })
    }
    const read = project(m.caseId, events, m.view(), dues)
    for (const { id, step, round, state, due_at, due_sum, facts } of read.opened)
      tasks.set(id, { id, step, round, state, dueAt: due_at, sum: due_sum, facts })
    for (const { id, state, due_at, due_sum, facts } of read.changed) {
      const task = tasks.get(id) as TaskRow
      tasks.set(id, {
        ...task,
        ...(state ? { state } : {}),
        ...(due_at && due_sum ? { dueAt: due_at, sum: due_sum } : {}),
        ...(facts ? { facts } : {}),
      })
    }
    const { stage = '', round = 1, outcome = null, failed_rounds: failedRounds = 0 } = read.case
    row = { stage, round, outcome, failedRounds, unitId: read.unitId ?? row.unitId }
  }

  return {
    write,
    decide({ id, act, taskId, by }: Act, verdict: Verdict): void {
      const at = new Date(m.now).toISOString()
      const code = verdict === 'APPLIED' ? null : verdict
      const decision = code ? 'REFUSED' : 'APPLIED'
      commands.push({ id, act, taskId, decision, code, businessAt: at, actor: actorOf(by) })
      if (code) append(refusal(id, at, by, code))
    },
    read: () => ({
      case: {
        id: m.caseId,
        ...row,
        engineNo: written,
        headSeq: entries.length,
        headHash: entries.at(-1)?.hash ?? GENESIS,
      },
      entries,
      commands,
      tasks: [...tasks.values()],
    }),
  }
}

const refusal = (commandId: string, at: string, by: Member, code: string) => ({
  kind: 'REFUSAL' as const,
  engineNo: null,
  type: 'actRefused',
  at,
  actor: actorOf(by),
  commandId,
  data: { refusal: { code } },
})

function dueOf(m: Model, no: number): Due {
  const sum = m.dues.get(no) as Due['sum']
  return {
    dueAt: sum.due,
    yellowAt: new Date(yellowFrom(m.calendar, sum)).toISOString(),
    urgeAt: sum.due,
    sum,
    objectUntil: null,
  }
}
