import { z } from 'zod'
import { bands } from './assessment/sheet.ts'

/** What screens are told of half-year assessments. */

const keysOf = <K extends string>(of: Record<K, unknown>) => Object.keys(of) as [K, ...K[]]

/** When assessments are opened by themselves: ISO instants, or null while the engine does not answer. */
export const AssessmentSchedule = z.object({
  paused: z.string().nullable(),
  nextRuns: z.array(z.string()).nullable(),
})
export type AssessmentSchedule = z.infer<typeof AssessmentSchedule>

/** How a unit scored in a half-year. Points of 0.01. */
export const UnitScore = z.object({
  unitId: z.string(),
  unitName: z.string(),
  half: z.enum(['H1', 'H2']),
  caseId: z.string(),
  total: z.number(),
  band: z.enum(keysOf(bands)),
  vetoed: z.boolean(),
  final: z.boolean(),
  publishedAt: z.string().nullable(),
})
