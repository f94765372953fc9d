import { z } from 'zod'

/** A unit as its administrator sees it: who works there, what is open on it, and where it went. */
export const ManagedUnit = z.object({
  id: z.string(),
  name: z.string(),
  shortName: z.string(),
  kind: z.enum(['OFFICE', 'DEPARTMENT', 'TOWN']),
  subject: z.boolean(),
  mergedInto: z.object({ id: z.string(), name: z.string() }).nullable(),
  people: z.number(),
  openCases: z.number(),
})
export type ManagedUnit = z.infer<typeof ManagedUnit>
