import type { Selectable } from 'kysely'
import {
  readCase,
  readCaseEvidence,
  readLedger,
  readNames,
  readPending,
  readTaskDrafts,
  readTasks,
  type TaskRow,
} from '../db/case-reads.ts'
import type { Reach } from '../db/reach.ts'
import type { LedgerTable } from '../db/schema.ts'
import { type Actor, anyone, type Assignee, roles, whyNotAssignee } from '../domain/people.ts'
import { scopeOf, capabilityNames } from '../domain/permissions.ts'
import { withdrawal } from '../domain/processes/withdrawal.ts'
import { assigneeText, caseSentences } from '../domain/sentence.ts'
import { type Names, summarize } from '../domain/summary.ts'
import { type Text, text } from '../domain/text.ts'
import type { CaseView, LedgerEntry, TaskView } from '../domain/views.ts'
import { caseNow } from './clock.ts'
import type { App } from './context.ts'
import { refusalOf, refuse } from './errors.ts'

/** Everything one person may know of a case. Throws NOT_FOUND when it is out of reach or does not exist. */
export async function caseView(app: App, caseId: string, actor: Actor, reach: Reach): Promise<CaseView> {
  const { db } = app
  const found = await readCase(db, caseId, reach)
  if (!found) throw refuse('NOT_FOUND')
  const [tasks, ledger, pending, evidence, now] = await Promise.all([
    readTasks(db, caseId),
    scopeOf(actor, 'ledger.read') === null ? [] : readLedger(db, caseId),
    readPending(db, caseId, actor.userId),
    readCaseEvidence(db, caseId),
    caseNow(app, caseId),
  ])
  const open = tasks.filter((task) => task.state === 'OPEN')
  const [drafts, names] = await Promise.all([
    readTaskDrafts(
      db,
      open.map((task) => task.id),
      actor,
    ),
    namesFor(app, tasks, ledger, now),
  ])
  const views = tasks.map((task) => taskView(task, actor, drafts.get(task.id) ?? null))
  const openViews = views.filter((task) => task.state === 'OPEN')
  return {
    caseId,
    kind: found.kind,
    number: found.number,
    title: found.title,
    unit: { id: found.unit_id, name: found.unit_name, headName: found.head_name },
    place: found.place,
    problemNo: found.problem_no,
    drafter: found.drafter_name,
    content: found.content,
    stage: found.stage,
    round: found.round,
    failedRounds: found.failed_rounds,
    outcome: found.outcome,
    openedAt: iso(found.opened_at),
    closedAt: iso(found.closed_at),
    sentences: caseSentences(
      {
        engineNo: found.engine_no,
        stage: found.stage,
        round: found.round,
        failedRounds: found.failed_rounds,
        outcome: found.outcome,
        closedAt: iso(found.closed_at),
      },
      openViews,
      now,
    ),
    tasks: views,
    acts: actsFor(found, actor),
    ledger: ledger.map((entry) => ledgerEntry(entry, names)),
    pending: pending.map((row) => ({
      commandId: row.id,
      act: row.act,
      taskId: row.task_id,
      receivedAt: row.received_at.toISOString(),
    })),
    evidence: Object.fromEntries(
      evidence.map(({ id, width, height, sha256, uploaded_at }) => [
        id,
        { url: `/api/evidence/${id}`, width, height, sha256, uploadedAt: uploaded_at.toISOString() },
      ]),
    ),
  }
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

export const assigneeOf = (
  task: Pick<TaskRow, 'roles' | 'unit_id' | 'person_id' | 'excluded' | 'excluded_units'>,
): Assignee => ({
  roles: task.roles,
  unitId: task.unit_id ?? undefined,
  userId: task.person_id ?? undefined,
  excluded: task.excluded,
  excludedUnits: task.excluded_units,
})

function taskView(task: TaskRow, actor: Actor, draft: unknown): TaskView {
  const whyNot = task.state === 'OPEN' ? whyNotAct(task, actor) : null
  const assignee = assigneeText(task.roles, task.assigned_unit_name, task.person_name)
  return {
    taskId: task.id,
    step: task.step,
    round: task.round,
    title: task.title,
    form: task.form,
    causes: task.causes,
    otherwise: task.otherwise,
    context: task.context,
    state: task.state,
    light: task.light,
    assignee,
    openedAt: task.opened_at.toISOString(),
    dueAt: task.due_at.toISOString(),
    dueSum: task.due_sum,
    closedAt: iso(task.closed_at),
    closedBy: task.closed_by,
    outcome: task.outcome,
    mine: task.state === 'OPEN' && whyNot === null,
    whyNot,
    draft,
  }
}

function whyNotAct(task: TaskRow, actor: Actor): Text | null {
  if (scopeOf(actor, 'task.act') === null) return refusalOf('FORBIDDEN', { what: capabilityNames['task.act'] }).text
  const why = whyNotAssignee(actor, assigneeOf(task))
  if (why === null) return null
  const names = task.roles.map((role) => roles[role])
  return refusalOf(why, {
    unit: task.assigned_unit_name ?? '',
    who: text(names.map((name) => name.zh).join('、'), names.map((name) => name.en).join(', ')),
  }).text
}

function actsFor(
  found: { engine_no: number; stage: string; round: number; outcome: string | null },
  actor: Actor,
): CaseView['acts'] {
  const open =
    found.engine_no > 0 && found.outcome === null && found.round === 1 && withdrawal.stages.includes(found.stage)
  if (!open || scopeOf(actor, 'task.act') === null || whyNotAssignee(actor, anyone(...withdrawal.roles)) !== null)
    return []
  return [{ act: 'withdraw', title: withdrawal.title, causes: withdrawal.causes, form: withdrawal.form }]
}

async function namesFor(app: App, tasks: TaskRow[], ledger: Selectable<LedgerTable>[], now: Date): Promise<CaseNames> {
  const assigned = ledger.flatMap((entry) => {
    const assignee = entry.type === 'taskOpened' ? (entry.data as { assignee?: Partial<Assignee> }).assignee : undefined
    return assignee ? [assignee] : []
  })
  const { units, people } = await readNames(
    app.db,
    [
      ...new Set([
        ...assigned.flatMap(({ unitId }) => (unitId ? [unitId] : [])),
        ...ledger.flatMap((entry) => (entry.actor ? [entry.actor.unitId] : [])),
      ]),
    ],
    [...new Set(assigned.flatMap(({ userId }) => (userId ? [userId] : [])))],
  )
  const titles = new Map(tasks.map((task) => [task.id, task.title]))
  return {
    now,
    taskTitle: (id) => titles.get(id),
    unitName: (id) => units.get(id)?.name,
    personName: (id) => people.get(id),
    shortUnitName: (id) => units.get(id)?.shortName,
  }
}

type CaseNames = Names & { shortUnitName: (unitId: string) => string | undefined }

function ledgerEntry(entry: Selectable<LedgerTable>, names: CaseNames): LedgerEntry {
  const unit = entry.actor ? names.shortUnitName(entry.actor.unitId) : undefined
  return {
    seq: entry.seq,
    kind: entry.kind,
    at: entry.at.toISOString(),
    type: entry.type,
    who: entry.actor && (unit === undefined ? entry.actor.name : `${unit} ${entry.actor.name}`),
    summary: summarize(entry.type, entry.data, names),
    data: entry.data,
    hash: entry.hash,
  }
}
