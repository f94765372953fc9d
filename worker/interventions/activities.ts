import { Client } from '@temporalio/client'
import type { NativeConnection } from '@temporalio/worker'
import type { InterventionActivities, Job } from '../../activities/contract.ts'
import { logAdministration } from '../../db/administration-log.ts'
import { readCalendar } from '../../db/calendar.ts'
import type { Db } from '../../db/connect.ts'
import { sendSoon } from '../../db/given-up.ts'
import {
  beginItem,
  endItem,
  findIntervention,
  insertIntervention,
  leaveOutWaiting,
  updateIntervention,
} from '../../db/interventions.ts'
import type { AdministrationAct } from '../../domain/administration.ts'
import { dueDate, workingDays } from '../../domain/calendar.ts'
import { type InterventionState, interventionOf, type ItemState, needsSecond } from '../../domain/interventions.ts'
import { refusal } from '../../domain/refusals.ts'
import { type Text, text } from '../../domain/text.ts'
import { caseActOf, commandIdOf, decided, hasRecord, put, standingOf } from './case-acts.ts'
import { rebuild } from '../rebuild.ts'
import { actOnEngine, begunWith, type EngineAct, type FromRecord } from './engine-acts.ts'
import { type Execution, executionsOf } from './execution.ts'

/** Which changes of its state stand in the administration log, and as what. */
const logged: Partial<Record<InterventionState, AdministrationAct>> = {
  DECLINED: 'interventionDeclined',
  EXPIRED: 'interventionExpired',
  DONE: 'interventionEnded',
  CANCELLED: 'interventionCancelled',
}

/** Carries out what administrators do, through each case's own command or the engine's own interface. */
export function interventionsIn({
  db,
  connection,
  namespace,
  taskQueue,
}: {
  db: Db
  connection: NativeConnection
  namespace: string
  taskQueue: string
}): InterventionActivities {
  const executions = executionsOf({ connection, namespace })
  const client = new Client({ connection, namespace })
  const fromRecord: FromRecord = (caseId, asked) => rebuild({ db, client, taskQueue }, caseId, asked)
  const world = { db, executions, fromRecord }

  return {
    async openIntervention(asked) {
      const { id, act, by, reason, targets, shortens } = asked
      const earlier = await findIntervention(db, id)
      if (earlier) return { expiresAt: earlier.expires_at?.toISOString() ?? null }
      const twoKeys = needsSecond({ act, cases: targets.length, shortens })
      const expires = twoKeys ? dueDate(await readCalendar(db), Date.now(), workingDays(1)).due : null
      await db.transaction().execute(async (trx) => {
        if (!(await insertIntervention(trx, asked, expires === null ? null : new Date(expires)))) return
        const after = { act: interventionOf(act).title.zh, cases: String(targets.length) }
        await logAdministration(trx, { by, act: 'interventionAsked', detail: { after, reason } })
      })
      return { expiresAt: expires }
    },

    async noteIntervention({ id, state, by, second, note }) {
      await db.transaction().execute(async (trx) => {
        if (!(await updateIntervention(trx, { id, state, ...(second ? { second } : {}), ...(note ? { note } : {}) })))
          return
        const act = second ? 'interventionConfirmed' : logged[state]
        const kept = await findIntervention(trx, id)
        if (!act || !kept) return
        const after = { act: interventionOf(kept.act).title.zh, asked: kept.by_name }
        await logAdministration(trx, { by, act, detail: { after, reason: note || kept.reason } })
      })
    },

    async carryOut(job) {
      switch (interventionOf(job.act).by) {
        case 'CASE':
          return byCase(job)
        case 'ENGINE':
          return byEngine(job)
        case 'QUEUE':
          return byQueue(job)
      }
    },

    failItem: ({ id, no, why }) => endItem(db, { id, no }, { state: 'FAILED', said: text(why, why) }),

    async leaveOut({ id }) {
      await leaveOutWaiting(db, id)
    },
  }

  async function byCase(job: Job): Promise<ItemState> {
    const { id, no, target, by, tries } = job
    const commandId = commandIdOf(job)
    const before = await standingOf(db, target.caseId, target.taskId)
    await beginItem(db, { id, no }, { tries, commandId, runId: null, before })
    await put(db, { id: commandId, ...target, ...caseActOf(job), actor: by })
    const row = await decided(db, commandId)
    if (row?.decision === 'REFUSED') {
      const said = row.refusal?.text ?? refusal('TASK_UNKNOWN').text
      return ended(job, 'REFUSED', { said })
    }
    const state = row?.decision === 'APPLIED' ? 'DONE' : 'RECEIVED'
    return ended(job, state, { after: await standingOf(db, target.caseId, target.taskId) })
  }

  async function byQueue(job: Job): Promise<ItemState> {
    const { id, no, target, tries } = job
    const before = await standingOf(db, target.caseId, null)
    await beginItem(db, { id, no }, { tries, commandId: commandIdOf(job), runId: null, before })
    const count = await sendSoon(db, { caseId: target.caseId })
    return ended(job, 'DONE', { after: text(`${count}项重新送办`, `${count} sent again`) })
  }

  async function byEngine(job: Job): Promise<ItemState> {
    const { id, no, act, target, form, reason, by, second, tries } = job
    const { caseId } = target
    const commandId = commandIdOf(job)
    const now = await executions.describe(caseId)
    const item = await beginItem(db, { id, no }, { tries, commandId, runId: begunWith(now), before: statusOf(now) })
    const askedAt = (await findIntervention(db, id))?.at ?? null
    const asked = { caseId, commandId, begun: item.run_id, askedAt, form, reason, by, identity: `${by.userId}/${id}` }
    const outcome = await actOnEngine(world, act as EngineAct, asked, now)
    const told = { caseId, commandId, actor: by, at: new Date() }
    if ('refused' in outcome) {
      const why = refusal(...outcome.refused)
      const refused = { act, taskId: null, refusal: why }
      await endItem(db, { id, no }, { state: 'REFUSED', said: why.text }, { ...told, refused })
      return 'REFUSED'
    }
    if (outcome.follow && (await hasRecord(db, caseId))) await followed(job)
    const line = {
      interventionId: id,
      act,
      title: interventionOf(act).title,
      reason,
      by: by.name,
      second: second?.name ?? null,
      before: outcome.before ?? item.before ?? statusOf(null),
      after: outcome.after,
      ...(outcome.taskId === undefined ? {} : { taskId: outcome.taskId }),
      ...(outcome.concerned === undefined ? {} : { concerned: outcome.concerned }),
    }
    await endItem(db, { id, no }, { state: 'DONE', after: outcome.after }, { ...told, line })
    return 'DONE'
  }

  /**
   * Has the workflow say where it is, so that the record follows. Acts that were applied again before their step was
   * open were not taken: they are sent once more, in their order.
   */
  async function followed(job: Job): Promise<void> {
    const { id, no, tries, target, by } = job
    const commandId = commandIdOf({ id, no, tries: -tries })
    await put(db, { id: commandId, ...target, ...caseActOf({ ...job, act: 'settle' }), actor: by })
    await decided(db, commandId)
    await sendSoon(db, { caseId: target.caseId })
  }

  async function ended({ id, no }: Job, state: ItemState, what: { after?: Text; said?: Text }): Promise<ItemState> {
    await endItem(db, { id, no }, { state, ...what })
    return state
  }
}

const statusOf = (now: Execution | null): Text => now?.status ?? text('引擎中没有', 'not in the engine')
