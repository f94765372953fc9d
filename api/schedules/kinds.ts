import type { Transaction } from 'kysely'
import { readCalendar } from '../../db/calendar.ts'
import type { Db } from '../../db/connect.ts'
import { readPlans } from '../../db/patrols.ts'
import type { Schema } from '../../db/schema.ts'
import { assessmentId, halfOf } from '../../domain/assessment/half.ts'
import { dateOf, dayOf } from '../../domain/calendar.ts'
import { frequencies } from '../../domain/patrol-forms.ts'
import { patrolProcess } from '../../domain/processes/patrol.ts'
import { type Text, text } from '../../domain/text.ts'
import type { App } from '../context.ts'
import { pausePlan } from '../patrols.ts'

/** What the books know of a schedule beyond what the engine does. */
export type Known = {
  title: Text
  timing: Text
  note: Text | null
  paused: string | null
  /** Since when its times are what they are: what it would have done earlier was never due. */
  since: Date
  /** Why it would open nothing for any instant just now, or null. */
  refused: Text | null
  /** Why nothing is opened for this instant by what the plan says, or null. */
  dayOff: (at: Date) => Text | null
}

/** The case that a flow opens for an instant, where it is not named after the flow itself. */
export const caseNames: Record<string, (at: Date) => string> = {
  // The case of a half-year, whoever opened it.
  openHalfYear: (at) => {
    const { year, half } = halfOf(at.getTime())
    return assessmentId(year, half)
  },
}

/** How the schedules of one process are known and paused. Those of processes without an entry are the engine's alone. */
export type ScheduleKind = {
  read(db: Db): Promise<Map<string, Known>>
  /** Pauses with the reason, or lets it run again (null); `also` runs in the same transaction. */
  setPaused(
    app: App,
    id: string,
    paused: string | null,
    also: (trx: Transaction<Schema>) => Promise<void>,
  ): Promise<void>
}

export const scheduleKinds: Record<string, ScheduleKind> = {
  [patrolProcess.kind]: {
    read: async (db) => {
      const [rows, calendar] = await Promise.all([readPlans(db).execute(), readCalendar(db)])
      return new Map(
        rows.map(({ id, plan, paused, timed_since: since, active, unit_id: unitId, assignee }) => [
          id,
          {
            title: text(plan.title, plan.title),
            timing: text(
              `${frequencies[plan.frequency].zh} ${plan.at}`,
              `${frequencies[plan.frequency].en} ${plan.at}`,
            ),
            note: null,
            paused,
            since,
            refused:
              paused !== null
                ? text(`已停用（${paused}），请先恢复`, `Paused (${paused}): resume it first`)
                : active !== true || unitId === null
                  ? text(
                      `巡查人${assignee ?? ''}已停用，请先在巡查计划中换人`,
                      `${assignee ?? 'Its patroller'} is not active: name somebody else in the plan`,
                    )
                  : null,
            dayOff: (at: Date) =>
              plan.frequency === 'DAILY' || dayOf(calendar, dateOf(at.getTime())).works
                ? null
                : text('不是工作日，按计划不开', 'Not a working day: the plan leaves it out'),
          },
        ]),
      )
    },
    setPaused: pausePlan,
  },
}
