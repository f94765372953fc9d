import { z } from 'zod'
import { decidingOrgans, identities, measureTitles } from './measures.ts'
import { TextView } from './views.ts'

const keysOf = <K extends string>(of: Record<K, unknown>) => Object.keys(of) as [K, ...K[]]
const Organ = z.enum(keysOf(decidingOrgans))
const Kind = z.enum(keysOf(measureTitles))

/** What the register of results is searched by. */
export const ResultQuery = z.object({
  search: z.string().trim().max(80).default(''),
  organ: Organ.optional(),
  kind: Kind.optional(),
})
export type ResultQuery = z.infer<typeof ResultQuery>

const Until = z.object({ until: z.string(), sum: TextView }).nullable()

/** One recorded result, with the periods that follow from it by statute. */
export const ResultItem = z.object({
  caseId: z.string(),
  title: z.string(),
  unit: z.object({ id: z.string(), name: z.string() }),
  letterNo: z.string().nullable(),
  receivedAt: z.string().nullable(),
  recordedAt: z.string(),
  recordedBy: z.string(),
  subject: z.string(),
  identity: z.enum(keysOf(identities)),
  organ: Organ,
  kind: Kind,
  documentNo: z.string(),
  decidedOn: z.string(),
  effectiveFrom: z.string(),
  /** 影响期 with its sum; null where no period is given by statute. */
  effect: Until,
  /** Until when a review may be asked for: for information. */
  remedy: Until,
})
export type ResultItem = z.infer<typeof ResultItem>
