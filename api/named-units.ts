import type { Db } from '../db/connect.ts'
import type { FormKey } from '../domain/forms.ts'
import { namedUnits } from '../domain/named.ts'
import { refuse } from './errors.ts'

/** Forms whose unit is to become responsible: it must be one that can be the subject of a notice. */
const makeResponsible: readonly FormKey[] = ['objection.v1', 'objectionRuling.v1', 'problemDispatch.v1']

/** Refuses a unit that was merged into another: that one is named instead. */
export async function refuseMerged(db: Db, unit: { name: string; merged_into: string | null }): Promise<void> {
  if (unit.merged_into === null) return
  const into = await db.selectFrom('unit').select('name').where('id', '=', unit.merged_into).executeTakeFirstOrThrow()
  throw refuse('UNIT_MERGED', { unit: unit.name, into: into.name })
}

/** Refuses a form that names a unit which does not exist, or makes one responsible that never may be. */
export async function checkNamedUnits(db: Db, key: FormKey, form: unknown): Promise<void> {
  for (const id of namedUnits(key, form)) {
    const unit = await db
      .selectFrom('unit')
      .select(['name', 'subject', 'merged_into'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!unit) throw refuse('UNIT_UNKNOWN', { unit: id })
    await refuseMerged(db, unit)
    if (makeResponsible.includes(key) && !unit.subject) throw refuse('UNIT_NOT_SUBJECT', { unit: unit.name })
  }
}
