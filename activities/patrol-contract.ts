import type { Patrol, PatrolPlan } from '../domain/patrol-forms.ts'

/** What patrols ask of the world. */
export interface PatrolActivities {
  /** The plan as it stands now, or null when nobody patrols that day: it is a day off, paused, ended, or nobody's. */
  patrolToday(question: {
    planId: string
    /** The scheduled instant, ISO. */
    at: string
  }): Promise<{ plan: PatrolPlan; unitId: string; day: string } | null>
  /** Opens the row of a patrol; asked again, it finds it. */
  openPatrol(opening: { caseId: string; unitId: string; content: Patrol }): Promise<void>
}
