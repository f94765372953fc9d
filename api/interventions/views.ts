import { type InterventionRead, readIntervention, readItems } from '../../db/intervention-reads.ts'
import type {
  InterventionItem,
  InterventionRow,
  InterventionView,
  PreviewItem,
} from '../../domain/intervention-views.ts'
import { interventionOf, type SteeringKind } from '../../domain/interventions.ts'
import type { Actor } from '../../domain/people.ts'
import { SEALED } from '../../domain/sealed.ts'
import type { App } from '../context.ts'
import { refuse } from '../errors.ts'
import { previewOf } from './preview.ts'

/** An intervention as a list shows it. */
export const interventionRow = (row: InterventionRead): InterventionRow => ({
  id: row.id,
  act: row.act,
  reason: row.reason,
  by: row.by_name,
  at: row.at.toISOString(),
  second: row.second_name,
  expiresAt: row.expires_at?.toISOString() ?? null,
  state: row.state,
  note: row.note,
  endedAt: row.ended_at?.toISOString() ?? null,
  counts: { done: row.done, refused: row.refused, failed: row.failed, waiting: row.waiting, all: row.all },
})

/** One intervention with its cases, and what this person may do about it. Throws NOT_FOUND. */
export async function interventionView(app: App, id: string, actor: Actor): Promise<InterventionView> {
  const row = await readIntervention(app.db, id)
  if (!row) throw refuse('NOT_FOUND')
  const items = (await readItems(app.db, id)).map(itemView)
  return {
    ...interventionRow(row),
    items: row.state === 'ASKED' ? await foreseen(app, row, items, actor) : items,
    can: possible(row, actor),
  }
}

export type ItemRead = Awaited<ReturnType<typeof readItems>>[number]

export const itemView = (item: ItemRead): InterventionItem => ({
  no: item.no,
  caseId: item.case_id,
  number: item.number,
  unitName: item.unit_name,
  step: item.sealed ? SEALED : item.step,
  state: item.now,
  tries: item.tries,
  before: item.before,
  after: item.now === 'REFUSED' ? null : item.after,
  said: item.said ?? (item.now === 'REFUSED' ? (item.refusal?.text ?? null) : null),
  taken: [],
  doneAt: item.done_at?.toISOString() ?? null,
})

/** Whoever has to confirm it sees what it would do, as of now. */
async function foreseen(
  app: App,
  row: InterventionRead,
  items: InterventionItem[],
  actor: Actor,
): Promise<InterventionItem[]> {
  const targets = (await readItems(app.db, row.id)).map((item) => ({ caseId: item.case_id, taskId: item.task_id }))
  const preview = await previewOf(app, { act: row.act, form: row.form, targets }, actor).catch(() => null)
  const found = new Map(
    (preview?.items ?? []).map((item): [string, PreviewItem] => [`${item.caseId}/${item.taskId}`, item]),
  )
  return items.map((item, index) => {
    const then = found.get(`${item.caseId}/${targets[index]?.taskId ?? null}`)
    return then ? { ...item, before: then.before, after: then.after, said: then.whyNot, taken: then.taken } : item
  })
}

function possible(row: InterventionRead, actor: Actor): SteeringKind[] {
  const administrator = actor.roles.includes('SYS_ADMIN')
  const involved = administrator || interventionOf(row.act).roles.some((role) => actor.roles.includes(role))
  if (!involved) return []
  switch (row.state) {
    case 'ASKED':
      return administrator && actor.userId !== row.by_id ? ['confirm', 'decline'] : ['decline']
    case 'RUNNING':
      return ['suspend', 'cancel']
    case 'SUSPENDED':
      return ['resume', 'cancel']
    case 'DONE':
      return row.failed > 0 ? ['retryFailed'] : []
    default:
      return []
  }
}
