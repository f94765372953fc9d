import { z } from 'zod'
import { readAdministrationLog } from '../../db/administration-log.ts'
import { administrationActCodes } from '../../domain/administration.ts'
import { procedure, router } from '../trpc.ts'

const Facts = z.record(z.string(), z.string())
const AdministrationEntry = z.object({
  id: z.number(),
  at: z.string(),
  by: z.string(),
  act: z.enum(administrationActCodes),
  person: z.string().nullable(),
  unit: z.string().nullable(),
  before: Facts,
  after: Facts,
  reason: z.string().nullable(),
})

export const administrationRouter = router({
  /** What was done to accounts, leaves, tasks and units, newest first; `cursor` is the last id of the page before. */
  log: procedure('administration.read')
    .input(
      z.object({ cursor: z.number().int().positive().optional(), limit: z.number().int().min(1).max(200).default(50) }),
    )
    .output(z.object({ items: z.array(AdministrationEntry), more: z.boolean() }))
    .query(async ({ ctx, input: { cursor: before, limit } }) => {
      const rows = await readAdministrationLog(ctx.app.db, { before, limit: limit + 1 })
      return {
        items: rows.slice(0, limit).map((row) => ({
          id: row.id,
          at: row.at.toISOString(),
          by: row.by_name,
          act: row.act,
          person: row.person_name,
          unit: row.unit_name,
          before: row.detail.before ?? {},
          after: row.detail.after ?? {},
          reason: row.detail.reason ?? null,
        })),
        more: rows.length > limit,
      }
    }),
})
