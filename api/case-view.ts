import {
  readCase,
  readCaseEvidence,
  readKin,
  readLedger,
  readPending,
  readTaskDrafts,
  readTasks,
  type TaskRow,
} from '../db/case-reads.ts'
import { handsOf } from '../db/leaves.ts'
import type { Reach } from '../db/reach.ts'
import { noteSealedRead } from '../db/sealed.ts'
import type { Actor } from '../domain/people.ts'
import { scopeOf } from '../domain/permissions.ts'
import { readsPersonal } from '../domain/personal.ts'
import { SEALED, seesSealed } from '../domain/sealed.ts'
import { caseSentences } from '../domain/sentence.ts'
import type { CaseView } from '../domain/views.ts'
import { actsFor } from './case-acts.ts'
import { caseNow } from './clock.ts'
import type { App } from './context.ts'
import { countingOf } from './counting.ts'
import { refuse } from './errors.ts'
import { ledgerView, namesFor } from './ledger-view.ts'
import { assigneeOf, factsOf, taskView } from './task-view.ts'
import { withheldOf, withoutContent, withoutPhotosOf } from './withholding.ts'

/**
 * Everything one person may know of a case. A read of what is sealed in it is kept before it is answered. Throws
 * NOT_FOUND when the case is out of reach or does not exist.
 */
export async function caseView(app: App, caseId: string, actor: Actor, reach: Reach): Promise<CaseView> {
  const { db } = app
  const found = await readCase(db, caseId, reach)
  if (!found) throw refuse('NOT_FOUND')
  const [all, ledger, pending, evidence, now, kin, hands] = await Promise.all([
    readTasks(db, caseId),
    scopeOf(actor, 'ledger.read') === null ? [] : readLedger(db, caseId),
    readPending(db, caseId, actor.userId),
    readCaseEvidence(db, caseId),
    caseNow(app, caseId),
    readKin(db, found, reach),
    handsOf(db, actor),
  ])
  const tasks = all.filter((task) => isOpenTo(task, actor))
  const hidden = all.filter((task) => !isOpenTo(task, actor))
  if (tasks.some(({ sealed }) => sealed)) await noteSealedRead(db, caseId, actor.userId)
  const withheld = withheldOf(tasks, hands, found.unit_id)
  const [drafts, names, counting] = await Promise.all([
    readTaskDrafts(
      db,
      tasks.flatMap(({ state, id }) => (state === 'OPEN' && !withheld.has(id) ? [id] : [])),
      actor,
    ),
    namesFor(app, found.kind, tasks, ledger, now),
    countingOf(app, found, now),
  ])
  const unitName = (id: string) => names.unitName(id) ?? id
  const views = tasks.map((task) => {
    const view = taskView(task, { hands, now, unitId: found.unit_id, draft: drafts.get(task.id) ?? null, unitName })
    return withheld.has(task.id) ? withoutContent(view) : view
  })
  const hiding = { hidden: new Set(hidden.map(({ id }) => id)), withheld }
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
    counting,
    outcome: found.outcome,
    openedAt: iso(found.opened_at),
    closedAt: iso(found.closed_at),
    sentences: caseSentences(
      {
        kind: found.kind,
        engineNo: found.engine_no,
        stage: found.stage,
        round: found.round,
        failedRounds: found.failed_rounds,
        outcome: found.outcome,
        closedAt: iso(found.closed_at),
      },
      views.filter(({ state }) => state === 'OPEN'),
      now,
      hidden.some(({ state }) => state === 'OPEN') ? SEALED : null,
    ),
    tasks: views,
    acts: actsFor(found, hands),
    ledger: ledgerView(ledger, names, {
      ...hiding,
      proposal: !hands.some((hand) => readsPersonal(hand, found.unit_id)),
    }),
    kin: kin.map(({ id, kind, number, title, stage, outcome }) => ({
      relation: id === found.parent_id ? ('parent' as const) : ('child' as const),
      caseId: id,
      kind,
      number,
      title,
      stage,
      outcome,
    })),
    pending: pending.map((row) => ({
      commandId: row.id,
      act: row.act,
      taskId: row.task_id,
      receivedAt: row.received_at.toISOString(),
    })),
    evidence: Object.fromEntries(
      withoutPhotosOf(evidence, tasks, withheld).map(({ id, width, height, sha256, uploaded_at }) => [
        id,
        { url: `/api/evidence/${id}`, width, height, sha256, uploadedAt: uploaded_at.toISOString() },
      ]),
    ),
  }
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** Whether somebody who sees the case sees this task of it too. */
export const isOpenTo = (
  task: Parameters<typeof assigneeOf>[0] & Pick<TaskRow, 'sealed' | 'facts'>,
  actor: Actor,
): boolean => !task.sealed || seesSealed(actor, assigneeOf(task), factsOf(task).delegate?.userId)
