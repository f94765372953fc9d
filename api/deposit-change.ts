import type { CommandRow } from '../db/commands.ts'
import { holdingsOf } from '../db/deposits.ts'
import type { Reach } from '../db/reach.ts'
import type { DepositChange } from '../domain/deposit-forms.ts'
import type { Actor } from '../domain/people.ts'
import { type DepositChangeLaunch, depositChangeProcess } from '../domain/processes/deposit-change.ts'
import { isOnlyBureau, subject } from './campaign-year.ts'
import type { App } from './context.ts'
import { refuse } from './errors.ts'
import { receiveLaunch } from './launching.ts'
import { withStoredPhotos } from './photos.ts'

/** The stages of a settlement before its decision: until then the books may still change. */
const undecided = ['DRAFT', 'DEFENSE', 'JOINT_REVIEW', 'DECIDING']

/**
 * Receives a change of who has paid a unit's deposit: one at a time for a unit and year. Throws PAYER_HOLDS_NOTHING,
 * SUCCESSOR_NOT_HEAD, CHANGE_OPEN, SETTLEMENT_DECIDED.
 */
export function receiveDepositChange(
  app: App,
  commandId: string,
  asked: DepositChange,
  actor: Actor,
  reach: Reach,
): Promise<CommandRow> {
  return receiveLaunch<DepositChangeLaunch>(app, {
    commandId,
    actor,
    process: depositChangeProcess,
    asked,
    prepare: async () => {
      await subject(app, asked.unitId)
      const { form: change, photoIds } = await withStoredPhotos(app, asked, reach, null)
      const { unitId, year, leavingId, successorId, title } = change
      const { holdings } = await holdingsOf(app.db, unitId, year)
      if (!holdings.some(({ payerId }) => payerId === leavingId))
        throw refuse('PAYER_HOLDS_NOTHING', { name: await nameOf(app, leavingId) })
      if (!(await isHead(app, successorId, unitId))) throw refuse('SUCCESSOR_NOT_HEAD')
      await refuseDecided(app, unitId, year)
      const earlier = await app.db
        .selectFrom('cases')
        .select(['id', 'outcome'])
        .where('kind', '=', 'depositChange')
        .where('id', 'like', `BZB-${year}-${unitId}-%`)
        .execute()
      const open = earlier.find(({ outcome }) => outcome === null)
      if (open) throw refuse('CHANGE_OPEN', { case: open.id })
      return {
        // Numbered within unit and year, so that of two at once one is refused.
        opening: { id: `BZB-${year}-${unitId}-${earlier.length + 1}`, title, unitId, content: change, photoIds },
        input: { change, drafterId: actor.userId, bureauIsUnit: await isOnlyBureau(app, unitId) },
        taken: 'CHANGE_OPEN',
      }
    },
  })
}

async function refuseDecided(app: App, unitId: string, year: number): Promise<void> {
  const settlement = await app.db
    .selectFrom('cases')
    .select(['id', 'stage'])
    .where('id', '=', `JS-${year}-${unitId}`)
    .executeTakeFirst()
  if (settlement && !undecided.includes(settlement.stage)) throw refuse('SETTLEMENT_DECIDED', { case: settlement.id })
}

async function isHead(app: App, userId: string, unitId: string): Promise<boolean> {
  const person = await app.db
    .selectFrom('person')
    .select(['unit_id', 'roles'])
    .where('id', '=', userId)
    .where('active', '=', true)
    .executeTakeFirst()
  return person?.unit_id === unitId && person.roles.includes('UNIT_HEAD')
}

async function nameOf(app: App, userId: string): Promise<string> {
  const person = await app.db.selectFrom('person').select('name').where('id', '=', userId).executeTakeFirst()
  return person?.name ?? userId
}
