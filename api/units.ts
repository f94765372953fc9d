import { randomUUID } from 'node:crypto'
import { logAdministration } from '../db/administration-log.ts'
import { tellSessions } from '../db/people.ts'
import { absorbUnit, lockUnit, openCasesOf, renameUnit } from '../db/units.ts'
import { type Actor, OFFICE_UNIT } from '../domain/people.ts'
import { bodyHash, decide, receive } from './commands.ts'
import type { App } from './context.ts'
import { refuse } from './errors.ts'

const AT_ONCE = 8

/** Renames a unit, on record. Its id and all that refers to it stay. Throws UNIT_UNKNOWN. */
export async function rename(
  app: App,
  by: Actor,
  { unitId, name, shortName, reason }: { unitId: string; name: string; shortName: string; reason: string },
): Promise<void> {
  await app.db.transaction().execute(async (trx) => {
    const unit = await lockUnit(trx, unitId)
    if (!unit) throw refuse('UNIT_UNKNOWN', { unit: unitId })
    await renameUnit(trx, { unitId, name, shortName })
    await logAdministration(trx, {
      by,
      act: 'unitRenamed',
      unitId,
      detail: { before: { name: unit.name, shortName: unit.short_name }, after: { name, shortName }, reason },
    })
  })
}

export type Merging = { moved: number; failed: number; pending: number }

/**
 * Merges a unit into another: its people at once, its open cases each through its workflow; what is closed stays.
 * Called again for the same two it goes on with the cases that are left. Throws why the two cannot be merged.
 */
export async function merge(
  app: App,
  by: Actor,
  { from, into, reason }: { from: string; into: string; reason: string },
): Promise<Merging> {
  await app.db.transaction().execute(async (trx) => {
    const [first, second] = from < into ? [from, into] : [into, from]
    await lockUnit(trx, first)
    if (first !== second) await lockUnit(trx, second)
    const unit = await lockUnit(trx, from)
    const heir = await lockUnit(trx, into)
    if (!unit || !heir) throw refuse('UNIT_UNKNOWN', { unit: unit ? into : from })
    if (unit.merged_into === into) return
    if (heir.merged_into !== null || !heir.subject || from === into) throw refuse('UNIT_STAYS', { unit: heir.name })
    if (from === OFFICE_UNIT || !unit.subject || unit.merged_into !== null)
      throw refuse('UNIT_STAYS', { unit: unit.name })
    const people = await absorbUnit(trx, { from, into })
    const after = { into: heir.name, people: people.map(({ name }) => name).join('、') }
    await logAdministration(trx, {
      by,
      act: 'unitMerged',
      unitId: from,
      detail: { before: { name: unit.name }, after, reason },
    })
    for (const { id } of people) await tellSessions(trx, id)
  })
  return moveCases(app, by, { from, into, reason })
}

async function moveCases(app: App, by: Actor, form: { from: string; into: string; reason: string }): Promise<Merging> {
  const sums: Merging = { moved: 0, failed: 0, pending: 0 }
  const queue = await openCasesOf(app.db, form.from)
  const work = async (): Promise<void> => {
    for (let caseId = queue.shift(); caseId !== undefined; caseId = queue.shift()) {
      const row = await receive(
        app,
        {
          id: randomUUID(),
          caseId,
          taskId: null,
          act: 'mergeUnit',
          body: form,
          bodyHash: bodyHash(form),
          actor: by,
        },
        [],
      )
      // Once the engine has not answered, the rest is only received: the dispatcher sends it.
      const { decision } = sums.pending > 0 ? row : await decide(app, row)
      sums[decision === 'APPLIED' ? 'moved' : decision === 'REFUSED' ? 'failed' : 'pending'] += 1
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return sums
}
