import type { Db } from '../../db/connect.ts'

/** Cases and tasks as the ledger shows them, without the workflow that would have written them. */

type Dates = { received?: string; due?: string; closed?: string }
type Case = { id: string; unitId: string; title: string; number?: string } & Dates

const OPENED = '2026-11-20T09:00:00+08:00'

/** A case that is issued, or received with its rectification due, or closed. */
export async function aCase(db: Db, { id, unitId, title, number, received, due, closed }: Case): Promise<void> {
  await db
    .insertInto('cases')
    .values({
      id,
      kind: 'rectification',
      title,
      number: number ?? null,
      unit_id: unitId,
      place: '后巷',
      content: '{}',
      stage: closed ? 'CLOSED' : received ? 'IN_PROGRESS' : 'ISSUED',
      outcome: closed ? 'PASSED' : null,
      opened_at: OPENED,
      closed_at: closed ?? null,
    })
    .execute()
  if (!received) return
  await aTask(db, id, { step: 'receipt', dueAt: received, closedAt: received })
  await aTask(db, id, { step: 'rectify', dueAt: due ?? received, closedAt: closed ?? null })
}

async function aTask(
  db: Db,
  caseId: string,
  { step, dueAt, closedAt }: { step: string; dueAt: string; closedAt: string | null },
) {
  await db
    .insertInto('task')
    .values({
      id: `${caseId}/${step}`,
      case_id: caseId,
      step,
      round: 1,
      title: '{}',
      form: 'receipt.v1',
      roles: ['UNIT_HEAD'],
      causes: '{}',
      otherwise: '{}',
      context: '{}',
      state: closedAt ? 'DONE' : 'OPEN',
      opened_at: OPENED,
      start_at: OPENED,
      limit_unit: 'WD',
      limit_value: 5,
      due_at: dueAt,
      yellow_at: dueAt,
      provisional: false,
      due_sum: '{}',
      closed_at: closedAt,
    })
    .execute()
}
