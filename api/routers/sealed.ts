import { z } from 'zod'
import { listSealedReads } from '../../db/sealed.ts'
import { procedure, router } from '../trpc.ts'

const SealedRead = z.object({ at: z.string(), userId: z.string(), name: z.string(), unitName: z.string() })

export const sealedRouter = router({
  /** Who read what is sealed in a case, newest first. For the auditor alone. */
  reads: procedure('sealedReads.read')
    .input(z.object({ caseId: z.string().max(40) }))
    .output(z.array(SealedRead))
    .query(async ({ ctx, input }) =>
      (await listSealedReads(ctx.app.db, input.caseId)).map(({ at, user_id: userId, name, unit_name: unitName }) => ({
        at: at.toISOString(),
        userId,
        name,
        unitName,
      })),
    ),
})
