import { z } from 'zod'
import { type Deduction, deductions, type Veto, vetoes } from './sheet.ts'
import { scoreSheets, type SheetVersion } from './sheets.ts'

/** A unit's sheet as it is kept and shown: all that its score is recomputed from. */

const keysOf = <K extends string>(of: Record<K, unknown>) => Object.keys(of) as [K, ...K[]]

const Line = z.object({
  item: z.string(),
  points: z.int(),
  reason: z.string(),
  caseId: z.string().optional(),
  deduction: z.enum(keysOf(deductions) satisfies Deduction[]).optional(),
  evidence: z.array(z.string()).optional(),
  corrects: z.literal(true).optional(),
})

export const KeptSheet = z.object({
  version: z.enum(keysOf(scoreSheets) satisfies SheetVersion[]),
  notApplicable: z.array(z.object({ item: z.string(), reason: z.string() })),
  lines: z.array(Line),
  bonuses: z.array(z.object({ points: z.int(), reason: z.string(), documentNo: z.string() })),
  vetoes: z.array(z.object({ veto: z.enum(keysOf(vetoes) satisfies Veto[]), documentNo: z.string() })),
})

/** A sheet with where it stands: preliminary until its case has ended, known once it is published (ISO). */
export const SheetView = z.object({
  unitId: z.string(),
  year: z.int(),
  half: z.enum(['H1', 'H2']),
  final: z.boolean(),
  publishedAt: z.string().nullable(),
  sheet: KeptSheet,
})
export type SheetView = z.infer<typeof SheetView>
