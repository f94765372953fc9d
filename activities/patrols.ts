import { readCalendar } from '../db/calendar.ts'
import { openScheduled } from '../db/cases.ts'
import type { Db } from '../db/connect.ts'
import { readPlans } from '../db/patrols.ts'
import { dateOf, dayOf } from '../domain/calendar.ts'
import { patrolProcess } from '../domain/processes/patrol.ts'
import type { PatrolActivities } from './patrol-contract.ts'

/** What patrols ask of the world. */
export const patrolActivitiesIn = (db: Db): PatrolActivities => ({
  patrolToday: async ({ planId, at }) => {
    const [found, calendar] = await Promise.all([
      readPlans(db).where('patrol_plan.id', '=', planId).executeTakeFirst(),
      readCalendar(db),
    ])
    if (!found || found.paused !== null || !found.active || found.unit_id === null) return null
    const day = dateOf(Date.parse(at))
    if (found.plan.frequency !== 'DAILY' && !dayOf(calendar, day).works) return null
    return { plan: found.plan, unitId: found.unit_id, day }
  },
  openPatrol: ({ caseId, unitId, content }) =>
    openScheduled(db, {
      id: caseId,
      kind: patrolProcess.kind,
      idPrefix: patrolProcess.idPrefix,
      title: content.title,
      unitId,
      drafterId: null,
      content,
    }),
})
