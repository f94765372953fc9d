import { randomUUID } from 'node:crypto'
import type { Client } from '@temporalio/client'
import { TypedSearchAttributes } from '@temporalio/common'
import type { Db } from '../db/connect.ts'
import { ACT_UPDATE, type Command } from '../domain/commands.ts'
import type { Actor, Role } from '../domain/people.ts'
import { defaultRules, type RectificationLaunch } from '../domain/processes/rectification.ts'
import { attributes } from '../workflows/kit/attributes.ts'

const someone = (userId: string, unitId: string, role: Role): Actor => ({ userId, name: userId, roles: [role], unitId })
const inspector = someone('inspector', 'OFFICE', 'OFFICE_INSPECTOR')
const second = someone('second', 'OFFICE', 'OFFICE_INSPECTOR')
const director = someone('director', 'OFFICE', 'OFFICE_DIRECTOR')
const head = someone('head', 'D25', 'UNIT_HEAD')
const photo = { id: randomUUID(), sha256: 'a'.repeat(64) }

export const notice = {
  title: '望溪农贸市场后巷垃圾清运不及时',
  unitId: 'D25',
  place: '望溪农贸市场后巷',
  facts: '现场核查发现后巷堆放生活垃圾约三立方米，散发异味，周边商户反映强烈。'.repeat(8),
  photos: [photo],
  requirement: '全部清运干净，地面冲洗，落实专人保洁，防止反弹。',
  legalBasis: '《国家卫生城市标准》市容环境卫生部分',
  urgency: 'NORMAL' as const,
  limit: { unit: 'WD' as const, value: 5 },
}

/** The acts of a notice's good way, in order: who, and with which form. */
export const goodWay = (): { by: Actor; form: unknown }[] => {
  const now = new Date(Date.now() - 1000).toISOString()
  return [
    { by: director, form: { decision: 'APPROVE', opinion: '' } },
    { by: head, form: { note: '' } },
    { by: head, form: { measures: '已组织清运并安排专人保洁。'.repeat(20), doneAt: now, photosBefore: [], photosAfter: [photo, photo] } },
    { by: inspector, form: { visitedAt: now, coInspectorId: 'second', result: 'PASS', opinion: '现场情况属实。', photos: [photo] } },
    { by: second, form: { decision: 'AGREE', opinion: '' } },
  ]
}

let last = 0
const prefix = Date.now().toString(36)

/** Starts a notice without the API in front: the case's row, then the workflow. Returns its id. */
export async function startNotice(client: Client, db: Db, taskQueue: string): Promise<string> {
  last += 1
  const caseId = `B-${prefix}-${last}`
  await db
    .insertInto('cases')
    .values({ id: caseId, kind: 'rectification', title: notice.title, unit_id: notice.unitId, content: JSON.stringify(notice) })
    .execute()
  const launch: RectificationLaunch = {
    caseId,
    notice,
    unitName: '县商务局',
    drafter: inspector,
    campaign: 'bench',
    rules: defaultRules,
  }
  await client.workflow.start('rectification', {
    workflowId: caseId,
    taskQueue,
    args: [launch],
    typedSearchAttributes: new TypedSearchAttributes([
      { key: attributes.kind, value: 'rectification' },
      { key: attributes.unit, value: notice.unitId },
      { key: attributes.stage, value: 'DRAFT' },
    ]),
  })
  return caseId
}

export async function answerTask(client: Client, caseId: string, taskNo: number, act: { by: Actor; form: unknown }): Promise<void> {
  const command: Command = {
    id: randomUUID(),
    act: 'submit',
    taskId: `${caseId}-${taskNo}`,
    form: act.form,
    actor: act.by,
    people: { second },
    receivedAt: new Date().toISOString(),
  }
  await client.workflow.getHandle(caseId).executeUpdate(ACT_UPDATE, { updateId: command.id, args: [command] })
}
