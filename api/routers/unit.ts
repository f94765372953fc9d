import { z } from 'zod'
import { listUnits, openCasesOf } from '../../db/units.ts'
import { line } from '../../domain/fields.ts'
import { text } from '../../domain/text.ts'
import { ManagedUnit } from '../../domain/unit-views.ts'
import { merge, rename } from '../units.ts'
import { procedure, router } from '../trpc.ts'

const UnitId = z.string().min(1).max(40)
const reason = line(text('依据', 'By which decision'), { min: 4, max: 200 })

export const unitRouter = router({
  list: procedure('unit.manage')
    .output(z.array(ManagedUnit))
    .query(async ({ ctx }) =>
      (await listUnits(ctx.app.db)).map((row) => ({
        id: row.id,
        name: row.name,
        shortName: row.short_name,
        kind: row.kind,
        subject: row.subject,
        mergedInto:
          row.merged_into === null || row.merged_into_name === null
            ? null
            : { id: row.merged_into, name: row.merged_into_name },
        people: row.people ?? 0,
        openCases: row.open_cases ?? 0,
      })),
    ),

  rename: procedure('unit.manage')
    .input(
      z.object({
        unitId: UnitId,
        name: line(text('单位名称', 'Name'), { min: 2, max: 60 }),
        shortName: line(text('简称', 'Short name'), { min: 2, max: 20 }),
        reason,
      }),
    )
    .output(z.object({ renamed: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      await rename(ctx.app, ctx.actor, input)
      return { renamed: true as const }
    }),

  /** In how many open cases a unit has a part: what a merger would move. */
  mergePreview: procedure('unit.manage')
    .input(z.object({ unitId: UnitId }))
    .output(z.object({ cases: z.number() }))
    .query(async ({ ctx, input }) => ({ cases: (await openCasesOf(ctx.app.db, input.unitId)).length })),

  merge: procedure('unit.manage')
    .input(z.object({ from: UnitId, into: UnitId, reason }))
    .output(z.object({ moved: z.number(), failed: z.number(), pending: z.number() }))
    .mutation(({ ctx, input }) => merge(ctx.app, ctx.actor, input)),
})
