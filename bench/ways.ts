import { ANEW } from '../domain/journal.ts'
import { randomUUID } from 'node:crypto'
import { type Client, WithStartWorkflowOperation } from '@temporalio/client'
import type { Db } from '../db/connect.ts'
import { ACT_UPDATE, type Command, OPENED_UPDATE } from '../domain/commands.ts'
import type { Actor, Role } from '../domain/people.ts'
import { defaultRules, type RectificationLaunch } from '../domain/processes/rectification.ts'
import { answer } from './bare/workflow.ts'
import { cast, goodWay, noticeWith, type Part, STEPS } from './good-way.ts'
import type { Timed } from './measure.ts'
import type { User } from './users.ts'

/** One way to do the same five human steps; returns the execution's id. */
export type Way = (timed: Timed, caller: number) => Promise<string>

const someone = (part: Part, unitId: string, role: Role): Actor => ({
  userId: `u-${cast[part]}`,
  name: cast[part],
  roles: [role],
  unitId,
})
const actors: Record<Part, Actor> = {
  inspector: someone('inspector', 'OFFICE', 'OFFICE_INSPECTOR'),
  second: someone('second', 'OFFICE', 'OFFICE_INSPECTOR'),
  director: someone('director', 'OFFICE', 'OFFICE_DIRECTOR'),
  head: someone('head', 'D25', 'UNIT_HEAD'),
}
const photo = { id: randomUUID(), sha256: 'a'.repeat(64) }
const photos = { inspector: photo, head: photo }

/** Temporal alone: an Update and a timer a step, no rule, no record. */
export const bareWay =
  (client: Client): Way =>
  async (timed) => {
    const workflowId = `bare-${randomUUID()}`
    const flow = await client.workflow.start('bare', { workflowId, taskQueue: 'bare', args: [{ steps: STEPS }] })
    for (const [step, { form }] of goodWay(photos, actors.second.userId).entries())
      await timed(() => flow.executeUpdate(answer, { args: [{ step, form: form() }] }))
    return workflowId
  }

/** A notice by Updates straight to its workflow: rules, record, ledger and inbox, without the API in front. */
export const directWay =
  (client: Client, db: Db): Way =>
  async (timed) => {
    const caseId = `B-${randomUUID().slice(0, 13)}`
    const notice = noticeWith(photos)
    const row = { id: caseId, kind: 'rectification', title: notice.title, unit_id: notice.unitId }
    await db
      .insertInto('cases')
      .values({ ...row, content: JSON.stringify(notice) })
      .execute()
    const launch: RectificationLaunch = {
      kind: 'rectification',
      caseId,
      unitId: notice.unitId,
      notice,
      unitName: '县商务局',
      drafter: actors.inspector,
      campaign: '',
      rules: defaultRules,
    }
    const startWorkflowOperation = new WithStartWorkflowOperation('rectification', {
      workflowId: caseId,
      taskQueue: 'chuangwei',
      args: [launch, ANEW],
      workflowIdConflictPolicy: 'FAIL',
    })
    await client.workflow.executeUpdateWithStart(OPENED_UPDATE, { startWorkflowOperation })
    for (const [n, { by, form }] of goodWay(photos, actors.second.userId).entries()) {
      const command: Command = {
        id: randomUUID(),
        act: 'submit',
        taskId: `${caseId}-${n + 1}`,
        form: form(),
        actor: actors[by],
        people: { [actors.second.userId]: actors.second },
        receivedAt: new Date().toISOString(),
      }
      await timed(() =>
        client.workflow.getHandle(caseId).executeUpdate(ACT_UPDATE, { updateId: command.id, args: [command] }),
      )
    }
    return caseId
  }

/** A notice as its people carry it through: over HTTP, each command stored before it is decided. */
export const apiWay =
  (users: Record<Part, User>): Way =>
  async (timed, caller) => {
    const photos = { inspector: users.inspector.photo, head: users.head.photo }
    const notice = noticeWith(photos)
    const { caseId } = await users.inspector.at(caller).notice.launch.mutate({ commandId: randomUUID(), notice })
    for (const [n, { by, form }] of goodWay(photos, users.second.userId).entries()) {
      const act = {
        commandId: randomUUID(),
        caseId,
        taskId: `${caseId}-${n + 1}`,
        act: 'submit' as const,
        form: form(),
      }
      const { state } = await timed(() => users[by].at(caller).task.act.mutate(act))
      if (state !== 'APPLIED') throw new Error(`${act.taskId} is ${state}: the machine is too slow for this bench`)
    }
    return caseId
  }
