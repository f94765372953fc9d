import { randomUUID } from 'node:crypto'
import { logAdministration } from '../db/administration-log.ts'
import { endLeave, insertLeave, isPast, type listLeaves, lockForLeave, overlapping } from '../db/leaves.ts'
import { findPerson, listPeople } from '../db/people.ts'
import type { LeaveView, SubstituteView } from '../domain/leave-views.ts'
import type { Actor } from '../domain/people.ts'
import { type Leave, whyNotSubstitute } from '../domain/substitutes.ts'
import { text } from '../domain/text.ts'
import type { App } from './context.ts'
import { invalid, refuse } from './errors.ts'

/** Those who can stand in for somebody: of their unit, and fit for each of their roles. */
export async function substitutesFor(app: App, absent: Actor): Promise<SubstituteView[]> {
  const people = await listPeople(app.db, { unitId: absent.unitId })
  return people
    .filter(({ actor }) => whyNotSubstitute(actor, absent) === null)
    .map(({ actor: { userId, name, roles } }) => ({ userId, name, roles }))
}

/** Somebody who can sign in. Throws NOT_FOUND. */
export async function knownPerson(app: App, userId: string) {
  const person = await findPerson(app.db, { userId })
  if (!person) throw refuse('NOT_FOUND')
  return person
}

/** Enters a leave with its substitute, on record. Throws what is wrong with it, in words. Returns its id. */
export async function enterLeave(app: App, by: Actor, absentId: string, leave: Leave): Promise<string> {
  const absent = await knownPerson(app, absentId)
  const substitute = await findPerson(app.db, { userId: leave.substituteId })
  if (!substitute?.active)
    throw invalid(['substituteId'], text('没有这位同志，请另选', 'No such person; choose another'))
  const why = whyNotSubstitute(substitute.actor, absent.actor)
  if (why) throw invalid(['substituteId'], why)
  if (await isPast(app.db, leave.to)) throw invalid(['to'], text('结束日期已过', 'The last day is over'))
  const id = randomUUID()
  await app.db.transaction().execute(async (trx) => {
    await lockForLeave(trx)
    const own = await overlapping(trx, absentId, leave)
    if (own) throw refuse('LEAVE_OVERLAPS', { name: absent.actor.name, from: own.from_date, to: own.to_date })
    const away = await overlapping(trx, leave.substituteId, leave)
    if (away) throw refuse('SUBSTITUTE_AWAY', { name: substitute.actor.name, from: away.from_date, to: away.to_date })
    await insertLeave(trx, { id, personId: absentId, leave, enteredBy: by.userId })
    const after = { from: leave.from, to: leave.to, substitute: substitute.actor.name }
    await logAdministration(trx, {
      by,
      act: 'leaveEntered',
      personId: absentId,
      detail: { after, reason: leave.reason },
    })
  })
  return id
}

/** Ends a leave now (销假); the substitute can do nothing more from then on. Throws LEAVE_OVER or NOT_FOUND. */
export async function finishLeave(app: App, by: Actor, leaveId: string, onlyOf: string | null): Promise<void> {
  const leave = await app.db.selectFrom('leave').select('person_id').where('id', '=', leaveId).executeTakeFirst()
  if (!leave || (onlyOf !== null && leave.person_id !== onlyOf)) throw refuse('NOT_FOUND')
  await app.db.transaction().execute(async (trx) => {
    const ended = await endLeave(trx, leaveId, by.userId)
    if (!ended) throw refuse('LEAVE_OVER')
    const before = { from: ended.from_date, to: ended.to_date }
    await logAdministration(trx, { by, act: 'leaveEnded', personId: ended.person_id, detail: { before } })
  })
}

export const leaveView = (row: Awaited<ReturnType<typeof listLeaves>>[number]): LeaveView => ({
  leaveId: row.id,
  absent: { userId: row.person_id, name: row.absent_name },
  unitName: row.unit_name,
  substitute: { userId: row.substitute_id, name: row.substitute_name },
  from: row.from_date,
  to: row.to_date,
  reason: row.reason,
  enteredBy: row.entered_name,
  state: row.state,
  endedAt: row.ended_at?.toISOString() ?? null,
})
