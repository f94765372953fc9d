import { randomUUID } from 'node:crypto'
import { afterAll } from 'vitest'
import type { Activities } from '../../activities/contract.ts'
import { createActivities } from '../../activities/index.ts'
import { connect, type Db } from '../../db/connect.ts'
import type { EngineEvent, RecordBatch } from '../../domain/events.ts'
import { type Actor, anyone } from '../../domain/people.ts'
import { steps } from '../../domain/processes/rectification.ts'
import { startDatabase } from '../data/database.ts'

/** What a workflow tells, without the workflow. */

export const director: Actor = { userId: 'u1', name: '魏长风', roles: ['OFFICE_DIRECTOR'], unitId: 'OFFICE' }
export const at = '2026-09-24T02:00:00.000Z'

/** The activities over a database of this test file's own, with one unit to supervise. */
export async function startActivities(): Promise<{ activities: Activities; db: Db; url: string }> {
  const { url } = await startDatabase()
  const { db, close } = connect(url)
  afterAll(close)
  await db
    .insertInto('unit')
    .values({ id: 'D25', name: '县商务局', short_name: '商务局', kind: 'DEPARTMENT' })
    .execute()
  return { activities: createActivities(db, { skipping: false }), db, url }
}

/** The row of a case that was launched and is not opened yet; its id. */
export async function launchedCase(db: Db): Promise<string> {
  const id = `DB-${randomUUID().slice(0, 8)}`
  await db
    .insertInto('cases')
    .values({ id, kind: 'rectification', title: '后巷垃圾', unit_id: 'D25', content: '{}' })
    .execute()
  return id
}

/** A command that was received on the case's first task; its id. */
export async function received(db: Db, caseId: string, act: string): Promise<string> {
  const id = randomUUID()
  await db
    .insertInto('command')
    .values({
      id,
      case_id: caseId,
      task_id: `${caseId}-1`,
      act,
      body: '{}',
      body_hash: '',
      actor: JSON.stringify(director),
      actor_id: director.userId,
      business_at: at,
    })
    .execute()
  return id
}

export const told = <T extends EngineEvent['type']>(
  no: number,
  type: T,
  data: Extract<EngineEvent, { type: T }>['data'],
  commandId: string | null = null,
): EngineEvent => ({ no, at, type, data, by: commandId ? director : null, commandId }) as EngineEvent

export const taskOpened = (no: number, taskId: string): EngineEvent =>
  told(no, 'taskOpened', {
    taskId,
    step: steps.signOff.key,
    round: 1,
    title: steps.signOff.title,
    form: steps.signOff.form,
    assignee: anyone('OFFICE_DIRECTOR'),
    start: at,
    limit: { unit: 'WD', value: 5 },
    causes: steps.signOff.causes,
    otherwise: steps.signOff.otherwise,
  })

export const submitted = (no: number, taskId: string, commandId: string): EngineEvent =>
  told(
    no,
    'taskSubmitted',
    { taskId, step: 'signOff', form: { decision: 'APPROVE', opinion: '' }, late: false },
    commandId,
  )

/** A case's first batch: it opens with one task, which falls due after five working days. */
export const opening = (caseId: string): RecordBatch => ({
  caseId,
  events: [
    told(1, 'caseOpened', { kind: 'rectification', title: '后巷垃圾', unitId: 'D25', form: {} }),
    taskOpened(2, `${caseId}-1`),
  ],
  view: {
    kind: 'rectification',
    stage: 'PENDING_APPROVAL',
    round: 1,
    outcome: null,
    failedRounds: 0,
    openTasks: [`${caseId}-1`],
  },
})
