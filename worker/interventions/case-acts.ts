import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Job } from '../../activities/contract.ts'
import { type CommandRow, findCommand, receiveCommand } from '../../db/commands.ts'
import type { Db } from '../../db/connect.ts'
import { sendSoon } from '../../db/given-up.ts'
import { stableJson } from '../../db/ledger.ts'
import { localTime } from '../../domain/calendar.ts'
import type { Act } from '../../domain/commands.ts'
import type { InterventionForm } from '../../domain/intervention-forms.ts'
import type { Actor } from '../../domain/people.ts'
import { type Text, text } from '../../domain/text.ts'

/** How long to wait for a case's answer before going on with the next one; it follows by itself. ms */
const PATIENCE_MS = 10_000
const LOOK_EVERY_MS = 250

/** The id of a job's command: the same however often a worker begins anew, another for each repeated try. */
export function commandIdOf({ id, no, tries }: Pick<Job, 'id' | 'no' | 'tries'>): string {
  const hash = createHash('sha256').update(`${id}:${no}:${tries}`).digest('hex')
  const variant = ((Number.parseInt(hash[16] ?? '0', 16) & 0x3) | 0x8).toString(16)
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `5${hash.slice(13, 16)}`,
    `${variant}${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-')
}

/** The case's own act that carries a job out. */
export function caseActOf({ id, act, form, reason, second }: Job): { act: Act; form: unknown } {
  switch (act) {
    case 'remind':
      return { act, form: { note: reason } }
    case 'reassign':
      return { act, form: { ...(form as InterventionForm<'reassign'>), reason } }
    case 'correctDeadline':
      return {
        act,
        form: { ...(form as InterventionForm<'correctDeadline'>), reason, ...(second ? { agreedBy: second } : {}) },
      }
    default:
      return { act: 'settleRecord', form: { reason, interventionId: id } }
  }
}

/** Puts a command where every command goes, once; the API sends it at its next round and keeps at it until it is decided. */
export async function put(
  db: Db,
  command: { id: string; caseId: string; taskId: string | null; act: Act; form: unknown; actor: Actor },
): Promise<void> {
  const { form: body, ...said } = command
  const bodyHash = createHash('sha256').update(stableJson(body)).digest('hex')
  const row = await receiveCommand(db, { ...said, body, bodyHash, skippedMs: 0, traceparent: null }, [])
  if (row.decision === null) await sendSoon(db, { caseId: command.caseId, commandId: command.id })
}

/** The command once it is decided, or as it stands when the case does not answer. */
export async function decided(db: Db, id: string): Promise<CommandRow | undefined> {
  for (const end = Date.now() + PATIENCE_MS; ; await sleep(LOOK_EVERY_MS)) {
    const row = await findCommand(db, id)
    if (!row || row.decision !== null || Date.now() > end) return row
  }
}

/** How a step, or a case, stands: who acts, and by when. */
export async function standingOf(db: Db, caseId: string, taskId: string | null): Promise<Text> {
  if (taskId === null) {
    const row = await db.selectFrom('cases').select(['stage', 'engine_no']).where('id', '=', caseId).executeTakeFirst()
    return row
      ? text(`台账第${row.engine_no}步`, `at event ${row.engine_no} of the record`)
      : text('没有台账', 'no record')
  }
  const task = await db
    .selectFrom('task')
    .leftJoin('person', 'person.id', 'task.person_id')
    .select(['task.due_at', 'task.state', 'person.name'])
    .where('task.id', '=', taskId)
    .where('task.case_id', '=', caseId)
    .executeTakeFirst()
  if (!task) return text('没有这一步', 'no such step')
  const due = localTime(task.due_at.toISOString())
  return text(`${due} 到期，${task.name ?? '未指定专人'}`, `due ${due}, ${task.name ?? 'nobody named'}`)
}

/** Whether there is a case of this id, and not only a workflow. */
export const hasRecord = async (db: Db, caseId: string): Promise<boolean> =>
  (await db.selectFrom('cases').select('id').where('id', '=', caseId).executeTakeFirst()) !== undefined
