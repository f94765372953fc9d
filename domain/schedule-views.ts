import { z } from 'zod'

/** What administrators see of the engine's schedules: when flows are opened by themselves, and what came of it. */

const Words = z.object({ zh: z.string(), en: z.string() })

/** Days of the county's calendar, both included, on which a schedule opens nothing. */
const Exclusion = z.object({ id: z.string(), from: z.string(), to: z.string(), reason: z.string() })
export type Exclusion = z.infer<typeof Exclusion>

/** A run of a schedule: `at` is the instant for which it was; `caseId` is null where it opened nothing. */
const ScheduleRun = z.object({ at: z.string(), caseId: z.string().nullable(), says: Words })
export type ScheduleRun = z.infer<typeof ScheduleRun>

/** A schedule with its next five runs, its last ones, and those of the last two weeks that did not take place. */
export const ScheduleView = z.object({
  scheduleId: z.string(),
  kind: z.string(),
  title: Words,
  timing: Words,
  /** What else there is to know of it. */
  note: Words.nullable(),
  /** Why it does not run at present; null when it runs. */
  paused: z.string().nullable(),
  nextRuns: z.array(z.string()),
  runs: z.array(ScheduleRun),
  missed: z.array(z.string()),
  exclusions: z.array(Exclusion),
})
export type ScheduleView = z.infer<typeof ScheduleView>

/** What is to be opened later for an instant that has passed. */
export const instantStates = ['OPENS', 'OPENED', 'DAY_OFF'] as const

/** What a backfill of a span would do, schedule by schedule; `refused` says why nothing of it can be opened. */
export const BackfillPlan = z.object({
  scheduleId: z.string(),
  title: Words,
  refused: Words.nullable(),
  instants: z.array(z.object({ at: z.string(), state: z.enum(instantStates), caseId: z.string().nullable() })),
})
export type BackfillPlan = z.infer<typeof BackfillPlan>

/** What became of an act on one of the chosen schedules. */
export const ScheduleDone = z.object({
  scheduleId: z.string(),
  title: Words,
  done: z.boolean(),
  says: Words,
  caseIds: z.array(z.string()),
})
export type ScheduleDone = z.infer<typeof ScheduleDone>
