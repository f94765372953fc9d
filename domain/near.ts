import { z } from 'zod'

/** Another report within this many metres is taken for the same place (handbook P12: a point within 50 m). */
export const NEAR_M = 50

/** A problem near another of the same kind; `metres` where both know their position. */
export const Near = z.object({
  caseId: z.string(),
  title: z.string(),
  place: z.string(),
  stage: z.string(),
  metres: z.number().nullable(),
  reportedAt: z.string(),
  /** It was closed and is still looked back at: another report is its relapse. */
  closed: z.boolean(),
})
export type Near = z.infer<typeof Near>
